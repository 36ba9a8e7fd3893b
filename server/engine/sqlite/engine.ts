import { LRUCache } from 'lru-cache'
import type { Database } from '../../corpus/driver.ts'
import type { Corpus } from '../../corpus/port.ts'
import { type Answers, createAnswers, type Found } from '../answer.ts'
import { type Bitset, countRows } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { loadColumns } from '../load-columns.ts'
import type { Engine, EngineQuery } from '../port.ts'
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
type Snapshot = { version: string; columns: Columns; matcher: Matcher; answers: Answers }

/** The embedded engine: FTS5 finds rows, everything else is counted in memory. Answers are exact. */
export function createSqliteEngine({ db, corpus, cacheBytes = 64 * 2 ** 20 }: SqliteEngineOptions): Engine {
  let current: Snapshot | undefined

  const snapshot = (): Snapshot => {
    const version = corpus.dataVersion()
    if (current?.version === version) return current
    const columns = loadColumns(corpus)
    const cache = new LRUCache<string, Bitset>({ maxSize: cacheBytes, sizeCalculation: (set) => set.byteLength + 100 })
    const matcher = createMatcher(db, columns, cache)
    current = { version, columns, matcher, answers: createAnswers(columns, corpus) }
    return current
  }

  /** One state for all reads of an answer: the corpus may be written meanwhile. */
  const consistently = <T>(answer: (state: Snapshot) => T): T => db.transaction(() => answer(snapshot()))

  const find = ({ matcher }: Snapshot, { match, ranking }: Pick<EngineQuery, 'match' | 'ranking'>): Found => ({
    matched: matcher.match(match),
    words: () =>
      ranking.words
        .flatMap((word) => wordTokens([word]))
        .map(matcher.word)
        .map((rows) => ({ rows, count: countRows(rows) })),
  })

  return {
    search: async (query) => consistently((state) => state.answers.search(query, find(state, query))),
    rows: async (query) => consistently((state) => state.answers.rows(query, find(state, query))),
    status: async () => {
      const { version, columns } = consistently((state) => state)
      return { name: 'sqlite', ready: true, passages: countRows(columns.live), dataVersion: version }
    },
    close: async () => db.close(),
  }
}
