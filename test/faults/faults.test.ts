import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFolders, reportText, run, start } from '../indexer/cli/command.ts'
import { contentOf, killLoop } from './kill-loop.ts'
import { askAndLeave } from './leave.ts'

let folders: ReturnType<typeof createFolders>
let mounts: string[] = []
let servers: ReturnType<typeof start>[] = []
beforeEach(() => {
  folders = createFolders()
})
afterEach(async () => {
  for (const { child } of servers) child.kill('SIGKILL')
  await Promise.all(servers.map(({ done }) => done))
  servers = []
  for (const path of mounts) execFileSync('umount', ['-l', path])
  mounts = []
  folders.remove()
})

const corpusPath = () => join(folders.data, 'corpus.db')

/** A file system of its own, where the system lets us make one. */
function mount(path: string, options: string): boolean {
  try {
    mkdirSync(path, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path], { stdio: 'ignore' })
    mounts.push(path)
    return true
  } catch {
    console.warn('not tested: mounting needs root')
    return false
  }
}

describe('an indexer', { timeout: 180_000 }, () => {
  it('loses nothing when it is killed again and again, with one process or several', async () => {
    expect(await killLoop(4, 60, 7)).toMatchObject({ times: 4, reports: 60 })
    expect(await killLoop(2, 130, 8, 2)).toMatchObject({ reports: 130 })
  })

  it('says so when the disk is full, keeps what is stored, and goes on when there is room', async ({ skip }) => {
    if (!mount(folders.data, 'size=4m')) return skip()
    folders.write('a.txt', reportText('柳塘镇', 2020))
    expect(await run('main.ts', ['--jobs', '1'], folders.env)).toMatchObject({ code: 0 })
    const before = contentOf(corpusPath())
    for (let i = 0; i < 300; i++) folders.write(`${i}.txt`, reportText('石桥乡', 1900 + i, `编号${i}。`.repeat(200)))
    const { code, stderr } = await run('main.ts', ['--jobs', '1'], folders.env)
    expect(code).toBe(1)
    expect(stderr).toContain('磁盘')
    expect(stderr).not.toContain('    at ')
    execFileSync('mount', ['-o', 'remount,size=200m', folders.data])
    const after = contentOf(corpusPath())
    for (const [id, digest] of before) expect(after.get(id)).toBe(digest)
    const next = JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)
    expect(next).toMatchObject({ failed: 0, reports: 301 })
  })

  it('says so where it may not write, while the server answers all the same', async ({ skip }) => {
    if (!mount(folders.data, 'size=50m')) return skip()
    folders.write('a.txt', reportText('柳塘镇', 2020))
    await run('main.ts', [], folders.env)
    execFileSync('mount', ['-o', 'remount,ro', folders.data])
    folders.write('b.txt', reportText('柳塘镇', 2021))
    const { code, stderr } = await run('main.ts', [], folders.env)
    expect(code).toBe(1)
    expect(stderr).toMatch(/权限|不可写|只读/)
    expect(stderr).not.toContain('    at ')
    const { url, stop } = await serve()
    const answer = (await (await fetch(`${url}/api/search?q=${encodeURIComponent('说事长廊')}`)).json()) as Found
    expect(answer.total.reports).toBe(1)
    await stop()
  })

  it('does its work once when two are started together', async () => {
    for (let i = 0; i < 40; i++) folders.write(`${i}.txt`, reportText('柳塘镇', 1900 + i, `编号${i}。`))
    const results = await Promise.all([
      run('main.ts', ['--json'], folders.env),
      run('main.ts', ['--json'], folders.env),
    ])
    expect(results.some(({ code }) => code === 0)).toBe(true)
    for (const { code, stderr } of results) if (code !== 0) expect(stderr).toContain('已有另一个索引进程')
    expect(contentOf(corpusPath()).size).toBe(40)
  })

  it('does not care about a clock that goes backwards', async () => {
    const path = folders.write('a.txt', reportText('柳塘镇', 2020))
    const first = JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)
    utimesSync(path, new Date('2001-01-01'), new Date('2001-01-01'))
    expect(JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)).toMatchObject({
      unchanged: 1,
      dataVersion: first.dataVersion,
    })
    folders.write('a.txt', reportText('柳塘镇', 2020, '又添一句。'))
    utimesSync(path, new Date('1999-01-01'), new Date('1999-01-01'))
    expect(JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)).toMatchObject({ changed: 1 })
  })
})

