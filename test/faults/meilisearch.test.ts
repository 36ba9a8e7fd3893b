import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Meilisearch } from 'meilisearch'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeKeys } from '../../indexer/engine/setup.ts'
import { INDEX, nextOf } from '../../server/engine/meilisearch/settings.ts'
import {
  freePort,
  hasMeilisearch,
  MASTER_KEY,
  SKIPPED,
  startMeilisearch,
  type TestServer,
} from '../contract/meilisearch-server.ts'
import { createFolders, reportText, run, start } from '../indexer/cli/command.ts'

/** What the servers said a moment ago is believed for 25 ms. */
const unconfirmed = (): Promise<void> => setTimeout(50)

const SHOWN = encodeURIComponent('便民大厅')

const LETTERS =
  '村社区镇街道服务宣传教育组织领导干部群众矛盾纠纷调解处理工作建设推进落实制度责任监督检查执行信息平台网格员队伍培训学习会议研究安排部署计划目标考核问题整改提升质效能力水平基层管理规范程序审查合同决策'

/** Text that repeats itself little, so that the index grows with it. */
const filler = (seed: number, length: number): string =>
  Array.from({ length }, (_, i) => LETTERS[(seed * 7919 + i * i * 31 + i * 17) % LETTERS.length]).join('')

describe.runIf(hasMeilisearch())('the commands with search servers that fail', { timeout: 180_000 }, () => {
  let engines: TestServer[]
  let keys: { search: string; admin: string }
  let folders: ReturnType<typeof createFolders>
  let env: Record<string, string>
  let servers: ReturnType<typeof start>[] = []

  beforeAll(async () => {
    engines = [await startMeilisearch(), await startMeilisearch()]
    keys = await makeKeys(urls(), MASTER_KEY)
  })
  afterAll(async () => {
    for (const engine of engines ?? []) await engine.stop()
  })
  beforeEach(() => {
    folders = createFolders()
    for (const year of [2019, 2020, 2021, 2022]) folders.write(`${year}.txt`, reportText('柳塘镇', year))
    env = {
      ...folders.env,
      QIANMO_ENGINE: 'meilisearch',
      MEILI_URL: urls().join(','),
      MEILI_ADMIN_KEY: keys.admin,
      MEILI_SEARCH_KEY: keys.search,
    }
  })
  afterEach(async () => {
    for (const { child } of servers) child.kill('SIGKILL')
    await Promise.all(servers.map(({ done }) => done))
    servers = []
    folders.remove()
  })

  const urls = (): string[] => engines.map(({ url }) => url)
  const two = (): [TestServer, TestServer] => engines as [TestServer, TestServer]

  async function serve(
    extra: Record<string, string> = {},
  ): Promise<{ ask: (path: string, to?: string) => Promise<Answer>; metrics: string }> {
    const port = String(await freePort())
    const metrics = String(await freePort())
    const server = start('../server/main.ts', [], {
      ...env,
      ...extra,
      PORT: port,
      QIANMO_METRICS_PORT: metrics,
    })
    servers.push(server)
    const ask = async (path: string, to = port): Promise<Answer> => {
      const answer = await fetch(`http://127.0.0.1:${to}${path}`)
      return { status: answer.status, text: await answer.text() }
    }
    for (let i = 0; ; i++) {
      const up = await ask('/healthz').catch(() => undefined)
      if (up?.status === 200) return { ask, metrics }
      if (i > 600) throw new Error('the server did not start')
      await setTimeout(50)
    }
  }
  type Answer = { status: number; text: string }
  const total = ({ text }: Answer): unknown => JSON.parse(text).total

  it('fail the search by name when one is gone or hangs, also in the midst of a search, and go on when it is back', async () => {
    const [one, other] = two()
    expect(await run('main.ts', [], env)).toMatchObject({ code: 0 })
    const { ask } = await serve()
    const before = await ask(`/api/search?q=${SHOWN}`)
    expect(total(before)).toMatchObject({ reports: 4 })

    await unconfirmed()
    other.freeze()
    const hanging = ask(`/api/search?q=${SHOWN}`)
    await setTimeout(300)
    await other.kill()
    const cut = await hanging
    expect(cut.status).toBe(503)
    expect(cut.text).toContain(other.url)
    expect(cut.text).not.toContain(one.url)
    const ready = await ask('/readyz')
    expect(ready.status).toBe(503)
    expect(ready.text).toContain(other.url)
    await other.restart()
    expect(total(await ask(`/api/search?q=${SHOWN}`))).toEqual(total(before))

    await unconfirmed()
    other.freeze()
    const slow = await ask(`/api/search?q=${SHOWN}`)
    other.thaw()
    expect(slow.status).toBe(503)
    expect(slow.text).toContain('规定时间')
    expect(slow.text).toContain(other.url)
    expect(total(await ask(`/api/search?q=${SHOWN}`))).toEqual(total(before))
  })

  it('give a part only where that is allowed, and say so in the body', async () => {
    const [, other] = two()
    await run('main.ts', [], env)
    const { ask } = await serve({ QIANMO_PARTIAL: '1' })
    const before = await ask(`/api/search?q=${SHOWN}`)
    expect(JSON.parse(before.text)).not.toHaveProperty('partial')
    await unconfirmed()
    await other.kill()
    const part = await ask(`/api/search?q=${SHOWN}`)
    expect(part.status).toBe(200)
    expect(JSON.parse(part.text).partial).toEqual([other.url])
    await other.restart()
    expect(total(await ask(`/api/search?q=${SHOWN}`))).toEqual(total(before))
  })

  it('keep keys out of logs, errors and figures, whatever is wrong with them', async () => {
    const { url } = two()[0]
    await run('main.ts', [], { ...env, MEILI_URL: url })
    const wrong = 'a-key-that-opens-nothing-at-all'
    const loading = await run('engine.ts', ['load'], { ...env, MEILI_URL: url, MEILI_ADMIN_KEY: wrong })
    expect(loading.code).toBe(1)
    expect(loading.stderr).toContain('密钥')
    const withUser = url.replace('http://', `http://user:${wrong}@`)
    const addressed = await run('engine.ts', ['status'], { ...env, MEILI_URL: withUser })
    const { ask, metrics } = await serve({ MEILI_URL: url, MEILI_SEARCH_KEY: wrong, QIANMO_LOG: 'debug' })
    const refused = await ask(`/api/search?q=${SHOWN}`)
    expect(refused.status).toBe(503)
    expect(refused.text).toContain('setup')
    const figures = await ask('/metrics', metrics)
    expect(figures.text).toContain('http')
    const said = [loading, addressed].map(({ stdout, stderr }) => stdout + stderr).join()
    for (const { child } of servers) child.kill('SIGTERM')
    const { stdout, stderr } = await (servers[0] as (typeof servers)[number]).done
    for (const key of [wrong, keys.admin, keys.search, MASTER_KEY])
      expect(said + refused.text + figures.text + stdout + stderr).not.toContain(key)
  })

  it('let one loader in, though two come from different machines, and take up what a killed one left', async () => {
    const { url } = two()[0]
    for (let i = 0; i < 150; i++) folders.write(`${i}.txt`, reportText('石桥乡', 1850 + i, filler(i, 2000)))
    const single = { ...env, MEILI_URL: url }
    expect(await run('main.ts', [], { ...single, QIANMO_ENGINE: 'sqlite' })).toMatchObject({ code: 0 })
    const client = new Meilisearch({ host: url, apiKey: MASTER_KEY })
    await client.deleteIndex(INDEX).waitTask()

    const first = start('engine.ts', ['load'], single)
    const filled = async (): Promise<number> =>
      client
        .index(nextOf(INDEX))
        .getStats()
        .then(
          ({ numberOfDocuments }) => numberOfDocuments,
          () => 0,
        )
    while ((await filled()) === 0) await setTimeout(20)
    // The same corpus on another machine: the lock beside it is not the same.
    const elsewhere = { ...single, QIANMO_DATA: join(folders.data, 'copy') }
    execFileSync('mkdir', ['-p', elsewhere.QIANMO_DATA])
    execFileSync('sh', ['-c', `cp ${folders.data}/corpus.db* ${elsewhere.QIANMO_DATA}`])
    const second = await run('engine.ts', ['load'], elsewhere)
    expect(second).toMatchObject({ code: 1 })
    expect(second.stderr).toContain('另一个装载进程')
    first.child.kill('SIGKILL')
    expect((await first.done).signal).toBe('SIGKILL')

    const third = await run('engine.ts', ['load'], single)
    expect(third).toMatchObject({ code: 0 })
    expect(third.stderr).toContain('接着做')
    const { ask } = await serve({ MEILI_URL: url })
    expect(total(await ask(`/api/search?q=${SHOWN}`))).toMatchObject({ reports: 154 })
    const names = (await client.getIndexes()).results.map((index) => index.uid)
    expect(names).toEqual([INDEX])
  })

  it('say that the disk of one is full, never answer by halves, and finish when there is room', async ({ skip }) => {
    const dir = mkdtempSync(join(tmpdir(), 'qianmo-full-'))
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', dir], { stdio: 'ignore' })
    } catch {
      rmSync(dir, { recursive: true })
      console.warn('not tested: mounting needs root')
      return skip()
    }
    let small: TestServer | undefined
    try {
      small = await startMeilisearch(undefined, dir)
      const { admin, search } = await makeKeys([small.url], MASTER_KEY)
      const cramped = { ...env, MEILI_URL: small.url, MEILI_ADMIN_KEY: admin, MEILI_SEARCH_KEY: search }
      expect(await run('main.ts', [], cramped)).toMatchObject({ code: 0 })
      const { ask } = await serve(cramped)
      const before = await ask(`/api/search?q=${SHOWN}`)
      const { blocks, bfree, bsize } = statfsSync(dir)
      execFileSync('mount', ['-o', `remount,size=${(blocks - bfree) * bsize + 2 ** 20}`, dir])
      for (let i = 0; i < 60; i++) folders.write(`${i}.txt`, reportText('石桥乡', 1900 + i, filler(i, 4000)))
      const full = await run('main.ts', [], cramped)
      expect(full.code).toBe(1)
      expect(full.stderr).toContain('磁盘')
      expect(full.stderr).toContain(small.url)
      const meanwhile = await ask(`/api/search?q=${SHOWN}`)
      if (meanwhile.status === 200) expect(total(meanwhile)).toEqual(total(before))
      else expect(meanwhile).toMatchObject({ status: 503, text: expect.stringContaining('engine -- load') })
      expect((await ask('/api/reports')).status).toBe(200)
      execFileSync('mount', ['-o', 'remount,size=900m', dir])
      const next = await run('engine.ts', ['load'], cramped)
      expect(next.stderr).toContain('就绪')
      expect(total(await ask(`/api/search?q=${SHOWN}`))).toMatchObject({ reports: 64 })
    } finally {
      await small?.kill()
      execFileSync('umount', ['-l', dir])
      rmSync(dir, { recursive: true, force: true })
    }
  })
})

if (!hasMeilisearch()) console.warn(SKIPPED)
