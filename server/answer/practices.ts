import type { EngineResult } from '../engine/port.ts'
import type { Coverage, Filters, Hit, ReportRef, Stance, Totals } from '../schema.ts'
import { Stance as Stances } from '../schema.ts'
import type { Site } from '../site.ts'
import { browse, countsOf, NONE, type PracticeSummary, summaryOf } from './practice-index.ts'
import { answerSearch, reportRef } from './search.ts'

export type PracticePage = {
  practice: PracticeSummary & { note?: string; falseFriends: string[] }
  coverage: Coverage
  years: YearRow[]
  places: (Totals & { value: string; label: string; parent?: string; of?: Coverage })[]
  townships: TownshipRow[]
  /** earliest report of this corpus, which need not be the first anywhere */
  first?: { year: number; report: ReportRef; passage: string }
  /** `in`: ids of the reports that mention both, where they are few enough to be listed */
  neighbours: { id: string; name: string; reports: number; lift: number; in?: string[] }[]
  wordings: { text: string; passages: number }[]
  examples: (Hit & { reasons: Reason[] })[]
  indicators: ReturnType<Site['corpus']['indicatorsOf']>
}

/** Why a passage is worth quoting; `of` is how many, or which. */
export type Reason = { code: 'done' | 'numbers' | 'named' | 'length'; of?: number | string }

export type YearRow = { year: string; of: Coverage; stances: Partial<Record<Stance, Totals>>; any: Totals }

/** What one township's reports say of the practice: per year the strongest stance, or absent. */
export type TownshipRow = {
  name: string
  place: string[]
  code?: string
  years: { year?: number; report: string; stance?: Stance }[]
  since?: number
}

/** Everything about one practice in this corpus; undefined for an unknown id. */
export async function practicePage(site: Site, id: string, filters: Filters): Promise<PracticePage | undefined> {
  const entry = site.lexicon.practices.find((practice) => practice.id === id)
  if (!entry) return undefined
  const only = { ...filters, practice: [id] }
  // The denominator is every report there is, not only those that mention the practice.
  const everything = await site.engine.search(browse(filters))
  const found = withDenominator(await site.engine.search(browse(only)), everything)
  const stanced = await Promise.all(
    Stances.options.map(
      async (stance) =>
        [stance, await site.engine.search({ ...browse({ ...only, stance: [stance] }), byReport: true })] as const,
    ),
  )
  const first = await firstSeen(site, id, filters)
  const said = stanced.filter(([, { total }]) => total.passages > 0).map(([stance, { total }]) => [stance, total])
  const summary = summaryOf(entry, found.total, Object.fromEntries(said))
  return {
    practice: { ...summary, ...(entry.note && { note: entry.note }), falseFriends: entry.examples.negative },
    coverage: everything.coverage,
    years: yearRows(found, stanced),
    places: placeRows(site, found),
    townships: await townshipRows(site, filters, stanced),
    ...(first && { first }),
    neighbours: await neighbours(site, id, filters),
    wordings: await wordings(site, id, filters),
    examples: await examples(site, id, filters),
    indicators: await indicatorsNear(site, id, filters),
  }
}

/** The same counts, beside what exists in each year and place. */
function withDenominator(found: EngineResult, everything: EngineResult): EngineResult {
  const facets = { ...found.facets }
  for (const field of ['year', 'place'] as const) {
    const counts = countsOf(found.facets[field])
    facets[field] = (everything.facets[field] ?? []).map((one) => ({
      ...(counts.get(one.value) ?? NONE),
      value: one.value,
      ...(one.of && { of: one.of }),
    }))
  }
  return { ...found, facets }
}

type Stanced = (readonly [Stance, EngineResult])[]

function yearRows(found: EngineResult, stanced: Stanced): YearRow[] {
  const any = countsOf(found.facets.year)
  return (found.facets.year ?? [])
    .filter((year) => year.value !== '' && year.of && year.of.reports > 0)
    .map((year) => ({
      year: year.value,
      of: year.of as Coverage,
      any: any.get(year.value) ?? NONE,
      stances: Object.fromEntries(
        stanced.flatMap(([stance, result]) => {
          const counts = countsOf(result.facets.year).get(year.value)
          return counts && counts.passages > 0 ? [[stance, counts]] : []
        }),
      ),
    }))
    .sort((a, b) => Number(a.year) - Number(b.year))
}

function placeRows({ gazetteer }: Site, found: EngineResult): PracticePage['places'] {
  return (found.facets.place ?? [])
    .filter((place) => /^\d{2,6}$/.test(place.value))
    .map((place) => {
      const parent = gazetteer.parent(place.value)?.code
      return { ...place, label: gazetteer.place(place.value)?.name ?? place.value, ...(parent && { parent }) }
    })
    .sort((a, b) => (a.value < b.value ? -1 : 1))
}

/** From strong to weak: of two stances in one report the first is shown. */
const STRENGTH: Stance[] = ['done', 'rectified', 'planned', 'problem', 'mentioned']

async function townshipRows(site: Site, filters: Filters, stanced: Stanced): Promise<TownshipRow[]> {
  const covered = (await site.engine.search({ ...browse(filters), facets: false, byReport: true })).byReport
  const strongest = new Map<string, Stance>()
  for (const stance of [...STRENGTH].reverse()) {
    for (const report of stanced.find(([one]) => one === stance)?.[1].byReport?.keys() ?? [])
      strongest.set(report, stance)
  }
  const rows = new Map<string, TownshipRow>()
  for (const { township, report } of site.corpus.iterateReports()) {
    if (!covered?.has(report.id)) continue
    const { name, province, city, county, code } = report.township
    const place = [province, city, county].filter((part): part is string => part !== undefined)
    const row = rows.get(township) ?? { name, place, ...(code && { code }), years: [] }
    const stance = strongest.get(report.id)
    row.years.push({ ...(report.year && { year: report.year }), report: report.id, ...(stance && { stance }) })
    rows.set(township, row)
  }
  return [...rows.values()]
    .filter((row) => row.years.some((year) => year.stance))
    .map((row) => {
      const years = row.years.sort((a, b) => (a.year ?? 0) - (b.year ?? 0))
      const since = years.find((year) => year.stance === 'done' || year.stance === 'rectified')?.year
      return { ...row, years, ...(since && { since }) }
    })
    .sort((a, b) => (a.since ?? 9999) - (b.since ?? 9999) || (a.name < b.name ? -1 : 1))
}

