import { LRUCache } from 'lru-cache'
import type { Database } from '../../corpus/driver.ts'
import type { Corpus } from '../../corpus/port.ts'
import { type Bitset, countRows } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { type Counts, count, coverageOf, named } from '../count.ts'
import { loadColumns } from '../load-columns.ts'
import { byCoarseScore, byFineScore, byNewest, byOldest, type Candidate, CLOSE_LOOK, coarseScores } from '../order.ts'
import type { Engine, EngineQuery, EngineResult, FacetCount } from '../port.ts'
import { createMatcher, type Matcher } from './match.ts'
import { wordTokens } from './tables.ts'

export type SqliteEngineOptions = {
  /** read-only handle of the corpus file, which holds the index too */
  db: Database
  corpus: Corpus
  /** bytes kept for sets of rows; a set is an eighth of a byte a passage */
  cacheBytes?: number
}

/** One state of the corpus, with everything computed from it. */
type Snapshot = {
  version: string
  columns: Columns
  matcher: Matcher
  existing: Map<string, Counts>
  orders: LRUCache<string, Order>
}

type Order = { rows: ArrayLike<number>; similar: Map<number, number> }

/** The embedded engine: FTS5 finds rows, everything else is counted in memory. Answers are exact. */
export function createSqliteEngine({ db, corpus, cacheBytes = 64 * 2 ** 20 }: SqliteEngineOptions): Engine {
  let current: Snapshot | undefined

  const snapshot = (): Snapshot => {
    const version = corpus.dataVersion()
    if (current?.version === version) return current
    const columns = loadColumns(corpus)
    const cache = new LRUCache<string, Bitset>({ maxSize: cacheBytes, sizeCalculation: (set) => set.byteLength + 100 })
    current = {
      version,
      columns,
      matcher: createMatcher(db, columns, cache),
      existing: new Map(),
      orders: new LRUCache({ max: 20 }),
    }
    return current
  }

  /** One state for all reads of an answer: the corpus may be written meanwhile. */
  const consistently = <T>(answer: (state: Snapshot) => T): T => db.transaction(() => answer(snapshot()))

  const order = (state: Snapshot, rows: Bitset, query: Omit<EngineQuery, 'offset' | 'limit' | 'facets'>): Order => {
    const { columns, matcher } = state
    if (query.sort === 'oldest') return { rows: byOldest(columns, rows), similar: new Map() }
    if (
      query.sort === 'newest' ||
      query.match.op === 'all' ||
      (query.match.op === 'and' && query.match.of.length === 0)
    ) {
      return { rows: byNewest(columns, rows), similar: new Map() }
    }
    const { match, filters, ranking, demoteRepeats } = query
    const key = JSON.stringify([match, filters, ranking, demoteRepeats])
    const known = state.orders.get(key)
    if (known) return known
    const words = ranking.words.flatMap((word) => wordTokens([word])).map(matcher.word)
    const scores = coarseScores(columns, rows, ranking, words)
    const coarse = byCoarseScore(columns, rows, scores)
    const best = coarse.subarray(0, CLOSE_LOOK)
    const candidates = corpus
      .textsOf([...best])
      .map(({ pid, text, heading }): Candidate => ({ row: pid, coarse: scores[pid] as number, text, heading }))
    const fine = byFineScore(candidates, ranking, demoteRepeats)
    const sorted = Uint32Array.from(coarse)
    sorted.set(fine.rows)
    const made = { rows: sorted, similar: fine.similar }
    state.orders.set(key, made)
    return made
  }

  /** Everything that stands in the corpus under these filters: the denominator. */
  const existing = (state: Snapshot, filters: EngineQuery['filters']): Counts => {
    const key = JSON.stringify(filters)
    const known = state.existing.get(key)
    if (known) return known
    const counts = count(state.columns, state.columns.live, filters)
    if (state.existing.size > 200) state.existing.clear()
    state.existing.set(key, counts)
    return counts
  }

  const search = (query: EngineQuery): EngineResult =>
    consistently((state) => {
      const { columns } = state
      const all = existing(state, query.filters)
      const focus = query.filters.practice?.length ? [] : query.ranking.practices
      const counts = count(columns, state.matcher.match(query.match), query.filters, focus)
      const { rows, similar } = query.limit > 0 ? order(state, counts.rows, query) : { rows: [], similar: new Map() }
      return {
        total: counts.total,
        coverage: coverageOf(all.total),
        rows: Array.prototype.slice.call(rows, query.offset, query.offset + query.limit),
        similar,
        facets: query.facets ? facetsOf(columns, counts, all) : {},
        ...(query.byReport && { byReport: perReport(columns, counts) }),
      }
    })

  return {
    search: async (query) => search(query),
    rows: async (query) =>
      consistently((state) => {
        const matched = state.matcher.match(query.match)
        const { rows } = count(
          state.columns,
          matched,
          query.filters,
          query.filters.practice?.length ? [] : query.ranking.practices,
        )
        return Uint32Array.from(order(state, rows, query).rows)
      }),
    status: async () => {
      const { version, columns } = consistently((state) => state)
      return { name: 'sqlite', ready: true, passages: countRows(columns.live), dataVersion: version }
    },
    close: async () => db.close(),
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
