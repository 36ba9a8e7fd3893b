/**
 * What passes from stage to stage: read → parse → understand → segment → store. Every stage takes a value and
 * returns a new one; only `read` and `store` touch files.
 */
import type {
  Explanation,
  Indicator,
  Level,
  NamedMention,
  PracticeMention,
  Problem,
  Range,
  Role,
  Section,
  Township,
} from '../server/schema.ts'

/** A file, decoded. `text` has `\n` line ends and no BOM; page furniture that the format itself tells apart (HTML navigation) is gone. */
export type ReadFile = {
  path: string
  sha256: string
  bytes: number
  format: string
  encoding?: string
  text: string
  /** metadata that the format or the page's own table states (索引号, 发文字号, 成文日期, 发布机构…) */
  meta?: Record<string, string>
  /** source address, from a manifest or the page */
  url?: string
  /** where each page or block begins in `text`, in order */
  pages?: { start: number; page: number }[]
  /** what a manifest beside the file states of it: it goes before what is parsed */
  given?: { fetchedAt?: string; code?: string; year?: number; title?: string; name?: string; accept?: boolean }
  problems: Problem[]
}

/** What the head and foot of a report say about it. Unknown stays absent. */
export type Identity = {
  title?: string
  township?: { name: string; level: Level; evidence: string[] }
  year?: number
  period?: 'annual' | 'half-year'
  issuer?: string
  docNumber?: string
  addressee?: string
  /** ISO 8601 day */
  date?: string
}

/** A passage with its place in the report's structure, before it is understood. */
export type ParsedPassage = {
  /** from 1 */
  n: number
  text: string
  role: Role
  section: Section
  headingPath: string[]
  /** ranges of 一是…二是… runs */
  items: Range[]
  /** length of a heading glued in front of its paragraph, 0 where there is none */
  headingLength: number
  page?: number
  explain: Explanation[]
}

/** Key in the metadata for the lines that a page prints around the report: no text of it, but evidence of the place. */
export const PAGE = '网页'

export type ParsedReport = {
  identity: Identity
  passages: ParsedPassage[]
  /** metadata that the file or the page's own table states, and under PAGE the lines printed around the report */
  meta?: Record<string, string>
  problems: Problem[]
}

/** Labels of one passage. */
export type Labels = {
  themes: string[]
  practices: PracticeMention[]
  named: NamedMention[]
  indicators: Indicator[]
  explain: Explanation[]
}

/** Where a township was found in the gazetteer. `candidates` stay when the evidence does not decide. */
export type Place = { township: Township; candidates?: string[] }
