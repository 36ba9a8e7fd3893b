import { placePrefix } from '../corpus/ids.ts'
import type { EngineResult, FacetCount } from '../engine/port.ts'
import type { FacetField, FacetValue, Hit, Report, ReportRef, SearchResponse } from '../schema.ts'
import { perVersion, type Site } from '../site.ts'
import { createHighlighter } from './highlight.ts'
import { type Planned, planQuestion, type Question } from './question.ts'
import { zeroHints } from './zero.ts'

export type SearchParams = Question & { page: number; perPage: number }

/**
 * Answers one search. Engine and corpus are read one after the other, so a change between the two is noticed by the
 * data version and the search is made again.
 */
export async function answerSearch(site: Site, params: SearchParams): Promise<SearchResponse> {
  const started = performance.now()
  for (let attempt = 1; ; attempt++) {
    const dataVersion = site.corpus.dataVersion()
    const planned = planQuestion(site, params)
    const { page, perPage } = params
    const result = await site.engine.search({
      ...planned.query,
      offset: (page - 1) * perPage,
      limit: perPage,
      facets: true,
    })
    const hits = hitsOf(site, planned, result)
    const zero = result.total.passages === 0 ? await zeroHints(site, planned) : undefined
    if (site.corpus.dataVersion() !== dataVersion && attempt < 3) continue
    return {
      dataVersion,
      query: planned.plan.echo,
      total: result.total,
      coverage: result.coverage,
      page,
      perPage,
      hits,
      facets: labelled(site, result.facets, (params.filters.place ?? []).map(placePrefix)),
      ...(zero?.length && { zero }),
      ...(result.partial && { partial: result.partial }),
      tookMs: Math.round((performance.now() - started) * 10) / 10,
    }
  }
}

/** What of a report stands beside each of its passages. */
export const reportRef = ({ id, title, year, township }: Report): ReportRef => ({
  id,
  title,
  ...(year !== undefined && { year }),
  township,
})

function hitsOf(site: Site, { query }: Planned, result: EngineResult): Hit[] {
  const highlight = createHighlighter(query.match)
  return site.corpus.passagesByPid(result.rows).flatMap(({ pid, passage }) => {
    const report = site.corpus.report(passage.reportId)
    if (!report) return []
    const { reportId: _, explain: __, items: ___, page: ____, ...shown } = passage
    const similar = result.similar.get(pid)
    return [{ ...shown, report: reportRef(report), highlights: highlight(passage), ...(similar && { similar }) }]
  })
}

// ── facets ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** Townships and local names shown at most; selected ones always. Provinces, cities and counties are shown whole. */
const SHOWN = 300

function labelled(site: Site, facets: EngineResult['facets'], selected: string[]): SearchResponse['facets'] {
  const label = labelsOf(site)
  const entries = Object.entries(facets).map(([key, counts]) => {
    const field = key as FacetField
    return [field, shown(field, counts, selected).map((count): FacetValue => ({ ...count, ...label(field, count) }))]
  })
  return Object.fromEntries(entries)
}

function shown(field: FacetField, values: FacetCount[], selected: string[]): FacetCount[] {
  if (field === 'section' || field === 'stance' || field === 'level') return values
  if (field === 'year') return values.sort((a, b) => Number(a.value) - Number(b.value))
  values.sort((a, b) => b.passages - a.passages || (a.value < b.value ? -1 : 1))
  if (field !== 'place' && field !== 'named') return values
  let left = SHOWN
  return values.filter(({ value }) => /^\d{2,6}$/.test(value) || selected.includes(value) || left-- > 0)
}

function labelsOf(site: Site): (field: FacetField, count: FacetCount) => { label: string; parent?: string } {
  const { lexicon, gazetteer } = site
  const themes = new Map(lexicon.themes.map((theme) => [theme.slug, theme.label]))
  const practices = new Map(lexicon.practices.map((practice) => [practice.id, practice.name]))
  const sections: Record<string, { zh: string }> = lexicon.sections
  const stances: Record<string, { zh: string }> = lexicon.stances
  const townships = townshipNames(site)
  return (field, { value }) => {
    switch (field) {
      case 'section':
        return { label: sections[value]?.zh ?? value }
      case 'stance':
        return { label: stances[value]?.zh ?? value }
      case 'theme':
        return { label: themes.get(value) ?? value }
      case 'practice':
        return { label: practices.get(value) ?? value }
      case 'place': {
        const parent = gazetteer.parent(value)?.code
        return { label: gazetteer.place(value)?.name ?? townships.get(value) ?? value, ...(parent && { parent }) }
      }
      case 'year':
        return { label: value === '' ? '年份未识别' : `${value} 年` }
      default:
        return { label: value }
    }
  }
}

const names = new WeakMap<Site, () => Map<string, string>>()

/** Names of townships by key, for those whose code is not known. */
function townshipNames(site: Site): Map<string, string> {
  const make = (): Map<string, string> =>
    new Map([...site.corpus.iterateReports()].map(({ township, report }) => [township, report.township.name]))
  const known = names.get(site) ?? perVersion(site.corpus, make)
  names.set(site, known)
  return known()
}
