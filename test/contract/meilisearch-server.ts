import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A real server, started for a test on a free port with a folder of its own. */
export type TestServer = {
  url: string
  key: string
  dir: string
  /** the process, while it runs */
  pid: () => number | undefined
  /** ends the process as a crash would; the folder stays */
  kill: () => Promise<void>
  /** leaves it running without giving it any time, as a machine that hangs would */
  freeze: () => void
  thaw: () => void
  /** starts it again at the same address; `empty` throws its data away first */
  restart: (options?: { empty?: boolean }) => Promise<void>
  stop: () => Promise<void>
}

export const MASTER_KEY = 'throw-away-master-key-of-a-test'

/** The server's program, on PATH unless named. */
export const PROGRAM = process.env.MEILI_PROGRAM ?? 'meilisearch'

/** Whether a real server can be started here. */
export const hasMeilisearch = (): boolean => spawnSync(PROGRAM, ['--version']).status === 0

/** Said once where a suite has to be skipped. */
export const SKIPPED =
  '跳过 Meilisearch 的测试：PATH 上没有 meilisearch。装好 1.50 后再运行 npx vitest run test/contract，或设 MEILI_URL（与 MEILI_ADMIN_KEY）指向一台可清空的服务器'

/** A small index needs neither threads nor memory. */
const FRUGAL = ['--max-indexing-threads', '1', '--max-indexing-memory', '64Mb']

/** @param dir for its data, of the caller's making; a new one unless given */
export async function startMeilisearch(
  args: readonly string[] = FRUGAL,
  dir = mkdtempSync(join(tmpdir(), 'qianmo-meilisearch-')),
): Promise<TestServer> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ReturnType<typeof spawn> | undefined
  const start = async (): Promise<void> => {
    const base = [
      '--db-path',
      join(dir, 'data'),
      '--dump-dir',
      join(dir, 'dumps'),
      '--snapshot-dir',
      join(dir, 'snapshots'),
    ]
    child = spawn(
      PROGRAM,
      [...base, '--http-addr', `127.0.0.1:${port}`, '--master-key', MASTER_KEY, '--no-analytics', ...args],
      { stdio: 'ignore', cwd: dir },
    )
    for (let i = 0; i < 200; i++) {
      const up = await fetch(`${url}/health`).then(
        (answer) => answer.ok,
        () => false,
      )
      if (up) return
      await setTimeout(50)
    }
    throw new Error(`meilisearch did not start at ${url}`)
  }
  const kill = async (): Promise<void> => {
    const running = child
    child = undefined
    if (!running || running.exitCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url,
    key: MASTER_KEY,
    dir,
    pid: () => child?.pid,
    kill,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    restart: async ({ empty } = {}) => {
      await kill()
      if (empty) rmSync(join(dir, 'data'), { recursive: true, force: true })
      await start()
    },
    stop: async () => {
      await kill()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