async function firstSeen(site: Site, id: string, filters: Filters): Promise<PracticePage['first']> {
  const { rows } = await site.engine.search({
    ...browse({ ...filters, practice: [id], yearFrom: filters.yearFrom ?? 1900 }),
    facets: false,
    limit: 1,
  })
  const passage = site.corpus.passagesByPid(rows)[0]?.passage
  const report = passage && site.corpus.report(passage.reportId)
  return passage && report?.year ? { year: report.year, report: reportRef(report), passage: passage.id } : undefined
}

/** Practices that stand in the same reports more often than chance: lift = P(both) / (P(one) · P(other)), counted in reports. */
async function neighbours(site: Site, id: string, filters: Filters): Promise<PracticePage['neighbours']> {
  const own = await site.engine.search({ ...browse({ ...filters, practice: [id] }), facets: false, byReport: true })
  const reports = [...(own.byReport?.keys() ?? [])]
  if (reports.length < 2) return []
  const all = await site.engine.search(browse(filters))
  const together = await site.engine.search(browse({ ...filters, report: reports }))
  const everywhere = countsOf(all.facets.practice)
  const names = new Map(site.lexicon.practices.map((practice) => [practice.id, practice.name]))
  const nearest = (together.facets.practice ?? [])
    .filter((other) => other.value !== id && other.reports >= 2)
    .map((other) => {
      const alone = everywhere.get(other.value)?.reports ?? 1
      const lift = (other.reports * all.coverage.reports) / (reports.length * alone)
      return {
        id: other.value,
        name: names.get(other.value) ?? other.value,
        reports: other.reports,
        lift: Math.round(lift * 100) / 100,
      }
    })
    .sort((a, b) => b.lift - a.lift || b.reports - a.reports)
    .slice(0, 20)
  return Promise.all(
    nearest.map(async (other) => {
      if (other.reports > LISTED) return other
      const both = { ...filters, practice: [other.id], report: reports }
      const { byReport } = await site.engine.search({ ...browse(both), facets: false, byReport: true })
      return { ...other, in: [...(byReport?.keys() ?? [])] }
    }),
  )
}

/** Reports that are named one by one in an address. */
const LISTED = 60

/** Passages read for wordings. */
const READ = 2000

async function wordings(site: Site, id: string, filters: Filters): Promise<PracticePage['wordings']> {
  const { rows } = await site.engine.search({ ...browse({ ...filters, practice: [id] }), facets: false, limit: READ })
  const counts = new Map<string, number>()
  for (const { passage } of site.corpus.passagesByPid(rows)) {
    const seen = new Set(
      passage.practices.filter((one) => one.id === id).map(({ start, end }) => passage.text.slice(start, end)),
    )
    for (const text of seen) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts]
    .map(([text, passages]) => ({ text, passages }))
    .sort((a, b) => b.passages - a.passages || (a.text < b.text ? -1 : 1))
    .slice(0, 40)
}

/** Numbers reported in the passages that mention the practice, newest first. */
async function indicatorsNear(site: Site, id: string, filters: Filters): Promise<PracticePage['indicators']> {
  const { rows } = await site.engine.search({
    ...browse({ ...filters, practice: [id] }),
    sort: 'newest',
    facets: false,
    limit: 300,
  })
  return site.corpus.indicatorsOf(rows, 60)
}

/** Passages worth quoting: done, with numbers and a practice's own names in them. The reasons are said. */
async function examples(site: Site, id: string, filters: Filters): Promise<PracticePage['examples']> {
  const name = site.lexicon.practices.find((practice) => practice.id === id)?.name ?? ''
  const { hits } = await answerSearch(site, {
    q: `做法:${id} "${name}" | 做法:${id}`,
    mode: 'smart',
    filters: { ...filters, practice: [id], stance: ['done'] },
    sort: 'relevance',
    aliases: true,
    group: true,
    page: 1,
    perPage: 60,
  })
  return hits
    .filter((hit) => hit.role === 'body' || hit.role === 'lead')
    .map((hit) => {
      const near = hit.practices.filter((one) => one.id === id)
      const highlights = near.map(({ start, end }): [number, number] => [start, end])
      const numbers = hit.text.match(/\d[\d.,]*万?余?(?=[件起场次人个份名户条])/g)?.length ?? 0
      const reasons: Reason[] = [
        ...(near.some((one) => one.stance === 'done') ? [{ code: 'done' as const }] : []),
        ...(numbers > 0 ? [{ code: 'numbers' as const, of: numbers }] : []),
        ...(hit.named[0] ? [{ code: 'named' as const, of: hit.named[0].name }] : []),
        ...(hit.text.length >= 80 && hit.text.length <= 400 ? [{ code: 'length' as const }] : []),
      ]
      return { ...hit, highlights, reasons, worth: Math.min(numbers, 4) * 2 + hit.named.length * 2 + reasons.length }
    })
    .sort((a, b) => b.worth - a.worth)
    .slice(0, 8)
    .map(({ worth: _, ...hit }) => hit)
}
