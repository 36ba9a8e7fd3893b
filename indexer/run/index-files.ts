import { setImmediate } from 'node:timers/promises'
import type { CorpusWriter, SourceFile } from '../../server/corpus/port.ts'
import type { Problem } from '../../server/schema.ts'
import { findFiles } from '../read/files.ts'
import { createStore, isNearCopy, type Outcome, type Work } from '../store/put.ts'
import { createMaker, type Maker } from './make.ts'
import { compose, type Stages } from './pipeline.ts'
import { labelAgain } from './relabel.ts'
import { createWorker, isSettled } from './work.ts'

export type IndexOptions = {
  /** keep texts that are no township's report */
  all?: boolean
  /** go through the stages even where nothing changed */
  force?: boolean
}

export type IndexEvents = {
  /** files to look at, and how many are done */
  progress?: (done: number, total: number) => void
  /** something worth a line on the terminal */
  note?: (message: string) => void
  /** asked between files: true stops the run in a consistent state */
  stopped?: () => boolean
}

export type IndexRun = { outcomes: Outcome[]; problems: Problem[]; interrupted: boolean }

export type IndexDependencies = {
  writer: CorpusWriter
  stages: Stages
  now: () => string
  /** makes work out of files somewhere else, and how many at a time; otherwise it is done here, one by one */
  pool?: { make: Maker; jobs: number }
}

/** Files whose results are committed together: a kill loses at most these, and the next run makes up for it. */
const batch = { files: 256, ms: 2000 }

/**
 * Brings the corpus to the state of the given files and folders: new and changed ones are stored, files that are gone
 * from a folder are removed with their reports, bad ones are named and leave what was stored of them alone. Labels
 * made by other rules than the present ones are made again, also of files that were not asked for.
 */
export async function indexFiles(
  paths: readonly string[],
  { writer, stages, now, pool }: IndexDependencies,
  options: IndexOptions = {},
  events: IndexEvents = {},
): Promise<IndexRun> {
  const { corpus } = writer
  const found = findFiles(paths)
  const present = new Set(found.files.map((file) => file.path))
  const gone = new Set(goneFiles(corpus.files(), present, found.roots, found.unseen))
  const store = createStore(writer, (path) => gone.has(path))
  const understand = compose(stages)
  const open = found.files.filter((file) => {
    const known = corpus.file(file.path)
    return known?.stat !== file.stat || !isSettled(known, stages.version, options)
  })
  const crew = pool && open.length >= POOL_FROM ? pool : undefined
  const make = crew?.make ?? createMaker({ understand, rules: stages.version })
  const work = createWorker({ corpus, make, rules: stages.version, now, options })
  const stale = corpus.files({ status: ['ok'] }).filter((file) => file.rules !== stages.version && !gone.has(file.path))
  if (stale.length > 0) events.note?.(`识别规则或词典有变化，${stale.length} 份报告将重新标注`)
  const others = stale.filter((file) => !present.has(file.path))

  const outcomes: Outcome[] = []
  const failures = found.problems.map((problem) => failedPath(problem))
  let pending: Work[] = []
  let touched: SourceFile[] = []
  let last = performance.now()
  let interrupted = false
  const flush = (): void => {
    const results = writer.transaction(() => {
      for (const file of touched) writer.putFile(file)
      return pending.map(store.put)
    })
    outcomes.push(...results)
    pending = []
    touched = []
    last = performance.now()
  }
  const queue: (() => Promise<Work | Outcome>)[] = [
    ...found.files.map((file) => () => work(file)),
    ...others.map((file) => () => labelAgain(file, { writer, understand, rules: stages.version, work })),
  ]
  for await (const [done, result] of inOrder(queue, crew ? crew.jobs * AHEAD : 1, () => events.stopped?.() ?? false)) {
    if (result === undefined) {
      interrupted = true
      break
    }
    events.progress?.(done, queue.length)
    if ('kind' in result) {
      outcomes.push(result)
      if (result.touched) touched.push(result.touched)
    } else pending.push(result)
    if (pending.length >= batch.files || performance.now() - last > batch.ms) flush()
  }
  flush()
  if (!interrupted) {
    writer.transaction(() => {
      for (const path of gone) {
        const outcome = store.forget(path)
        if (outcome) outcomes.push(outcome)
      }
      writer.setMeta('rules', stages.version)
    })
  }
  if (!interrupted) await lookAgain()
  if (outcomes.filter(({ kind }) => kind === 'new' || kind === 'changed').length >= TIDY_FROM) writer.tidy()
  events.progress?.(queue.length, queue.length)

  /** Files that were left out for a report which this run changed or removed may be needed now. */
  async function lookAgain(): Promise<void> {
    const moved = new Set(
      outcomes.filter(({ kind }) => kind === 'changed' || kind === 'removed').map((one) => one.report),
    )
    const again = found.files.filter((file) => {
      const known = corpus.file(file.path)
      return known && isNearCopy(known) && (known.report === undefined || moved.has(known.report))
    })
    const redo = createWorker({ corpus, make, rules: stages.version, now, options: { ...options, force: true } })
    for (const file of again) {
      const result = await redo(file)
      if ('kind' in result) continue
      const before = outcomes.findIndex((outcome) => outcome.path === file.path)
      if (before >= 0) outcomes.splice(before, 1)
      pending.push(result)
      flush()
    }
  }

  const all = [...failures, ...outcomes]
  return { outcomes: all, problems: all.flatMap((outcome) => outcome.problems), interrupted }
}

/** Files from which it pays to start other processes, each of which takes two seconds to be ready. */
const POOL_FROM = 400

/** Files under way for each process: enough that none waits while a batch is written. */
const AHEAD = 8

/** Reports written in one run from which the index is put in order at its end (about 20 ms a hundred reports). */
const TIDY_FROM = 200

/** Results in the order of the queue, some of which is under way ahead; undefined where the run is to stop. */
async function* inOrder<T>(
  queue: readonly (() => Promise<T>)[],
  ahead: number,
  stopped: () => boolean,
): AsyncGenerator<[done: number, result: T | undefined]> {
  const under: Promise<T>[] = []
  for (let done = 0; done < queue.length; done++) {
    // lets a signal through: the stages themselves never wait
    await setImmediate()
    if (stopped()) return yield [done, undefined]
    while (under.length < ahead && done + under.length < queue.length) {
      const next = (queue[done + under.length] as () => Promise<T>)()
      // looked at in its turn
      next.catch(() => {})
      under.push(next)
    }
    yield [done, await (under.shift() as Promise<T>)]
  }
}

function failedPath(problem: Problem): Outcome {
  // a list with a bad line is no report that could not be had
  return { path: problem.path ?? '', kind: problem.code === 'manifest' ? 'noted' : 'failed', problems: [problem] }
}

/** Known files of the folders that were looked through and are not there any more. */
function goneFiles(
  known: readonly SourceFile[],
  present: ReadonlySet<string>,
  roots: readonly string[],
  unseen: readonly string[],
): string[] {
  const under = (path: string, dirs: readonly string[]): boolean =>
    dirs.some((dir) => path === dir || path.startsWith(dir.endsWith('/') ? dir : `${dir}/`))
  return known
    .map((file) => file.path)
    .filter((path) => !present.has(path) && under(path, roots) && !under(path, unseen))
}
