import type { IndexTokens } from '../../server/corpus/port.ts'
import { shingles, sketchOf } from '../../server/corpus/sketch.ts'
import { LexiconError } from '../../server/lexicon/read.ts'
import type { Report } from '../../server/schema.ts'
import type { FoundFile } from '../read/files.ts'
import { decode, readBytes } from '../read/read.ts'
import type { ReadFile } from '../stages.ts'
import type { Work } from '../store/put.ts'
import { toFullReport, type Understood } from './pipeline.ts'
import { slotOf } from './slot.ts'

/** A file to be read and taken through the stages. */
export type Task = {
  file: FoundFile
  /** the content it had when that would still do: then nothing has to be made */
  sha256?: string
  importedAt: string
  /** texts that are no township's report are made too */
  all?: boolean
}

/** What became of it; `same` where the content is what it was. */
export type Made = Work | { same: true }

/** Makes work for the store out of a file, here or in another process. Never throws for what is in a file. */
export type Maker = (task: Task) => Promise<Made>

export type MakerParts = {
  understand: (file: ReadFile) => Understood
  /** version of the rules the labels are made by */
  rules: string
  /** where given, the index's tokens are made as well */
  tokens?: (text: string) => IndexTokens
}

export function createMaker({ understand, rules, tokens }: MakerParts): Maker {
  return async ({ file, sha256, importedAt, all }) => {
    const content = await readBytes(file.path)
    if ('problem' in content) return { file, rules, failed: true, problems: [content.problem] }
    if (content.sha256 === sha256) return { same: true }
    const outcome = await decode(file.path, content.bytes, content.sha256)
    if ('problem' in outcome) return { file, rules, failed: true, problems: [outcome.problem] }
    const read = outcome.file
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
    if (!result.isReport && !all) return { ...base, problems: result.problems }
    const full = toFullReport(result, sourceOf(read, file.shown, importedAt))
    return {
      ...base,
      problems: result.problems,
      full,
      slot: await slotOf(full, result.township),
      meta: result.meta,
      sketch: sketchOf(shingles(full.passages.map((passage) => passage.text).join(''))),
      tokens: tokens && full.passages.map((passage) => tokens(passage.text)),
    }
  }
}

function sourceOf(file: ReadFile, shown: string, importedAt: string): Report['source'] {
  const { url, sha256, encoding, format, given } = file
  return { path: shown, url, sha256, importedAt, fetchedAt: given?.fetchedAt, encoding, format }
}
