import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { InvalidArgumentError } from 'commander'
import type { Reply } from './job.ts'
import type { Made, Maker, Task } from './make.ts'

export type PoolOptions = {
  jobs: number
  /** folder of the segmenter's dictionary; without it no tokens are made */
  dictionary?: string
  /** what the processes must have loaded too: they read the lexicon by themselves */
  rules: string
  fingerprint: string
  /** for one file, its reading included */
  timeMs?: number
}

export type Pool = { make: Maker; close: () => void }

type Waiting = { task: Task; resolve: (made: Made) => void; reject: (error: Error) => void }
type Job = { child: ChildProcess; ready: boolean; tasks: Waiting[]; timer?: NodeJS.Timeout }

/** Tasks a process has at a time: one in hand and the next one lying ready. */
const AHEAD = 2

/**
 * Several processes that make work out of files. One that dies costs the file it had in hand, which fails by name, and
 * is replaced; the files behind it go to the others.
 */
export function createPool({ jobs, dictionary, rules, fingerprint, timeMs = 180_000 }: PoolOptions): Pool {
  let waiting: Waiting[] = []
  let running: Job[] = []
  let closed = false

  function startJob(): void {
    const job: Job = { child: startProcess(dictionary), ready: false, tasks: [] }
    running.push(job)
    job.child.on('message', (message) => onReply(job, message as Reply))
    job.child.on('error', () => {})
    job.child.on('exit', () => onExit(job))
  }

  function onReply(job: Job, message: Reply): void {
    if ('fatal' in message) abort(new Error(message.fatal))
    else if ('made' in message) {
      job.tasks.shift()?.resolve(message.made)
      watch(job)
    } else {
      job.ready = message.ready.rules === rules && message.ready.fingerprint === fingerprint
      if (!job.ready) abort(new Error('词典或程序在运行中被改动了，已停下：请再运行一次'))
    }
    feed()
  }

  function onExit(job: Job): void {
    clearTimeout(job.timer)
    running = running.filter((one) => one !== job)
    if (closed) return
    if (!job.ready) {
      abort(new Error('解析进程没有启动：请用 npm run -s doctor 检查安装'))
      return
    }
    const [culprit, ...others] = job.tasks
    waiting = [...others, ...waiting]
    if (culprit) culprit.resolve(died(culprit.task, rules))
    startJob()
  }

  /** Gives each process what it can take, in turn. */
  function feed(): void {
    for (let round = 0; round < AHEAD; round++) {
      for (const job of running) {
        if (!job.ready || job.tasks.length > round) continue
        const next = waiting.shift()
        if (!next) return
        job.tasks.push(next)
        job.child.send(next.task, () => {})
        if (job.tasks.length === 1) watch(job)
      }
    }
  }

  function watch(job: Job): void {
    clearTimeout(job.timer)
    if (job.tasks.length > 0) job.timer = setTimeout(() => job.child.kill('SIGKILL'), timeMs)
  }

  function abort(error: Error): void {
    const all = [...running.flatMap((job) => job.tasks), ...waiting]
    close()
    for (const { reject } of all) reject(error)
  }

  function close(): void {
    closed = true
    waiting = []
    for (const job of running) {
      clearTimeout(job.timer)
      job.child.kill('SIGKILL')
    }
  }

  return {
    make: (task) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('解析进程已停止'))
        waiting.push({ task, resolve, reject })
        while (running.length < jobs) startJob()
        feed()
      }),
    close,
  }
}

function startProcess(dictionary: string | undefined): ChildProcess {
  const typescript = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return fork(join(import.meta.dirname, 'job.ts'), dictionary === undefined ? [] : [dictionary], {
    execArgv: ['--import', typescript, '--max-old-space-size=512'],
    // what it says on standard output must not get into what the command prints
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  })
}

function died({ file }: Task, rules: string): Made {
  const message = `解析时进程中断或超时，已跳过：${file.path}`
  return { file, rules, failed: true, problems: [{ path: file.path, stage: 'parse', code: 'crashed', message }] }
}

/** As many processes as there are cores, up to four: beyond that the one that writes is the slowest. */
export const defaultJobs = (cores: number): number => Math.min(cores, 4)

/** The value of `--jobs`. @throws InvalidArgumentError */
export function jobsOf(value: string): number {
  const jobs = Number(value)
  if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) throw new InvalidArgumentError('1 到 64')
  return jobs
}
