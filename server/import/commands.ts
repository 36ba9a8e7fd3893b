import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { Problem, Township } from '../schema.ts'

/** One line of `inspect`, as far as it is looked at here. */
const Inspected = z.object({
  report: z
    .object({
      id: z.string(),
      title: z.string(),
      year: z.number().int(),
      township: Township,
      issuer: z.string(),
      docNumber: z.string(),
      date: z.string(),
      source: z.object({ format: z.string(), encoding: z.string() }).partial(),
    })
    .partial()
    .optional(),
  passages: z.array(z.object({ role: z.string(), text: z.string() })).default([]),
  indicators: z.array(z.unknown()).default([]),
  problems: z.array(Problem).default([]),
})
export type Inspected = z.infer<typeof Inspected>

/** The commands of the indexer, each in a process of its own. */
export type Commands = {
  /** Parses a file without storing it. Files wait for each other. @throws when the process fails or takes too long */
  inspect: (path: string) => Promise<Inspected>
  /**
   * Brings the corpus up to date with files or a folder, after any other run. Of a folder, what is gone is removed.
   * @throws (Chinese) when it did not come to its end
   */
  index: (paths: readonly string[]) => Promise<void>
  close: () => void
}

export type CommandOptions = {
  /** folder of the program */
  home: string
  env: Record<string, string | undefined>
  /** how long one file may take, with the start of the process */
  inspectMs?: number
  /** how long a process without work is kept */
  idleMs?: number
  /** how long a run waits for another one to end */
  waitSeconds?: number
}

export function createCommands(options: CommandOptions): Commands {
  const { home, inspectMs = 120_000, idleMs = 60_000, waitSeconds = 60 } = options
  // what reads files of strangers does not need to know who may send them
  const { QIANMO_ADMIN_TOKEN: _, ...env } = options.env
  const running = new Set<ChildProcess>()
  let inspector: ChildProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let queue: Promise<unknown> = Promise.resolve()

  function start(command: string, args: readonly string[], flags: readonly string[] = []): ChildProcess {
    const script = join(home, 'indexer', command)
    const child = spawn(process.execPath, [...flags, '--import', 'tsx', script, ...args], {
      cwd: home,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    running.add(child)
    child.on('error', () => {})
    child.stdin?.on('error', () => {})
    child.once('close', () => running.delete(child))
    return child
  }

  async function inspectOne(path: string): Promise<Inspected> {
    clearTimeout(idle)
    if (inspector?.exitCode !== null || inspector.signalCode !== null) {
      inspector = start('inspect.ts', ['--stdin', '--explain'], ['--max-old-space-size=512'])
      inspector.stderr?.resume()
    }
    const child = inspector
    try {
      const line = await nextLine(child, inspectMs, () => child.stdin?.write(`${path}\n`))
      return Inspected.parse(JSON.parse(line))
    } catch (error) {
      child.kill('SIGKILL')
      inspector = undefined
      throw error
    } finally {
      idle = setTimeout(() => {
        inspector?.stdin?.end()
        inspector = undefined
      }, idleMs).unref()
    }
  }

  return {
    inspect(path) {
      const next = queue.then(() => inspectOne(path))
      queue = next.catch(() => {})
      return next
    },
    async index(paths) {
      const child = start('main.ts', ['--json', '--wait', String(waitSeconds), ...paths])
      let said = ''
      let summary = false
      child.stdout?.on('data', () => {
        summary = true
      })
      child.stderr?.on('data', (chunk: Buffer) => {
        said = `${said}${chunk}`.slice(-2000)
      })
      const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
      // 1 with a summary: some files could not be read, which is said of each of them
      if (code === 0 || (code === 1 && summary)) return
      throw new Error(said.trim().split('\n').at(-1) || `收录没有完成（${code}）`)
    },
    close() {
      clearTimeout(idle)
      for (const child of running) child.kill('SIGTERM')
    },
  }
}

/** The next line that a process prints. @throws when it ends before, or after `ms` */
function nextLine(child: ChildProcess, ms: number, ask: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!child.stdout) throw new Error('no standard output')
    const lines = createInterface({ input: child.stdout })
    const settle = (end: () => void): void => {
      clearTimeout(timer)
      lines.close()
      child.off('close', died)
      end()
    }
    const died = (): void => settle(() => reject(new Error('识别程序中断')))
    const timer = setTimeout(() => settle(() => reject(new Error('识别超时'))), ms)
    child.once('close', died)
    lines.once('line', (line) => settle(() => resolve(line)))
    ask()
  })
}