type Found = { dataVersion: string; total: { reports: number; passages: number }; hits: { report: { id: string } }[] }

async function serve(): Promise<{ url: string; pid?: number; stop: () => Promise<unknown> }> {
  const started = start('../server/main.ts', [], { ...folders.env, PORT: '0' })
  servers.push(started)
  const { child, done } = started
  let log = ''
  child.stderr?.on('data', (chunk) => {
    log += chunk
  })
  for (let i = 0; i < 600 && !/http:\/\/\S+/.test(log); i++) await setTimeout(50)
  const url = /http:\/\/\S+/.exec(log)?.[0]
  if (!url) throw new Error(`not started: ${log}`)
  const stop = (): Promise<unknown> => {
    child.kill('SIGTERM')
    return done
  }
  return { url, pid: child.pid, stop }
}

describe('a server beside an indexer', { timeout: 180_000 }, () => {
  it('answers every question from one whole state', async () => {
    folders.write('0.txt', reportText('柳塘镇', 1900))
    await run('main.ts', [], folders.env)
    const { url, stop } = await serve()
    const whole = (await (await fetch(`${url}/api/search`)).json()) as Found
    expect(whole.total.reports).toBe(1)
    const each = whole.total.passages
    expect(each).toBeGreaterThan(5)
    for (let i = 1; i < 200; i++) folders.write(`${i}.txt`, reportText('柳塘镇', 1900 + i))
    const indexing = run('main.ts', ['--jobs', '1', '--json'], folders.env)
    let ended = false
    void indexing.then(() => {
      ended = true
    })
    const seen = new Set<number>()
    while (!ended) {
      const response = await fetch(`${url}/api/search?perPage=5`)
      expect(response.status).toBe(200)
      const { total, hits } = (await response.json()) as Found
      // no report is seen by half
      expect(total.passages).toBe(total.reports * each)
      seen.add(total.reports)
      const [hit] = hits
      if (hit) {
        const full = await fetch(`${url}/api/reports/${hit.report.id}`)
        expect(full.status).toBe(200)
        expect(((await full.json()) as { passages: unknown[] }).passages).toHaveLength(each)
      }
      await setTimeout(10)
    }
    expect((await indexing).code).toBe(0)
    const last = (await (await fetch(`${url}/api/search`)).json()) as Found
    expect(last.total.reports).toBe(200)
    expect(seen.size).toBeGreaterThan(1)
    await stop()
  })

  it('keeps its memory with fifty clients, half of whom go away', async () => {
    for (let i = 0; i < 30; i++) folders.write(`${i}.txt`, reportText('柳塘镇', 1900 + i, `编号${i}。`))
    await run('main.ts', [], folders.env)
    const { url, pid, stop } = await serve()
    const round = async (): Promise<Set<number>> => {
      const statuses = new Set<number>()
      const clients = Array.from({ length: 50 }, async (_, i) => {
        for (let n = 0; n < 6; n++) {
          const path =
            n % 2 === 0 ? `/api/kwic?q=${encodeURIComponent('工作')}` : `/api/verify?q=${encodeURIComponent('群众')}`
          if (i % 2 === 0) await askAndLeave(`${url}${path}&page=${n + 1}`, 5)
          else {
            const response = await fetch(`${url}${path}&page=${n + 1}`)
            statuses.add(response.status)
            await response.arrayBuffer()
          }
        }
      })
      await Promise.all(clients)
      return statuses
    }
    for (let i = 0; i < 3; i++) expect([...(await round())]).toEqual([200])
    const before = rssOf(pid)
    for (let i = 0; i < 6; i++) expect([...(await round())]).toEqual([200])
    expect(rssOf(pid) - before).toBeLessThan(80)
    await stop()
  })
})

/** Megabytes of a process; 0 where the system does not tell. */
function rssOf(pid: number | undefined): number {
  const path = `/proc/${pid}/statm`
  return existsSync(path) ? (Number(readFileSync(path, 'utf8').split(' ')[1]) * 4096) / 2 ** 20 : 0
}
