import type { Corpus } from '../../corpus/port.ts'
import { type Found, ordersByWords } from '../answer.ts'
import { type Bitset, countRows } from '../bitset.ts'
import { loadColumns } from '../load-columns.ts'
import { type Engine, type EngineQuery, EngineUnavailable } from '../port.ts'
import { remember } from '../remember.ts'
import { wordTokens } from '../sqlite/tables.ts'
import { askAll, type Questions } from './ask.ts'
import { keyOf, valueQuery } from './literal.ts'
import { evaluate, narrowed, queriesOf, requiredBy } from './match.ts'
import { createPhrases, NO_PHRASES, type Phrases } from './phrases.ts'
import { createSearchServer, PhrasesChanged, type RowQuery } from './server.ts'
import { INDEX } from './settings.ts'
import { createState, type State, setOf, stateWithout } from './state.ts'
import { checkTexts } from './texts.ts'
import { wordToken } from './tokens.ts'
import { commonOf, warmUp } from './warm.ts'

export type MeilisearchEngineOptions = {
  corpus: Corpus
  /** addresses of all servers the reports are divided among */
  urls: readonly string[]
  searchKey?: string
  index?: string
  /** how long one request may take, in ms */
  timeoutMs?: number
  /** bytes kept for sets of rows; a set is an eighth of a byte a passage, and what is frequent fills most of it */
  cacheBytes?: number
  /** answer from the servers that are up, and name the others, instead of failing */
  partial?: boolean
}

/** A state, and the rows of every question that an answer needs. */
type Prepared = { state: State; rows: ReadonlyMap<string, Bitset>; counts: ReadonlyMap<string, number> }

/** So long what the servers said holds: one search asks several times, and many come together. */
const CONFIRMED_MS = 25

/** How much of the cache may be filled before anybody asks. */
const WARM_SHARE = 0.75

type RowsQuery = Omit<EngineQuery, 'offset' | 'limit' | 'facets'>

/**
 * Meilisearch finds rows, everything else is counted in memory from the corpus, so totals and facets are exact whatever
 * the number of servers: each is asked the same, and their rows are put together. Whatever an index answers, it has to name
 * the data version of the corpus with it; answers are kept until that changes.
 */
