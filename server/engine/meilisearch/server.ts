import { Meilisearch } from 'meilisearch'
import { CANARY, type IndexMeta } from './settings.ts'

/** One question to one index: a phrase of pairs, values that have to stand in fields, or both. */
export type RowQuery = {
  /** tokens of pairs that have to follow each other, a list a run */
  phrases: string[][]
  /** values of `units` or `words` */
  values: { field: 'units' | 'words'; token: string }[]
}

/** A server that is searched. */
export type SearchServer = {
  url: string
  /** Row numbers that meet each query, and what the index says of itself, in one request. */
  ask: (queries: readonly RowQuery[]) => Promise<{ rows: number[][]; meta: IndexMeta | undefined }>
}

type SearchAnswer = {
  hits: { meta?: IndexMeta }[]
  estimatedTotalHits?: number
  facetDistribution?: { pid?: Record<string, number> }
}

/** The index does not answer as its settings should make it: rows are left out, or phrases are not told apart. */
export class SettingsChanged extends Error {
  override name = 'SettingsChanged'
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
  })
  return {
    url,
    ask: async (queries) => {
      const phrase = { q: CANARY.query, attributesToSearchOn: ['pairs'], matchingStrategy: 'all' }
      const about = { indexUid: index, filter: 'pid = 0', limit: 1, attributesToRetrieve: ['meta'] }
      const search = async (bodies: object[]): Promise<SearchAnswer[]> => {
        const path = 'multi-search'
        return (await client.httpRequest.post<{ results: SearchAnswer[] }>({ path, body: { queries: bodies } })).results
      }
      const bodies = queries.map((query) => ({ indexUid: index, ...searchBody(query) }))
      const [first, ...rest] = await search([{ ...about, ...phrase }, ...bodies])
      const meta = first?.hits[0]?.meta
      if (!meta && (await search([about]))[0]?.hits[0]) throw new SettingsChanged()
      return { meta, rows: rest.map(rowsOf) }
    },
  }
}

/** The row numbers are read from the distribution of `pid`, which costs 1 µs a row; as hits they would cost 60. */
export function searchBody({ phrases, values }: RowQuery): object {
  return {
    ...(phrases.length > 0 && {
      q: phrases.map((tokens) => `"${tokens.join(' ')}"`).join(' '),
      attributesToSearchOn: ['pairs'],
      matchingStrategy: 'all',
    }),
    ...(values.length > 0 && { filter: values.map(({ field, token }) => `${field} = ${token}`) }),
    limit: 0,
    facets: ['pid'],
  }
}

function rowsOf({ facetDistribution, estimatedTotalHits = 0 }: SearchAnswer): number[] {
  const rows = Object.keys(facetDistribution?.pid ?? {}).map(Number)
  if (rows.length !== estimatedTotalHits) throw new SettingsChanged()
  return rows
}
