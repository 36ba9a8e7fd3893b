import { Meilisearch } from 'meilisearch'
import type { IndexMeta } from './settings.ts'

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

/** The index gave fewer rows than it says there are. */
export class CutOff extends Error {
  override name = 'CutOff'
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
      const about = { indexUid: index, filter: 'pid = 0', limit: 1, attributesToRetrieve: ['meta'] }
      const body = { queries: [about, ...queries.map((query) => ({ indexUid: index, ...searchBody(query) }))] }
      const { results } = await client.httpRequest.post<{ results: SearchAnswer[] }>({ path: 'multi-search', body })
      return { meta: results[0]?.hits[0]?.meta, rows: results.slice(1).map(rowsOf) }
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
  if (rows.length !== estimatedTotalHits) throw new CutOff()
  return rows
}
