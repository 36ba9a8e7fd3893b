import type { Coverage, FacetField, Filters, Sort, Totals } from '../schema.ts'

/**
 * What a passage has to be, as a tree. Literals are given as typed; {@link needle} in `server/text/occurrences.ts`
 * defines when one stands in a text, and every adapter has to agree with it exactly.
 */
export type Match =
  | { op: 'all' }
  | { op: 'and' | 'or'; of: Match[] }
  | { op: 'not'; of: Match }
  /** `raw`: characters as they are (exact mode), otherwise folded */
  | { op: 'literal'; text: string; raw: boolean }
  /** passages labelled with a practice of the lexicon */
  | { op: 'practice'; id: string }
  /** both in one sentence; each side is a literal or an `or` of literals */
  | { op: 'same-sentence'; of: Match[] }
  | { op: 'filter'; filters: Filters }

/** What decides the order of matches; it never changes which passages match. */
export type Ranking = {
  /** words of the query (jieba): a real word comes before an accident of characters */
  words: string[]
  /** the query as one string, where it has more than one word: whole before scattered */
  phrase?: string
  /** practices the query asks for: done before planned before mentioned */
  practices: string[]
}

export type EngineQuery = {
  match: Match
  filters: Filters
  ranking: Ranking
  sort: Sort
  /** near-identical passages after the first are moved behind the others on the first pages */
  demoteRepeats: boolean
  offset: number
  limit: number
  /** facets cost time; a caller that needs only totals leaves them out */
  facets: boolean
  /** also count the passages of each report */
  byReport?: boolean
}

export type FacetCount = Totals & { value: string; of?: Coverage }

export type EngineResult = {
  total: Totals
  coverage: Coverage
  /** row numbers (`pid`) of the page asked for, best first */
  rows: number[]
  /** row → how many near-identical passages stand behind it */
  similar: Map<number, number>
  facets: Partial<Record<FacetField, FacetCount[]>>
  /** matching passages of each report that has any, where asked for */
  byReport?: Map<string, number>
  /** servers that did not answer, where partial answers are allowed */
  partial?: string[]
}

export type EngineStatus = { name: string; ready: boolean; passages: number; dataVersion: string; message?: string }

/**
 * The search port. An adapter answers exactly: totals, facets and sets of rows are those of a plain scan.
 *
 * @throws EngineUnavailable when the engine cannot answer completely; never a smaller number instead
 */
export type Engine = {
  search: (query: EngineQuery) => Promise<EngineResult>
  /** every matching row, in the order of `sort` (offset and limit are not looked at) */
  rows: (query: Omit<EngineQuery, 'offset' | 'limit' | 'facets'>) => Promise<Uint32Array>
  status: () => Promise<EngineStatus>
  close: () => Promise<void>
}

/** The engine cannot answer now; `message` (Chinese) says what happened, what is safe, what to do. */
export class EngineUnavailable extends Error {
  override name = 'EngineUnavailable'
}
