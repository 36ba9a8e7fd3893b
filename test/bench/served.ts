import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { Agent, get } from 'node:http'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { timed } from './figures.ts'

/** A server of its own process over a corpus file, asked over HTTP as a page asks it. */
export type Served = {
  /** from the start of the process until it answers */
  startMs: number
  /** how long one answer took, until its last byte */
  ask: (path: string) => Promise<number>
  /** resident memory now and at its highest, in bytes; absent where the system does not say */
  memory: () => { now: number; peak: number } | undefined
  stop: () => void
}

export async function serve(file: string, home: string): Promise<Served> {
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: home,
    env: { ...process.env, PORT: '0', QIANMO_DATA: dirname(file) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const url = await addressOf(child)
  const agent = new Agent({ keepAlive: true })
  const read = (path: string): Promise<number> =>
    new Promise((resolve, reject) => {
      get(url + path, { agent }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0))
      }).on('error', reject)
    })
  // what the server loads by itself after its start is not part of any answer
  while ((await read('/readyz')) !== 200) await setTimeout(100)
  const startMs = performance.now() - started
  for (const path of ['/api/search?q=法治&perPage=1', '/api/suggest?q=f', '/api/search?q=“阡陌经验”']) {
    await read(encodeURI(path))
  }
  return {
    startMs,
    ask: async (path) => {
      const { value, ms } = await timed(() => read(path))
      if (value !== 200) throw new Error(`${value} ${path}`)
      return ms
    },
    memory: () => memoryOf(child.pid),
    stop: () => {
      agent.destroy()
      child.kill()
    },
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const url = /http:\/\/\S+/.exec(said)?.[0]
      if (url) resolve(url)
    })
    child.on('exit', () => reject(new Error(`服务没有启动：${said}`)))
  })
}

function memoryOf(pid: number | undefined): { now: number; peak: number } | undefined {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return undefined
  const kilobytes = (name: string, status: string): number =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0)
  const status = readFileSync(file, 'utf8')
  return { now: kilobytes('VmRSS', status) * 1024, peak: kilobytes('VmHWM', status) * 1024 }
}
