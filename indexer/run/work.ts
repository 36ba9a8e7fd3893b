import type { Corpus, SourceFile } from '../../server/corpus/port.ts'
import { LexiconError } from '../../server/lexicon/read.ts'
import type { Report } from '../../server/schema.ts'
import type { FoundFile } from '../read/files.ts'
import { decode, readBytes } from '../read/read.ts'
import type { ReadFile } from '../stages.ts'
import type { Outcome, Work } from '../store/put.ts'
import { toFullReport, type Understood } from './pipeline.ts'
import { slotOf } from './slot.ts'

export type WorkerDependencies = {
  corpus: Corpus
  understand: (file: ReadFile) => Understood
  rules: string
  now: () => string
  options: { all?: boolean; force?: boolean }
}

/** Turns a file into work for the store, or says that nothing has to be done. Never throws for what is in a file. */
export type Worker = (file: FoundFile) => Promise<Work | Outcome>

export function createWorker({ corpus, understand, rules, now, options }: WorkerDependencies): Worker {
  const settled = (known: SourceFile | undefined): known is SourceFile => {
    if (!known || options.force || known.rules !== rules || known.status === 'failed') return false
    return known.status === 'skipped' ? !options.all : known.report !== undefined
  }

  return async (found) => {
    const known = corpus.file(found.path)
    // a file keeps the name it was first shown by, from whatever folder it is found the next time
    const file = known ? { ...found, root: known.root, shown: known.shown ?? found.shown } : found
    const sound = settled(known)
    if (sound && known.stat === file.stat) return unchanged(known)
    const content = await readBytes(file.path)
    if ('problem' in content) return failure(file, rules, content.problem)
    if (sound && known.sha256 === content.sha256) {
      return { ...unchanged(known), touched: { ...known, stat: file.stat } }
    }
    const outcome = await decode(file.path, content.bytes, content.sha256)
    if ('problem' in outcome) return failure(file, rules, outcome.problem)
    return understood(file, outcome.file)
  }

  async function understood(file: FoundFile, read: ReadFile): Promise<Work> {
    const base = { file, sha256: read.sha256, rules }
    let result: Understood
    try {
      result = understand(read)
    } catch (error) {
      if (error instanceof LexiconError) throw error
      const why = error instanceof Error ? error.message : String(error)
      const message = `解析时出错（${why}），这是程序的缺陷：${file.path}`
      return { ...base, failed: true, problems: [{ path: file.path, stage: 'parse', code: 'crashed', message }] }
    }
    if (!result.isReport && !options.all) return { ...base, problems: result.problems }
    const full = toFullReport(result, sourceOf(read, file.shown, now()))
    return { ...base, problems: result.problems, full, slot: await slotOf(full, result.township), meta: read.meta }
  }
}

function unchanged(known: SourceFile): Outcome {
  const kind = known.status === 'skipped' ? 'skipped' : 'unchanged'
  return { path: known.path, kind, report: known.report, problems: known.problems }
}

function failure(file: FoundFile, rules: string, problem: Work['problems'][number]): Work {
  return { file, rules, failed: true, problems: [problem] }
}

function sourceOf(file: ReadFile, shown: string, importedAt: string): Report['source'] {
  const source = { path: shown, url: file.url, sha256: file.sha256, importedAt, encoding: file.encoding }
  return { ...source, format: file.format }
}
