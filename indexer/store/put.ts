import { existsSync } from 'node:fs'
import { textHash, withIds } from '../../server/corpus/ids.ts'
import type { CorpusWriter, IndexTokens, SourceFile } from '../../server/corpus/port.ts'
import { jaccard, type Sketch, shingles } from '../../server/corpus/sketch.ts'
import type { FullReport, Problem, Report } from '../../server/schema.ts'
import { type FoundFile, stampOf } from '../read/files.ts'
import { freeId } from '../run/slot.ts'

/** What became of one file. `report` is the id it was stored under, or repeats. */
export type Outcome = {
  path: string
  kind: 'new' | 'changed' | 'unchanged' | 'removed' | 'failed' | 'skipped' | 'noted'
  report?: string
  problems: Problem[]
  /** nothing but the file's times changed: how it is to be remembered */
  touched?: SourceFile
}

/** A file that came through the stages, or did not. */
export type Work = {
  file: FoundFile
  sha256?: string
  rules: string
  problems: Problem[]
  /** absent where it failed or is no report */
  full?: FullReport
  slot?: string
  meta?: Record<string, string>
  /** of each passage, where the index's tokens have been made already */
  tokens?: IndexTokens[]
  /** of the whole text */
  sketch?: Sketch
  failed?: boolean
}

export type Store = {
  /** Stores one file's outcome. To be called inside a transaction of the writer. */
  put: (work: Work) => Outcome
  /** Forgets a file that is gone, and its report unless another file holds the same text. */
  forget: (path: string) => Outcome | undefined
}

/** `isGone` says of a file known before that this run found it missing. */
export function createStore(writer: CorpusWriter, isGone: (path: string) => boolean): Store {
  const { corpus } = writer

  /** Removes the report a file owns, or hands it to a file that repeats it. */
  function release(known: SourceFile): void {
    if (known.status === 'duplicate' || !known.report) return
    const heir = heirOf(known.report)
    if (!heir) {
      writer.removeReport(known.report)
      return
    }
    writer.moveReport(known.report, { path: shown(heir) })
    writer.putFile({ ...heir, status: 'ok', problems: heir.problems.filter((problem) => problem.code !== 'duplicate') })
  }

  /** A file that repeats a report and has not been touched since. */
  function heirOf(id: string): SourceFile | undefined {
    const repeats = corpus.files({ report: id }).filter((file) => isExactCopy(file) && !isGone(file.path))
    return repeats.find((file) => stampOf(file.path) === file.stat)
  }

  const stands = (path: string): boolean => !isGone(path) && existsSync(path)
  const shown = (file: SourceFile): string => file.shown ?? file.path

  function put(work: Work): Outcome {
    const { file, problems } = work
    const known = corpus.file(file.path)
    const row = {
      path: file.path,
      root: file.root,
      shown: file.shown,
      sha256: work.sha256,
      stat: file.stat,
      rules: work.rules,
      problems,
    }
    if (work.failed) {
      // what was stored of it before stays
      const report = known?.status === 'duplicate' ? undefined : known?.report
      writer.putFile({ ...row, sha256: known?.sha256, status: 'failed', report })
      return { path: file.path, kind: 'failed', report, problems }
    }
    if (!work.full || !work.slot) {
      writer.putFile({ ...row, status: 'skipped' })
      if (known) release(known)
      return { path: file.path, kind: 'skipped', problems }
    }
    return putText(work, work.full, work.slot, known, row)
  }

  function putText(
    work: Work,
    full: FullReport,
    slot: string,
    known: SourceFile | undefined,
    row: Omit<SourceFile, 'status'>,
  ): Outcome {
    const { path } = work.file
    const held = known && known.status !== 'duplicate' ? known.report : undefined
    const same = writer.idByText(textHash(full.passages))
    // a text that other files still hold stays theirs, id and all
    const own = held !== undefined && same !== held && heirOf(held) ? undefined : held
    const owner = same !== undefined && same !== own ? ownerOf(same) : undefined
    if (same !== undefined && owner && stands(owner.path)) {
      const problems = [...work.problems, duplicate(path, same, shown(owner))]
      writer.putFile({ ...row, status: 'duplicate', report: same, problems })
      if (known) release(known)
      const kind = known?.status === 'duplicate' && known.report === same ? 'unchanged' : 'skipped'
      return { path, kind, report: same, problems }
    }
    const near = same === undefined ? nearest(work, full, held) : undefined
    if (near && stands(near.owner.path)) {
      const problems = [...work.problems, nearDuplicate(path, near.id, shown(near.owner), near.share)]
      writer.putFile({ ...row, status: 'duplicate', report: near.id, problems })
      if (known) release(known)
      const kind = known?.status === 'duplicate' && known.report === near.id ? 'unchanged' : 'skipped'
      return { path, kind, report: near.id, problems }
    }
    // the same text under a new name keeps its id, and so does a new text at the same place, as long as township and
    // year stay, and one that was only touched up before it came back under another name
    const heritage = own === undefined ? near : undefined
    const former = same ?? own ?? heritage?.id
    const taken = writer.idsInSlot(slot)
    const id = former !== undefined && taken.includes(former) ? former : freeId(slot, taken)
    const second = id !== slot && taken.some((other) => other !== id)
    const problems = second ? [...work.problems, secondText(path, slot, id)] : work.problems
    const stored = writer.putReport(withIds(id, withProblems(full, problems)), {
      slot,
      meta: work.meta,
      tokens: work.tokens,
      sketch: work.sketch,
    })
    if (owner) writer.removeFile(owner.path)
    if (heritage && heritage.id === id) writer.removeFile(heritage.owner.path)
    writer.putFile({ ...row, status: 'ok', report: id, problems })
    if (known && held !== id) release(known)
    if (same && same !== id && same !== own) writer.removeReport(same)
    const kind = stored === 'same' ? 'unchanged' : former === undefined ? 'new' : 'changed'
    return { path, kind, report: id, problems }
  }

  /** A stored report of the same township and year, as far as both are known, whose text is nearly this one. */
  function nearest(work: Work, full: FullReport, own: string | undefined): Near | undefined {
    if (!work.sketch) return undefined
    const text = (passages: FullReport['passages']): string => passages.map((passage) => passage.text).join('')
    for (const { id, likeness } of writer.idsLike(work.sketch)) {
      if (likeness < NEAR - 0.1) break
      if (id === own) continue
      const other = corpus.fullReport(id)
      const owner = ownerOf(id)
      const wanted = other ? enough(full.report, other.report) : Number.POSITIVE_INFINITY
      if (!other || !owner || wanted > 1) continue
      const share = jaccard(shingles(text(full.passages)), shingles(text(other.passages)))
      if (share >= wanted) return { id, owner, share }
    }
    return undefined
  }

  const ownerOf = (id: string): SourceFile | undefined =>
    corpus.files({ report: id }).find((file) => file.status !== 'duplicate')

  function forget(path: string): Outcome | undefined {
    const known = corpus.file(path)
    if (!known) return undefined
    writer.removeFile(path)
    release(known)
    const kind = known.report && known.status !== 'duplicate' ? 'removed' : 'unchanged'
    return { path, kind, report: known.report, problems: [] }
  }

  return { put, forget }
}

