import { api } from '../api.ts'
import type { Range, SearchResponse } from '../api-types.ts'
import { createResource } from './resource.ts'
import { dataVersion } from './version.ts'

/** The whole report, by id. */
export const report = createResource(api.report, { remember: 5 })

/** What became of the file a report was read from, by id of the report; unknown when nobody answers. */
export const original = createResource(
  async (id, signal) => {
    const state = await api.original(id, signal)
    return { dataVersion: dataVersion.peek() ?? '', state }
  },
  { remember: 0 },
)

/** Where the words of a question stand in one report: ranges by passage id. */
export interface ReportHits {
  dataVersion: string
  /** ids in reading order */
  order: string[]
  ranges: Map<string, Range[]>
}

/** Keyed by the query string of a search limited to one report; asks for all pages of it. */
export const reportHits = createResource(async (query: string, signal): Promise<ReportHits> => {
  const ask = (page: number): Promise<SearchResponse> =>
    api.search(`${query}&sort=oldest&perPage=${PAGE}&page=${page}`, signal)
  const first = await ask(1)
  const hits = [...first.hits]
  for (let page = 2; hits.length < first.total.passages && page <= 20; page++) {
    const more = (await ask(page)).hits
    if (more.length === 0) break
    hits.push(...more)
  }
  hits.sort((a, b) => a.n - b.n)
  return {
    dataVersion: first.dataVersion,
    order: hits.map((h) => h.id),
    ranges: new Map(hits.map((h) => [h.id, h.highlights])),
  }
})

const PAGE = 100

/** The query string that asks for the words inside one report. */
export const reportHitsKey = (id: string, q: string, mode: string, aliases: boolean): string => {
  const p = new URLSearchParams({ q, report: id })
  if (mode === 'exact') p.set('mode', 'exact')
  if (!aliases) p.set('aliases', '0')
  return p.toString()
}
