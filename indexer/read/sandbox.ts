import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Decoded, ReadFailure, tooComplex } from './format.ts'
import type { Reply, Request } from './process.ts'

export type Limits = {
  /** for one file, without starting the process */
  timeMs: number
  /** JavaScript objects of the process */
  heapMb: number
  /** the whole process; kept where the system tells (Linux) */
  residentMb: number
}

export type Sandbox = {
  /** Reads one file in another process; files wait for each other. @throws ReadFailure */
  read: (request: Request) => Promise<Decoded>
  /** Ends the process; the next file starts another. */
  close: () => void
}

/** What a report may cost: the longest ones take a second and 150 MB. */
export const defaultLimits: Limits = { timeMs: 20_000, heapMb: 256, residentMb: 450 }

/** Memory at which a process that is done with a file is replaced by a fresh one. */
const tiredMb = 320
const startMs = 60_000

/**
 * One process for many files. A file that takes too long or too much memory ends it, and costs nobody else anything;
 * while it waits for work it keeps no program from ending.
 */
export function createSandbox(limits: Limits = defaultLimits): Sandbox {
  let child: ChildProcess | undefined
  let queue: Promise<unknown> = Promise.resolve()

  const close = (): void => {
    child?.kill('SIGKILL')
    child = undefined
  }

  async function started(): Promise<ChildProcess> {
    if (child?.connected) return child
    const fresh = start(limits)
    child = fresh
    const reply = await replyOf(fresh, startMs)
    if (!('ready' in reply)) {
      close()
      throw new ReadFailure('unreadable', '解析程序没有启动：请再运行一次')
    }
    return fresh
  }

  async function read(request: Request): Promise<Decoded> {
    const running = await started()
    const guard = watchMemory(running, limits.residentMb)
    hold(running, true)
    running.send(request, () => {})
    const reply = await replyOf(running, limits.timeMs)
    hold(running, false)
    const grown = guard()
    if ('decoded' in reply) {
      if (reply.rss > tiredMb * 2 ** 20) close()
      return reply.decoded
    }
    if (!('code' in reply) || !running.connected) close()
    if (grown) throw tooComplex(`解析时占用内存超过 ${limits.residentMb} MB`)
    if (!('code' in reply)) throw new ReadFailure('unreadable', '解析程序应答有误：请再运行一次')
    if (reply.code === 'timeout' || reply.code === 'died') close()
    if (reply.code === 'died') throw tooComplex('解析时内存不足或程序中断')
    throw new ReadFailure(reply.code, reply.message)
  }

  return {
    read: (request) => {
      const next = queue.then(() => read(request))
      queue = next.catch(() => {})
      return next
    },
    close,
  }
}

function start(limits: Limits): ChildProcess {
  const child = fork(join(import.meta.dirname, 'start-process.mjs'), [], {
    execArgv: [`--max-old-space-size=${limits.heapMb}`],
    // no settings and no keys where hostile files are read
    env: {},
    // nothing it says may get into what a command prints
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  child.on('error', () => {})
  return child
}

/** Whether the process keeps this program alive. */
function hold(child: ChildProcess, held: boolean): void {
  if (held) child.ref()
  else child.unref()
  if (held) child.channel?.ref()
  else child.channel?.unref()
}

/** The next message, or why there is none: `timeout`, `died`. */
function replyOf(child: ChildProcess, ms: number): Promise<Reply> {
  return new Promise((resolve) => {
    const settle = (reply: Reply): void => {
      clearTimeout(timer)
      child.off('message', onMessage).off('exit', onExit)
      resolve(reply)
    }
    const onMessage = (reply: unknown): void => settle(reply as Reply)
    const onExit = (): void => settle({ code: 'died', message: '', rss: 0 })
    const seconds = Math.round(ms / 1000)
    const message = `解析超过 ${seconds} 秒仍未完成，已放弃：请打开后另存为 docx 或 txt 再收录`
    const timer = setTimeout(() => settle({ code: 'timeout', message, rss: 0 }), ms)
    child.on('message', onMessage).on('exit', onExit)
  })
}

/** Ends the process when it outgrows the limit; the returned function stops watching and says whether it did. */
function watchMemory(child: ChildProcess, residentMb: number): () => boolean {
  let grown = false
  const timer = setInterval(() => {
    if (residentMbOf(child.pid) <= residentMb) return
    grown = true
    child.kill('SIGKILL')
  }, 100)
  return () => {
    clearInterval(timer)
    return grown
  }
}

/** 0 where the system does not tell. */
function residentMbOf(pid: number | undefined): number {
  try {
    return (Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20
  } catch {
    return 0
  }
}