/** Texts that share nine tenths of their runs of five characters are one text, saved twice. */
const NEAR = 0.9

type Near = { id: string; owner: SourceFile; share: number }

/** The same where the years are not known: a township's reports of two years may have most of their words in common. */
const NEAR_WITHOUT_YEAR = 0.98

/** How alike two reports must be to be one. Another township's report is another, however much was copied; so is another year's. */
function enough(a: Report, b: Report): number {
  if (a.period !== b.period || a.township.name !== b.township.name) return Number.POSITIVE_INFINITY
  if (a.year === undefined || b.year === undefined) return NEAR_WITHOUT_YEAR
  return a.year === b.year ? NEAR : Number.POSITIVE_INFINITY
}

/** Whether a file repeats a report word for word, and not only nearly. */
function isExactCopy(file: SourceFile): boolean {
  return file.status === 'duplicate' && !isNearCopy(file)
}

/** Whether a file was left out because another one holds nearly its text. */
export function isNearCopy(file: SourceFile): boolean {
  return file.status === 'duplicate' && file.problems.some((problem) => problem.code === 'near-duplicate')
}

function nearDuplicate(path: string, id: string, first: string, share: number): Problem {
  const percent = Math.floor(share * 1000) / 10
  const message = `正文与 ${first} 有 ${percent}% 相同，只保留那一份（${id}）；若确是两份报告，请核对`
  return { path, stage: 'store', code: 'near-duplicate', message }
}

function withProblems(full: FullReport, problems: readonly Problem[]): FullReport {
  return { ...full, report: { ...full.report, problems: problems.map(({ path: _, ...problem }) => problem) } }
}

function duplicate(path: string, id: string, first: string): Problem {
  return { path, stage: 'store', code: 'duplicate', message: `正文与 ${first} 相同，只保留一份（${id}）` }
}

function secondText(path: string, slot: string, id: string): Problem {
  const message = `同一乡镇同一年份已有另一份报告（${slot}），本篇另存为 ${id}，请核对`
  return { path, stage: 'store', code: 'second-text', message }
}
