import { LRUCache } from 'lru-cache'
import type { Corpus } from '../corpus/port.ts'
import { type Bitset, intersect } from './bitset.ts'
import type { Columns } from './columns.ts'
import { type Counts, count, coverageOf, named, totalOf } from './count.ts'
import {
  byCoarseScore,
  byFineScore,
  byNewest,
  byOldest,
  type Candidate,
  CLOSE_LOOK,
  coarseScores,
  type WordRows,
} from './order.ts'
import type { EngineQuery, EngineResult, FacetCount } from './port.ts'
import { remember } from './remember.ts'

type RowsQuery = Omit<EngineQuery, 'offset' | 'limit' | 'facets'>

/** What an adapter found for one query. */
export type Found = {
  /** rows that meet the match, filters not applied */
  matched: Bitset
  /** each word of the ranking, as a word; asked for only where the order needs it */
  words: () => WordRows[]
}

/** Turns sets of rows into answers; made once for each state of the corpus. */
export type Answers = {
  search: (query: EngineQuery, found: Found) => EngineResult
  rows: (query: RowsQuery, found: Found) => Uint32Array
}

type Order = { rows: ArrayLike<number>; similar: Map<number, number> }

/** Whether the order of this query looks at words. */
export const ordersByWords = ({ sort, match }: RowsQuery): boolean =>
  sort === 'relevance' && match.op !== 'all' && !(match.op === 'and' && match.of.length === 0)

/** Counts, orders and cuts pages, the same for every engine. `live` are the rows that can be answered for. */
export function createAnswers(columns: Columns, corpus: Corpus, live: Bitset = columns.live): Answers {
  const orders = new LRUCache<string, Order>({ max: 20 })
  const counts = new LRUCache<string, Counts>({ max: 60 })
  const denominators = new LRUCache<string, Counts>({ max: 60 })

  /** Another page, or another order, has the same numbers. */
  const counted = ({ match, filters, ranking }: RowsQuery, found: Found): Counts => {
    const focus = filters.practice?.length ? [] : ranking.practices
    const key = JSON.stringify([match, filters, focus])
    return remember(counts, key, () => count(columns, found.matched, filters, focus))
  }

  const order = (rows: Bitset, query: RowsQuery, found: Found): Order => {
    if (query.sort === 'oldest') return { rows: byOldest(columns, rows), similar: new Map() }
    if (!ordersByWords(query)) return { rows: byNewest(columns, rows), similar: new Map() }
    const { match, filters, ranking, demoteRepeats } = query
    const key = JSON.stringify([match, filters, ranking, demoteRepeats])
    const known = orders.get(key)
    if (known) return known
    const scores = coarseScores(columns, rows, ranking, found.words())
    const coarse = byCoarseScore(columns, rows, scores)
    const candidates = corpus
      .textsOf([...coarse.subarray(0, CLOSE_LOOK)])
      .map(({ pid, text, heading }): Candidate => ({ row: pid, coarse: scores[pid] as number, text, heading }))
    const fine = byFineScore(candidates, ranking, demoteRepeats)
    coarse.set(fine.rows)
    const made = { rows: coarse, similar: fine.similar }
    orders.set(key, made)
    return made
  }

  /** Everything that stands in the corpus under these filters: the denominator. */
  const existing = (filters: EngineQuery['filters']): Counts =>
    remember(denominators, JSON.stringify(filters), () => count(columns, live, filters))

  /** Only how many there are: what the filters let through is known already, so nothing is counted value by value. */
  const totalsOnly = (query: EngineQuery, found: Found): EngineResult => {
    const all = existing(query.filters)
    const total = totalOf(columns, intersect(found.matched, all.rows))
    return { total, coverage: coverageOf(all.total), rows: [], similar: new Map(), facets: {} }
  }
  /** A stance set beside a query for a practice is meant of that practice: then filters say more than `existing` knows. */
  const isPlain = ({ limit, facets, byReport, filters, ranking }: EngineQuery): boolean =>
    limit === 0 && !facets && !byReport && (!filters.stance?.length || ranking.practices.length === 0)

  return {
    search: (query, found) => {
      if (isPlain(query)) return totalsOnly(query, found)
      const all = existing(query.filters)
      const made = counted(query, found)
      const { rows, similar } = query.limit > 0 ? order(made.rows, query, found) : { rows: [], similar: new Map() }
      return {
        total: made.total,
        coverage: coverageOf(all.total),
        rows: Array.prototype.slice.call(rows, query.offset, query.offset + query.limit),
        similar,
        facets: query.facets ? facetsOf(columns, made, all) : {},
        ...(query.byReport && { byReport: perReport(columns, made) }),
      }
    },
    rows: (query, found) => Uint32Array.from(order(counted(query, found).rows, query, found).rows),
  }
}

function perReport(columns: Columns, { byReport }: Counts): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [r, passages] of byReport.entries()) if (passages > 0) counts.set(columns.reportIds[r] as string, passages)
  return counts
}

/** Of the townships only those with a match: all others are thousands of zeros. Larger places are always there. */
const isShown = ({ value, passages }: FacetCount): boolean => passages > 0 || /^\d{2,6}$/.test(value)

function facetsOf(columns: Columns, counts: Counts, all: Counts): EngineResult['facets'] {
  const { facets } = counts
  return {
    section: named(columns.sections, facets.section),
    theme: named(columns.themeIds, facets.theme),
    practice: named(columns.practiceIds, facets.practice),
    stance: named(columns.stances, facets.stance),
    named: named(columns.namedKeys, facets.named),
    year: named(columns.years, facets.year, all.facets.year),
    place: named(columns.places, facets.place, all.facets.place).filter(isShown),
    level: named(columns.levels, facets.level),
  }
}
