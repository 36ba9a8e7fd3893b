import type {
  Coverage,
  FullReport,
  Indicator,
  Level,
  Passage,
  Range,
  Report,
  ReportRef,
  SearchResponse,
  Section,
  Stance,
} from '../server/schema.ts'

/** What the page knows about the whole corpus: `GET /api/meta`. */
export interface Meta {
  dataVersion: string
  /** true while only the invented sample reports are loaded */
  samples: boolean
  reports: number
  passages: number
  townships: number
  engine: string
  indexedAt?: string
  /** Chinese labels by slug */
  labels: Record<'section' | 'theme' | 'stance' | 'level', Record<string, string>>
}

/** One offer under the search box; `value` is a practice id, a place code or a report id. */
export interface Suggestion {
  text: string
  kind: 'practice' | 'place' | 'phrase' | 'report'
  detail?: string
  count?: number
  value?: string
}

export interface SuggestResponse {
  dataVersion: string
  suggestions: Suggestion[]
}

/** One occurrence in its context. */
export interface KwicLine {
  /** passage id */
  passage: string
  report: ReportRef
  n: number
  section: Section
  left: string
  match: string
  right: string
}

export interface KwicResponse {
  dataVersion: string
  occurrences: number
  page: number
  perPage: number
  lines: KwicLine[]
}

/** A plain substring scan beside the search: passages in both, and the ids that differ. */
export interface VerifyResponse {
  dataVersion: string
  literal: number
  found: number
  missing: string[]
  extra: string[]
  /** what kind the extra ones are: found by another wording, or by the words apart */
  extraKinds?: { alias: number; words: number }
}

/** One township, report or year of a result. */
export interface Group {
  key: string
  label: string
  passages: number
  reports: number
  years: { year: number; passages: number }[]
  of?: Coverage
}

export interface GroupsResponse {
  dataVersion: string
  groups: Group[]
  total: number
}

export type ReportResponse = FullReport & { dataVersion: string }

export type { Coverage, Indicator, Level, Passage, Range, Report, ReportRef, SearchResponse, Section, Stance }
