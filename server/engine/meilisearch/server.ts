import { Meilisearch, MeilisearchApiError, type MeilisearchErrorResponse } from 'meilisearch'
import { splitRowNumbers } from './row-numbers.ts'
import { CANARY, type Frequent, type IndexMeta } from './settings.ts'

/** One question to one index: a phrase of pairs, values that have to stand in fields, or both. */
export type RowQuery = {
  /** tokens of pairs that have to follow each other, a list a run */
  phrases: string[][]
  /** values of `units` or `words` */
  values: { field: 'units' | 'words'; token: string }[]
  /** values of `units` that must not stand there */
  except?: string[]
  /** the value is one that row 0 names too, as long as the index knows it at all */
  listed?: boolean
}

/** A server that is searched. */
export type SearchServer = {
  url: string
  /** Row numbers that meet each query, how many meet each to be counted, and what the index says of itself, in one request. */
  ask: (
    queries: readonly RowQuery[],
    toCount?: readonly RowQuery[],
  ) => Promise<{ rows: Uint32Array[]; counts: number[]; meta: IndexMeta | undefined }>
  /** What is frequent there. */
  frequent: () => Promise<Frequent | undefined>
}

type SearchAnswer = {
  hits: { meta?: IndexMeta; frequent?: Frequent }[]
  estimatedTotalHits?: number
  facetDistribution?: object
}

type Result = SearchAnswer & { rows: Uint32Array }

/** Requests that one question to a server is divided into. */
const AT_ONCE = 2

/** What came over the network, as it came. */
type Received = { response: Response; bytes: Buffer }

/** The index does not answer as its settings should make it: rows are left out, or phrases are not told apart. */
export class SettingsChanged extends Error {
  override name = 'SettingsChanged'
}

/** The index was built anew and names other phrases than before. */
export class PhrasesChanged extends Error {
  override name = 'PhrasesChanged'
}

/** Opens a connection; nothing is sent yet. */
export function createSearchServer(
  url: string,
  index: string,
  apiKey: string | undefined,
  timeoutMs: number,
): SearchServer {
  const client = new Meilisearch({
    host: url,
    ...(apiKey && { apiKey }),
    timeout: timeoutMs,
    // With compression an answer with facets takes ten times as long.
    requestInit: { headers: { 'accept-encoding': 'identity' } },
    httpClient: async (...request): Promise<Received> => {
      const response = await fetch(...request)
      return { response, bytes: Buffer.from(await response.arrayBuffer()) }
    },
  })
  /** Results, each with the row numbers it lists; a server answers the queries of one request one after the other. */
  const search = async (queries: object[]): Promise<Result[]> => {
    const requests = Math.min(AT_ONCE, queries.length)
    const shares = Array.from({ length: requests }, (_, k) => queries.filter((_, i) => i % requests === k))
    const answers = await Promise.all(shares.map(searchTogether))
    return queries.map((_, i) => answers[i % requests]?.[Math.floor(i / requests)] as Result)
  }
  const searchTogether = async (queries: object[]): Promise<Result[]> => {
    const path = 'multi-search'
    const { response, bytes } = await client.httpRequest.post<Received>({ path, body: { queries } })
    if (!response.ok) throw new MeilisearchApiError(response, errorIn(bytes))
    const { json, lists } = splitRowNumbers(bytes)
    const { results } = JSON.parse(json) as { results: SearchAnswer[] }
    let next = 0
    return results.map((one) => ({ ...one, rows: (one.facetDistribution && lists[next++]) || new Uint32Array() }))
  }
  return {
    url,
    ask: async (queries, toCount = []) => {
      const phrase = { q: CANARY.query, attributesToSearchOn: ['pairs'], matchingStrategy: 'all' }
      const about = { indexUid: index, filter: 'pid = 0', limit: 1, attributesToRetrieve: ['meta'] }
      const bodies = queries.map((query) => ({ indexUid: index, ...searchBody(query) }))
      const counted = toCount.map((query) => ({ indexUid: index, ...searchBody(query), facets: [] }))
      const [first, ...rest] = await search([{ ...about, ...phrase }, ...bodies, ...counted])
      const meta = first?.hits[0]?.meta
      if (!meta && (await search([about]))[0]?.hits[0]) throw new SettingsChanged()
      const rows = rest.slice(0, queries.length).map(wholeRows)
      const counts = rest.slice(queries.length).map(({ estimatedTotalHits = 0 }) => estimatedTotalHits)
      if (meta && queries.some(({ listed }, i) => listed && rows[i]?.[0] !== 0)) throw new PhrasesChanged()
      return { meta, rows, counts }
    },
    frequent: async () => {
      const about = { indexUid: index, filter: 'pid = 0', limit: 1, attributesToRetrieve: ['frequent'] }
      return (await search([about]))[0]?.hits[0]?.frequent
    },
  }
}

/** What an error says of itself; nothing where something between us and the server answered. */
function errorIn(bytes: Buffer): MeilisearchErrorResponse | undefined {
  try {
    return JSON.parse(bytes.toString()) as MeilisearchErrorResponse
  } catch {
    return undefined
  }
}

/** The row numbers are read from the distribution of `pid`, which costs 1 µs a row; as hits they would cost 60. */
export function searchBody({ phrases, values, except = [] }: RowQuery): object {
  const filter = [
    ...values.map(({ field, token }) => `${field} = ${token}`),
    ...(except.length > 0 ? [`units NOT IN [${except.join(', ')}]`] : []),
  ]
  return {
    ...(phrases.length > 0 && {
      q: phrases.map((tokens) => `"${tokens.join(' ')}"`).join(' '),
      attributesToSearchOn: ['pairs'],
      matchingStrategy: 'all',
    }),
    ...(filter.length > 0 && { filter }),
    limit: 0,
    facets: ['pid'],
  }
}

function wholeRows({ rows, estimatedTotalHits = 0 }: Result): Uint32Array {
  if (rows.length !== estimatedTotalHits) throw new SettingsChanged()
  return rows
}
