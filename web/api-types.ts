import type { Group, Groups } from '../server/answer/groups.ts'
import type { Kwic, KwicLine } from '../server/answer/kwic.ts'
import type { Suggestion } from '../server/answer/suggest.ts'
import type { Verification } from '../server/answer/verify.ts'
import type { QueryField } from '../server/query/fields.ts'
import type {
  FullReport,
  Indicator,
  Passage,
  Range,
  Report,
  ReportRef,
  SearchResponse,
  Section,
} from '../server/schema.ts'

/** What the page knows about the whole corpus: `GET /api/meta`. */
export interface Meta {
  dataVersion: string
  /** true while the invented sample reports are loaded */
  samples: boolean
  reports: number
  passages: number
  townships: number
  engine: string
  /** day and time of the last change of the corpus, where the server says it */
  indexedAt?: string
  /** names by slug, in both languages */
  labels: Record<'section' | 'theme' | 'stance', Record<string, { zh: string; en?: string }>>
  /** filters that can be written into a query */
  queryFields?: QueryField[]
}

export interface SuggestResponse {
  dataVersion: string
  suggestions: Suggestion[]
}

/** A whole report, and the reports of the same township in order of years. */
export type ReportResponse = FullReport & { dataVersion: string; siblings?: ReportRef[] }

export type {
  Group,
  Groups,
  Indicator,
  Kwic,
  KwicLine,
  Passage,
  Range,
  Report,
  ReportRef,
  SearchResponse,
  Section,
  Suggestion,
  Verification,
}