export function createMeilisearchEngine(options: MeilisearchEngineOptions): Engine {
  const {
    corpus,
    urls,
    searchKey,
    index = INDEX,
    timeoutMs = 10_000,
    cacheBytes = 256 * 2 ** 20,
    partial = false,
  } = options
  const servers = urls.map((url) => createSearchServer(url, index, searchKey, timeoutMs))
  let current: State | undefined

  const snapshot = (): State => {
    const version = corpus.dataVersion()
    if (current?.version !== version) current = createState(corpus, loadColumns(corpus), version, cacheBytes)
    return current
  }

  /**
   * Asks for what the state does not know yet, and with it or without whether the servers are there and hold this state: a
   * server that is down costs the answer, unless partial ones are wanted.
   */
  const prepared = async (
    state: State,
    { queries, toCount = [] }: Partial<Questions>,
    bear = partial,
  ): Promise<Prepared> => {
    const { rows, missing } = lookUp(state.cache, queries ?? [])
    const { rows: counts, missing: uncounted } = lookUp(state.counts, toCount)
    const nothingNew = missing.size + uncounted.size === 0
    if (nothingNew && performance.now() - state.confirmed < CONFIRMED_MS) return { state, rows, counts }
    const passages = countRows(state.columns.live)
    const questions = { queries: [...missing.values()], toCount: [...uncounted.values()] }
    const asked = await askAll(servers, questions, state.version, { passages, partial: bear })
    // Without all servers for this answer alone; sets known before are whole, and only their rows that are live are looked at.
    const whole = asked.absent.length === 0
    const left = whole ? state : stateWithout(corpus, state, urls, asked.absent)
    for (const [i, key] of [...missing.keys()].entries()) {
      const set = setOf(asked.rows[i] ?? [], state.columns.size)
      rows.set(key, set)
      left.cache.set(key, set)
    }
    for (const [i, key] of [...uncounted.keys()].entries()) {
      counts.set(key, asked.counts[i] ?? 0)
      left.counts.set(key, asked.counts[i] ?? 0)
    }
    if (whole) {
      state.confirmed = performance.now()
      keepWarm(state)
    }
    return { state: left, rows, counts }
  }

  /** Learns in the background what is frequent, and fetches it. */
  const keepWarm = (state: State): void => {
    if (state.warm) return
    state.warm = true
    const going = (): boolean => current === state && state.cache.calculatedSize < WARM_SHARE * cacheBytes
    const fetch = async (queries: readonly RowQuery[]): Promise<number> => {
      const missing = queries.filter((query) => !state.cache.has(keyOf(query)))
      const { rows } = await prepared(state, { queries: missing }, false)
      return missing.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...[...rows.values()].map(countRows))
    }
    const learn = async (): Promise<void> => {
      const lists = await Promise.all(servers.map((server) => server.frequent()))
      const common = commonOf(lists.flatMap((list) => list ?? { strings: [], phrases: [] }))
      state.phrases = createPhrases(common.phrases)
      await warmUp(common, state.phrases, fetch, going)
    }
    learn().catch(() => forgetPhrases(state))
  }
  /** The next answer learns them anew; sets of rows stay right whatever list they were asked by. */
  const forgetPhrases = (state: State): void => {
    state.phrases = NO_PHRASES
    state.warm = false
  }

  const answer = async <T>(query: RowsQuery, words: boolean, make: (state: State, found: Found) => T): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      const asking = snapshot()
      const { phrases } = asking
      const known = (one: RowQuery): boolean => asking.cache.has(keyOf(one))
      const wanted = words ? wordQueries(query, phrases) : []
      const queries = [
        ...queriesOf(query.match, phrases, known),
        ...wanted.map(({ whole, few }) => (known(whole) ? whole : few)),
      ]
      const toCount = wanted.flatMap(({ whole }) => (known(whole) ? [] : [whole]))
      try {
        const { state, ...got } = await prepared(asking, { queries, toCount })
        // The corpus may have been written while the servers were asked, or texts read.
        if (corpus.dataVersion() === state.version) {
          const made = make(state, found(state, query, phrases, got))
          if (corpus.dataVersion() === state.version) return made
        }
      } catch (error) {
        if (!(error instanceof PhrasesChanged)) throw error
        forgetPhrases(asking)
      }
      if (attempt === 3) throw new EngineUnavailable('语料库正在更新，检索暂停片刻。已存的内容不受影响，请稍后再试')
    }
  }

  const found = (state: State, query: RowsQuery, phrases: Phrases, got: Omit<Prepared, 'state'>): Found => {
    const rowsOfQuery = (one: RowQuery): Bitset => {
      const set = got.rows.get(keyOf(one))
      if (!set) throw new Error('rows were not asked for')
      return set
    }
    return {
      matched: evaluate(query.match, {
        ...state,
        phrases,
        check: (candidates, passes) => checkTexts(corpus, candidates, state.columns.size, passes),
        asked: (one) => got.rows.has(keyOf(one)),
        rows: rowsOfQuery,
        cached: (key, work) => remember(state.cache, key, work),
      }),
      words: () =>
        wordQueries(query, phrases).map(({ whole, few }) => {
          const count = got.counts.get(keyOf(whole))
          const rows = rowsOfQuery(count === undefined ? whole : few)
          return { rows, count: count ?? countRows(rows) }
        }),
    }
  }

  return {
    search: (query) =>
      answer(query, query.limit > 0 && ordersByWords(query), (state, rows) => ({
        ...state.answers.search(query, rows),
        ...(state.absent.length > 0 && { partial: state.absent }),
      })),
    rows: (query) => answer(query, ordersByWords(query), (state, rows) => state.answers.rows(query, rows)),
    status: async () => {
      const state = snapshot()
      const passages = countRows(state.columns.live)
      const status = { name: 'meilisearch', passages, dataVersion: state.version }
      try {
        await askAll(servers, { queries: [], toCount: [] }, state.version, { passages, partial: false })
        return { ...status, ready: true }
      } catch (error) {
        if (!(error instanceof EngineUnavailable)) throw error
        return { ...status, ready: false, message: error.message }
      }
    },
    close: async () => {
      current = undefined
      corpus.close()
    },
  }
}

/** What is known of these questions, and those of which nothing is. */
function lookUp<T>(
  known: { get: (key: string) => T | undefined },
  queries: readonly RowQuery[],
): { rows: Map<string, T>; missing: Map<string, RowQuery> } {
  const rows = new Map<string, T>()
  const missing = new Map<string, RowQuery>()
  for (const query of queries) {
    const key = keyOf(query)
    const value = known.get(key)
    if (value === undefined) missing.set(key, query)
    else rows.set(key, value)
  }
  return { rows, missing }
}

/** For each word of the order: everywhere, and only where the query can match, which takes less to fetch. */
function wordQueries({ match, ranking }: RowsQuery, phrases: Phrases): { whole: RowQuery; few: RowQuery }[] {
  const required = requiredBy(match, phrases)
  return ranking.words
    .flatMap((word) => wordTokens([word]))
    .map((word) => valueQuery('words', wordToken(word)))
    .map((whole) => ({ whole, few: narrowed(whole, required) }))
}
