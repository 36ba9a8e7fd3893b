import type { Group, Groups } from '../server/answer/groups.ts'
import type { Kwic, KwicLine } from '../server/answer/kwic.ts'
import type { Distribution, LedgerSummary } from '../server/answer/ledger.ts'
import type { CoverageTable, PlaceNode, TownshipPage } from '../server/answer/places.ts'
import type { PracticeSummary } from '../server/answer/practice-index.ts'
import type { PracticePage, TownshipRow } from '../server/answer/practices.ts'
import type { Similar, SimilarPassage } from '../server/answer/similar.ts'
import type { Suggestion } from '../server/answer/suggest.ts'
import type { Verification } from '../server/answer/verify.ts'
import type { IndicatorRow, NamedCount } from '../server/corpus/port.ts'
import type { QueryField } from '../server/query/fields.ts'
import type {
  Coverage,
  FullReport,
  Indicator,
  Passage,
  Range,
  Report,
  ReportRef,
  ScopeName,
  SearchResponse,
  Section,
  Stance,
} from '../server/schema.ts'

/** What the page knows about the whole corpus: `GET /api/meta`. */
export interface Meta {
  dataVersion: string
  /** true while the invented sample reports are loaded */
  samples: boolean
  /** set where reports can be imported through the page */
  admin?: boolean
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

type Versioned<T> = T & { dataVersion: string }

export type PracticesResponse = Versioned<{ coverage: Coverage; practices: PracticeSummary[] }>
export type PracticeResponse = Versioned<PracticePage>
export type NamedResponse = Versioned<{ items: NamedCount[]; total: number; page: number; perPage: number }>
export type PlacesResponse = Versioned<{ places: PlaceNode[] }>
export type TownshipResponse = Versioned<TownshipPage>
export type CoverageResponse = Versioned<CoverageTable>
export type LedgerResponse = Versioned<{ total: number; page: number; perPage: number; rows: IndicatorRow[] }>
export type LedgerSummaryResponse = Versioned<LedgerSummary>
export type SimilarResponse = Versioned<Similar>
export type ReportsResponse = Versioned<{ total: number; page: number; perPage: number; reports: Report[] }>

export type {
  Distribution,
  Group,
  Groups,
  Indicator,
  IndicatorRow,
  Kwic,
  KwicLine,
  Passage,
  PlaceNode,
  PracticeSummary,
  Range,
  Report,
  ReportRef,
  ScopeName,
  SearchResponse,
  Section,
  SimilarPassage,
  Stance,
  Suggestion,
  TownshipRow,
  Verification,
}
