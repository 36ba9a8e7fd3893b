import type { Corpus, SourceFile } from '../../server/corpus/port.ts'
import { type FoundFile, sameGiven } from '../read/files.ts'
import type { Outcome, Work } from '../store/put.ts'
import type { Maker } from './make.ts'

export type WorkerDependencies = {
  corpus: Corpus
  make: Maker
  rules: string
  now: () => string
  options: { all?: boolean; force?: boolean }
}

/** Turns a file into work for the store, or says that nothing has to be done. Never throws for what is in a file. */
export type Worker = (file: FoundFile) => Promise<Work | Outcome>

export function createWorker({ corpus, make, rules, now, options }: WorkerDependencies): Worker {
  return async (found) => {
    const known = corpus.file(found.path)
    // a file keeps the name it was first shown by, from whatever folder it is found the next time
    const file = known ? { ...found, root: known.root, shown: known.shown ?? found.shown } : found
    const sound = isSettled(known, rules, options)
    if (sound && known.stat === file.stat) return unchanged(known)
    // equal bytes make an equal report only where the manifest says the same of them
    const sha256 = sound && sameGiven(known.stat, file.stat) ? known.sha256 : undefined
    const made = await make({ file, sha256, importedAt: now(), all: options.all })
    if (!('same' in made)) return made
    if (!known) throw new Error(`unreachable: ${file.path}`)
    return { ...unchanged(known), touched: { ...known, stat: file.stat } }
  }
}

/** Whether what is known of a file holds as long as its content does not change. */
export function isSettled(
  known: SourceFile | undefined,
  rules: string,
  options: WorkerDependencies['options'],
): known is SourceFile {
  if (!known || options.force || known.rules !== rules || known.status === 'failed') return false
  return known.status === 'skipped' ? !options.all : known.report !== undefined
}

function unchanged(known: SourceFile): Outcome {
  const kind = known.status === 'skipped' ? 'skipped' : 'unchanged'
  return { path: known.path, kind, report: known.report, problems: known.problems }
}
