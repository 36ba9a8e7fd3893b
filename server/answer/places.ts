import type { Coverage, ReportRef, ScopeName, Stance, Totals } from '../schema.ts'
import type { Site } from '../site.ts'
import { reportRef } from './search.ts'

/** One place of the tree; `code` is a township's key where its code is not known. */
export type PlaceNode = {
  code: string
  name: string
  parent?: string
  reports: number
  townships: number
  passages: number
  years: number[]
  /** reports of each year */
  perYear: Record<string, number>
}

/** Provinces, cities, counties and townships of the corpus with what there is of each; parents before children. */
export function placeTree({ corpus, gazetteer }: Site): PlaceNode[] {
  const nodes = new Map<string, PlaceNode & { seen: Set<string> }>()
  for (const { township, report } of corpus.iterateReports()) {
    const { code, name } = report.township
    const { province, city, county } = code ? gazetteer.lineage(code) : {}
    const above = [province, city, county].filter((place) => place !== undefined)
    const chain = [...above.map((place) => ({ code: place.code, name: place.name })), { code: code ?? township, name }]
    for (const [i, place] of chain.entries()) {
      const parent = chain[i - 1]?.code
      const node = nodes.get(place.code) ?? {
        ...place,
        ...(parent && { parent }),
        reports: 0,
        townships: 0,
        passages: 0,
        years: [],
        perYear: {},
        seen: new Set<string>(),
      }
      node.reports++
      node.passages += report.passages
      node.seen.add(township)
      if (report.year) {
        node.perYear[report.year] = (node.perYear[report.year] ?? 0) + 1
        if (!node.years.includes(report.year)) node.years.push(report.year)
      }
      nodes.set(place.code, node)
    }
  }
  return [...nodes.values()]
    .map(({ seen, ...node }) => ({ ...node, townships: seen.size, years: node.years.sort((a, b) => a - b) }))
    .sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1))
}

export type TownshipPage = {
  name: string
  code: string
  label: string
  reports: (ReportRef & { passages: number; problems: number })[]
  /** years from the first to the last report without one */
  gaps: number[]
  practices: {
    id: string
    name: string
    years: Record<string, Stance>
    first: number
    status: 'new' | 'kept' | 'gone'
  }[]
  /** like with like: one kind, unit and scope a row; `name` and `english` are the kind's */
  indicators: {
    indicator: string
    name: string
    english: string
    label: string
    unit: string
    scope: ScopeName
    values: { year: number; value: number; passage: string }[]
  }[]
}

/** One township over the years; undefined where the corpus has no report of it. */
export function townshipPage({ corpus, gazetteer, lexicon }: Site, code: string): TownshipPage | undefined {
  const { items } = corpus.listReports({ place: [code] }, { page: 1, perPage: 200 }, 'oldest')
  const newest = items.at(-1)
  if (!newest) return undefined
  const fulls = items.flatMap((report) => corpus.fullReport(report.id) ?? [])
  const years = items.flatMap((report) => report.year ?? [])
  const last = Math.max(...years)
  const gaps = years.length ? range(Math.min(...years), last).filter((year) => !years.includes(year)) : []

  const kinds = new Map(lexicon.indicatorKinds.map((kind) => [kind.slug, kind]))
  const practices = new Map<string, Record<string, Stance>>()
  const facts = new Map<string, TownshipPage['indicators'][number]>()
  for (const { report, passages, indicators } of fulls) {
    const year = report.year
    if (year === undefined) continue
    for (const mention of passages.flatMap((passage) => passage.practices)) {
      const seen = practices.get(mention.id) ?? {}
      if (stronger(mention.stance, seen[year])) seen[year] = mention.stance
      practices.set(mention.id, seen)
    }
    for (const fact of indicators) {
      if (fact.value === undefined || fact.scope === 'plan' || fact.scope === 'other' || fact.indicator === 'other')
        continue
      const { indicator, label, unit, scope } = fact
      const key = [indicator, unit, scope].join('\n')
      const kind = kinds.get(indicator) ?? { name: label, english: indicator }
      const { name, english } = kind
      const row = facts.get(key) ?? { indicator, name, english, label, unit, scope, values: [] }
      const passage = passages.find((one) => one.n === fact.n)?.id ?? ''
      row.values.push({ year, value: fact.value, passage })
      facts.set(key, row)
    }
  }
  const names = new Map(lexicon.practices.map(({ id, name }) => [id, name]))
  return {
    name: newest.township.name,
    code,
    label: newest.township.code ? gazetteer.label(newest.township.code) : newest.township.name,
    reports: items.map((report) => ({
      ...reportRef(report),
      passages: report.passages,
      problems: report.problems.length,
    })),
    gaps,
    practices: [...practices]
      .map(([id, seen]) => ({
        id,
        name: names.get(id) ?? id,
        years: seen,
        first: Math.min(...Object.keys(seen).map(Number)),
        status: statusOf(seen, last),
      }))
      .sort((a, b) => a.first - b.first || (a.name < b.name ? -1 : 1)),
    indicators: [...facts.values()].sort((a, b) => b.values.length - a.values.length),
  }
}

const ORDER: Stance[] = ['mentioned', 'problem', 'planned', 'rectified', 'done']

const stronger = (stance: Stance, than: Stance | undefined): boolean =>
  than === undefined || ORDER.indexOf(stance) > ORDER.indexOf(than)

function statusOf(seen: Record<string, Stance>, last: number): 'new' | 'kept' | 'gone' {
  const years = Object.keys(seen).map(Number)
  if (!years.includes(last)) return 'gone'
  return years.length === 1 ? 'new' : 'kept'
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

export type CoverageTable = {
  years: number[]
  /** one row a township of the corpus */
  rows: { code: string; name: string; place: string[]; years: Record<string, string> }[]
  /** files that gave no report, with the reason */
  failed: { path: string; status: string; problems: { code: string; message: string }[] }[]
  /** townships of the gazetteer in the counties that have a report, which have none */
  missing: { county: string; name: string; code: string }[]
  total: Totals & Coverage
}

/** Place × year: what the corpus has, what is missing in the years between, what failed. */
export function coverage({ corpus, gazetteer }: Site): CoverageTable {
  const rows = new Map<string, CoverageTable['rows'][number]>()
  const years = new Set<number>()
  const counties = new Set<string>()
  for (const { township, report } of corpus.iterateReports()) {
    const { name, province, city, county, code } = report.township
    const place = [province, city, county].filter((part): part is string => part !== undefined)
    const row = rows.get(township) ?? { code: code ?? township, name, place, years: {} }
    row.years[report.year ?? '未识别'] = report.id
    if (report.year) years.add(report.year)
    if (code) counties.add(code.slice(0, 6))
    rows.set(township, row)
  }
  const have = new Set([...rows.values()].map((row) => row.code))
  const missing = [...counties].flatMap((county) =>
    gazetteer
      .children(county)
      .filter((place) => !have.has(place.code) && !place.former && place.level !== '其他')
      .map((place) => ({ county: gazetteer.label(county), name: place.name, code: place.code })),
  )
  const failed = corpus.files({ status: ['failed', 'skipped', 'duplicate'] }).map(({ path, status, problems }) => ({
    path,
    status,
    problems: problems.map(({ code, message }) => ({ code, message })),
  }))
  const { passages, reports, townships } = corpus.stats()
  return {
    years: [...years].sort((a, b) => a - b),
    rows: [...rows.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    failed,
    missing,
    total: { passages, reports, townships },
  }
}
