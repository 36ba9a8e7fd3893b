import { LRUCache } from 'lru-cache'
import type { Corpus } from '../../corpus/port.ts'
import { type Answers, createAnswers, ordersByWords } from '../answer.ts'
import { addRow, type Bitset, countRows, emptySet } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { loadColumns } from '../load-columns.ts'
import { type Engine, type EngineQuery, EngineUnavailable } from '../port.ts'
import { wordTokens } from '../sqlite/tables.ts'
import { type Asked, askAll } from './ask.ts'
import { valueQuery } from './literal.ts'
import { evaluate, queriesOf } from './match.ts'
import { serverOf } from './routing.ts'
import { createSearchServer, type RowQuery } from './server.ts'
import { INDEX } from './settings.ts'
import { checkTexts } from './texts.ts'
import { wordToken } from './tokens.ts'

export type MeilisearchEngineOptions = {
  corpus: Corpus
  /** addresses of all servers the reports are divided among */
  urls: readonly string[]
  searchKey?: string
  index?: string
  /** how long one request may take, in ms */
  timeoutMs?: number
  /** bytes kept for sets of rows; a set is an eighth of a byte a passage */
  cacheBytes?: number
  /** answer from the servers that are up, and name the others, instead of failing */
  partial?: boolean
}

/** One state of the corpus on one set of servers, with everything worked out from it. */
type State = {
  version: string
  columns: Columns
  live: Bitset
  answers: Answers
  cache: LRUCache<string, Bitset>
  /** servers left out */
  absent: string[]
}

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
    cacheBytes = 64 * 2 ** 20,
    partial = false,
  } = options
  const servers = urls.map((url) => createSearchServer(url, index, searchKey, timeoutMs))
  let current: State | undefined

  const stateOf = (columns: Columns, version: string, absent: string[]): State => {
    const live = absent.length === 0 ? columns.live : rowsOn(columns, urls, absent)
    return {
      version,
      columns,
      live,
      answers: createAnswers(columns, corpus, live),
      cache: new LRUCache({ maxSize: cacheBytes, sizeCalculation: (set) => set.byteLength + 100 }),
      absent,
    }
  }
  const snapshot = (): State => {
    const version = corpus.dataVersion()
    if (current?.version !== version) current = stateOf(loadColumns(corpus), version, [])
    return current
  }

  /** Asks for what the state does not know yet. A server that is down costs the answer, unless partial ones are wanted. */
  const prepared = async (state: State, queries: readonly RowQuery[]): Promise<State> => {
    const missing = new Map<string, RowQuery>()
    for (const query of queries) {
      const key = keyOf(query)
      if (!state.cache.has(key)) missing.set(key, query)
    }
    if (missing.size === 0) return state
    const asking = [...missing.values()]
    const passages = countRows(state.columns.live)
    const asked = await askAll(servers, asking, state.version, { passages, partial })
    if (asked.absent.length === 0) return kept(state, asking, asked)
    // For this answer alone; sets known before are whole, and only their rows on servers that answer are looked at.
    const left = stateOf(state.columns, state.version, asked.absent)
    for (const query of queries) {
      const known = state.cache.get(keyOf(query))
      if (known) left.cache.set(keyOf(query), known)
    }
    return kept(left, asking, asked)
  }

  const answer = async <T>(query: RowsQuery, words: boolean, make: (state: State) => T): Promise<T> => {
    const queries = [...queriesOf(query.match), ...(words ? wordQueries(query) : [])]
    for (let attempt = 1; ; attempt++) {
      const state = await prepared(snapshot(), queries)
      // The corpus may have been written while the servers were asked, or texts read.
      if (corpus.dataVersion() === state.version) {
        const made = make(state)
        if (corpus.dataVersion() === state.version) return made
      }
      if (attempt === 3) throw new EngineUnavailable('语料库正在更新，检索暂停片刻。已存的内容不受影响，请稍后再试')
    }
  }

  const rowsFor = (state: State) => (query: RowQuery) => {
    const rows = state.cache.get(keyOf(query))
    if (!rows) throw new Error(`rows were not asked for: ${keyOf(query).length}`)
    return rows
  }
  const found = (state: State, query: RowsQuery) => ({
    matched: evaluate(query.match, {
      ...state,
      check: (candidates, passes) => checkTexts(corpus, candidates, state.columns.size, passes),
      rows: rowsFor(state),
      cached: (key, make) => remember(state, key, make),
    }),
    words: () => wordQueries(query).map(rowsFor(state)),
  })

  return {
    search: (query) =>
      answer(query, query.limit > 0 && ordersByWords(query), (state) => ({
        ...state.answers.search(query, found(state, query)),
        ...(state.absent.length > 0 && { partial: state.absent }),
      })),
    rows: (query) => answer(query, ordersByWords(query), (state) => state.answers.rows(query, found(state, query))),
    status: async () => {
      const state = snapshot()
      const passages = countRows(state.columns.live)
      const status = { name: 'meilisearch', passages, dataVersion: state.version }
      try {
        await askAll(servers, [], state.version, { passages, partial: false })
        return { ...status, ready: true }
      } catch (error) {
        if (!(error instanceof EngineUnavailable)) throw error
        return { ...status, ready: false, message: error.message }
      }
    },
    close: async () => corpus.close(),
  }
}

const keyOf = ({ phrases, values }: RowQuery): string =>
  `? ${phrases.map((tokens) => tokens.join(' ')).join('|')} ${values.map((one) => one.token).join('&')}`

const wordQueries = ({ ranking }: RowsQuery): RowQuery[] =>
  ranking.words.flatMap((word) => wordTokens([word])).map((word) => valueQuery('words', wordToken(word)))

function remember(state: State, key: string, make: () => Bitset): Bitset {
  const set = state.cache.get(key) ?? make()
  state.cache.set(key, set)
  return set
}

function kept(state: State, queries: readonly RowQuery[], asked: Asked): State {
  for (const [i, query] of queries.entries()) {
    const set = emptySet(state.columns.size)
    for (const rows of asked.rows[i] ?? []) for (const row of rows) addRow(set, row)
    state.cache.set(keyOf(query), set)
  }
  return state
}

/** Rows of the reports that stand on servers that answer. */
function rowsOn(columns: Columns, urls: readonly string[], absent: readonly string[]): Bitset {
  const rows = emptySet(columns.size)
  for (const [r, id] of columns.reportIds.entries()) {
    if (absent.includes(serverOf(id, urls))) continue
    const end = columns.reportStart[r + 1] as number
    for (let i = columns.reportStart[r] as number; i < end; i++) addRow(rows, columns.reportRows[i] as number)
  }
  return rows
}
