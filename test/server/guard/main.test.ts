import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../server/corpus/driver.ts'
import { createFolders, reportText, run, start } from '../../indexer/cli/command.ts'

let folders: ReturnType<typeof createFolders>
let running: ReturnType<typeof start>[] = []
beforeEach(() => {
  folders = createFolders()
})
afterEach(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await Promise.all(running.map(({ done }) => done))
  running = []
  folders.remove()
})

/** Starts the server on a free port and waits until it listens. */
async function serve(
  env: Record<string, string> = {},
): Promise<ReturnType<typeof start> & { url: string; log: () => string }> {
  const started = start('../server/main.ts', [], { ...folders.env, PORT: '0', ...env })
  running.push(started)
  let log = ''
  started.child.stderr?.on('data', (chunk) => {
    log += chunk
  })
  for (let i = 0; i < 600; i++) {
    const url = /http:\/\/\S+/.exec(log)?.[0]
    if (url) return { ...started, url, log: () => log }
    await setTimeout(50)
  }
  throw new Error(`not started: ${log}`)
}

const index = () => run('main.ts', ['--json'], folders.env)
const json = async (url: string) => (await fetch(url)).json()

describe('the server', { timeout: 90_000 }, () => {
  it('answers what is under way after a signal, then ends', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await index()
    const { url, child, done } = await serve()
    // the first answer loads what all others use
    await fetch(`${url}/api/verify?q=说事`)
    const busy = Array.from({ length: 10 }, () => fetch(`${url}/api/verify?q=说事`).then((response) => response.status))
    await setTimeout(30)
    child.kill('SIGTERM')
    expect(new Set(await Promise.all(busy))).toEqual(new Set([200]))
    expect((await done).code).toBe(0)
  })

  it('goes over to a corpus that was put in the place of its own', async () => {
    const copy = join(folders.data, 'copy.db')
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await index()
    await run('backup.ts', [copy], folders.env)
    folders.write('b.txt', reportText('石桥乡', 2023))
    await index()
    const { url } = await serve()
    expect(await json(`${url}/api/meta`)).toMatchObject({ reports: 2 })
    expect(await run('restore.ts', [copy], folders.env)).toMatchObject({ code: 0 })
    const statuses = new Set<number>()
    let reports = 2
    for (let i = 0; i < 100 && reports !== 1; i++) {
      const response = await fetch(`${url}/api/meta`)
      statuses.add(response.status)
      reports = ((await response.json()) as { reports: number }).reports
      await setTimeout(50)
    }
    expect(reports).toBe(1)
    expect([...statuses]).toEqual([200])
    // and follows what is written to it from then on
    await index()
    expect(await json(`${url}/api/meta`)).toMatchObject({ reports: 2 })
    expect((await json(`${url}/api/search?q=石桥乡`)).total.reports).toBe(1)
  })

  it('answers what is no sound request with the one error, and a word on what to do', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await index()
    const { url } = await serve()
    const raw = (request: string): Promise<string> =>
      new Promise((resolve, reject) => {
        let answer = ''
        const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(request))
        socket.on('data', (chunk) => {
          answer += chunk
        })
        socket.on('error', reject)
        socket.on('close', () => resolve(answer))
      })
    const bare = await raw('GET /api/search?q=说事 HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(bare).toMatch(/^HTTP\/1\.1 400 /)
    expect(JSON.parse(bare.split('\r\n\r\n')[1] as string)).toMatchObject({
      error: { code: 'bad-request', message: expect.stringContaining('百分号编码') },
      dataVersion: expect.stringMatching(/^[0-9a-f]{12}$/),
    })
    const long = await raw(`GET /api/search?q=${'a'.repeat(300_000)} HTTP/1.1\r\nHost: a\r\n\r\n`)
    expect(JSON.parse(long.split('\r\n\r\n')[1] as string)).toMatchObject({ error: { code: 'too-long' } })
    expect(await raw('no request at all\r\n\r\n')).toContain('"code":"bad-request"')
  })

  it('says in Chinese what is wrong with its corpus or its port', async () => {
    const none = await run('../server/main.ts', [], folders.env)
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('还没有语料库') })
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await index()
    const port = createServer()
    await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve))
    const taken = await run('../server/main.ts', [], {
      ...folders.env,
      PORT: String((port.address() as AddressInfo).port),
    })
    port.close()
    expect(taken).toMatchObject({ code: 1, stderr: expect.stringContaining('已被占用') })
    const db = openDatabase(join(folders.data, 'corpus.db'))
    db.exec("UPDATE meta SET value = 'another' WHERE key = 'index'")
    const cut = await run('../server/main.ts', [], folders.env)
    expect(cut).toMatchObject({ code: 1, stderr: expect.stringContaining('npm run -s index') })
    db.exec('PRAGMA user_version = 99')
    db.close()
    const newer = await run('../server/main.ts', [], folders.env)
    expect(newer).toMatchObject({ code: 1, stderr: expect.stringContaining('结构版本是 99') })
    expect(newer.stderr).not.toContain('    at ')
  })

  it('measures on a port of its own, and keeps what was asked out of the log', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await index()
    const port = createServer()
    await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve))
    const free = String((port.address() as AddressInfo).port)
    await new Promise((resolve) => port.close(resolve))
    const { url, log } = await serve({ QIANMO_LOG: 'info', QIANMO_METRICS_PORT: free })
    await fetch(`${url}/api/search?q=${encodeURIComponent('说事长廊')}`)
    expect((await fetch(`${url}/metrics`)).status).toBe(403)
    const text = await (await fetch(`http://127.0.0.1:${free}/metrics`)).text()
    expect(text).toMatch(/http_requests_total\{[^}]*route="\/api\/search"/)
    expect(log()).toContain('"path":"/api/search"')
    expect(decodeURIComponent(log())).not.toContain('说事')
  })
})
