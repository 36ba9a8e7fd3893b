import { existsSync } from 'node:fs'
import type { CorpusWriter, SourceFile } from '../../server/corpus/port.ts'
import type { FullReport } from '../../server/schema.ts'
import { shownPath } from '../read/files.ts'
import type { ReadFile } from '../stages.ts'
import type { Outcome, Work } from '../store/put.ts'
import { toFullReport, type Understood } from './pipeline.ts'
import { slotOf } from './slot.ts'
import type { Worker } from './work.ts'

type Dependencies = {
  writer: CorpusWriter
  understand: (file: ReadFile) => Understood
  rules: string
  work: Worker
}

/** Labels a known report by the present rules: from its file, or, where that is gone, from the text that is stored. */
export async function labelAgain(known: SourceFile, deps: Dependencies): Promise<Work | Outcome> {
  const { path, root } = known
  const file = { path, root, shown: known.shown ?? shownPath(path, root), stat: known.stat ?? '' }
  if (existsSync(path)) return deps.work(file)
  const full = known.report === undefined ? undefined : deps.writer.corpus.fullReport(known.report)
  if (!full) return { path, kind: 'unchanged', report: known.report, problems: known.problems }
  const read = storedFile(full, path, deps.writer.fileMeta(full.report.id))
  const result = deps.understand(read)
  const again = toFullReport(result, full.report.source)
  const base = { file, sha256: known.sha256, rules: deps.rules, problems: result.problems, meta: result.meta }
  return { ...base, full: again, slot: await slotOf(again, result.township) }
}

/** A stored report as the file it was read from: a passage is a line, so nothing but blank lines is lost. */
export function storedFile(full: FullReport, path: string, meta?: Record<string, string>): ReadFile {
  const { source } = full.report
  let text = ''
  const pages: { start: number; page: number }[] = []
  for (const passage of full.passages) {
    if (passage.page !== undefined && passage.page !== pages.at(-1)?.page) {
      pages.push({ start: text.length, page: passage.page })
    }
    text += `${passage.text}\n`
  }
  return {
    path,
    sha256: source.sha256,
    bytes: Buffer.byteLength(text),
    format: source.format,
    encoding: source.encoding,
    text,
    meta,
    url: source.url,
    pages: pages.length > 0 ? pages : undefined,
    problems: [],
  }
}
