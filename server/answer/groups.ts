import type { Coverage, Totals } from '../schema.ts'
import type { Site } from '../site.ts'
import { planQuestion, type Question } from './question.ts'

export type GroupBy = 'township' | 'report' | 'year'

export type Group = {
  key: string
  label: string
  /** where it lies, from province down */
  place?: string[]
  passages: number
  reports: number
  years: { year?: number; report: string; passages: number }[]
  /** reports and townships that exist in the group under the same filters, mention or none */
  of: Coverage
}

export type Groups = {
  dataVersion: string
  total: Totals
  groups: Group[]
  page: number
  perPage: number
  count: number
}

/** Groups the matching reports; groups with more passages first, years in order. */
export async function groups(
  site: Site,
  question: Question,
  by: GroupBy,
  page: number,
  perPage: number,
): Promise<Groups> {
  const dataVersion = site.corpus.dataVersion()
  const { query } = planQuestion(site, question)
  const ask = { ...query, offset: 0, limit: 0, facets: false, byReport: true }
  const { total, byReport } = await site.engine.search(ask)
  const everything = await site.engine.search({ ...ask, match: { op: 'all' } })
  const found = new Map<string, Group & { existing: Set<string> }>()
  for (const { township, report } of site.corpus.iterateReports()) {
    if (!everything.byReport?.has(report.id)) continue
    const { name, province, city, county } = report.township
    const [key, label] =
      by === 'township'
        ? [report.township.code ?? township, name]
        : by === 'report'
          ? [report.id, report.title]
          : [String(report.year ?? ''), report.year ? `${report.year} 年` : '年份未识别']
    const group = found.get(key) ?? {
      key,
      label,
      ...(by !== 'year' && { place: [province, city, county].filter((part): part is string => part !== undefined) }),
      passages: 0,
      reports: 0,
      years: [],
      of: { reports: 0, townships: 0 },
      existing: new Set<string>(),
    }
    found.set(key, group)
    group.of.reports++
    group.existing.add(township)
    const passages = byReport?.get(report.id) ?? 0
    if (passages > 0) group.reports++
    group.passages += passages
    if (by !== 'year') group.years.push({ ...(report.year && { year: report.year }), report: report.id, passages })
  }
  const all = [...found.values()].filter((group) => by === 'year' || group.passages > 0)
  const order =
    by === 'year'
      ? (a: Group, b: Group) => (a.key < b.key ? -1 : 1)
      : (a: Group, b: Group) => b.passages - a.passages || (a.key < b.key ? -1 : 1)
  const shown = all.sort(order).slice((page - 1) * perPage, page * perPage)
  return {
    dataVersion,
    total,
    page,
    perPage,
    count: all.length,
    groups: shown.map(({ existing, ...group }) => ({
      ...group,
      years: group.years.sort((a, b) => (a.year ?? 0) - (b.year ?? 0)),
      of: { reports: group.of.reports, townships: existing.size },
    })),
  }
}
