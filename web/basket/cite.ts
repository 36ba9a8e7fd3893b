import { citation, permalink } from '../citation.ts'
import type { BasketItem, ItemSource } from './item.ts'

/** What every export states about itself. */
export interface ExportContext {
  /** scheme and host of this Qianmo, for permalinks */
  origin: string
  /** ISO 8601 day on which the texts were read */
  today: string
  dataVersion?: string
}

/** One report with the passages taken from it, in the order of the basket. */
export interface CitedReport {
  report: ItemSource
  /** number in the list of references, from 1 */
  number: number
  items: BasketItem[]
}

/** The reports behind the items, each once, in order of first appearance. */
export const citedReports = (items: readonly BasketItem[]): CitedReport[] => {
  const reports = new Map<string, CitedReport>()
  for (const item of items) {
    const cited = reports.get(item.report.id) ?? { report: item.report, number: reports.size + 1, items: [] }
    cited.items.push(item)
    reports.set(item.report.id, cited)
  }
  return [...reports.values()]
}

/** Who speaks: the issuer, else the township with what lies above it. */
export const authorOf = ({ issuer, township }: ItemSource): string =>
  issuer ?? [...new Set([township.province, township.city, township.county, township.name].filter(Boolean))].join('')

/** The title without the book-title marks around it. */
export const titleOf = ({ title }: ItemSource): string => title.replace(/^《|》$/g, '')

/** Where a reader finds the report: its own address where it has one, else this Qianmo's. */
export const addressOf = ({ url, id }: ItemSource, { origin }: ExportContext): string =>
  url && /^https?:/.test(url) ? url : `${origin}/reports/${encodeURIComponent(id)}`

export const linkOf = (item: BasketItem, { origin }: ExportContext): string =>
  permalink(origin, item.report.id, item.id)

/** The footnote of one item. */
export const footnote = (item: BasketItem, context: ExportContext): string =>
  citation(item, linkOf(item, context), item.dataVersion ?? context.dataVersion, context.today)

/** Where the words stand: heading path, number of the passage, permalink, dates and data version, in one line. */
export const whereabouts = (item: BasketItem, context: ExportContext): string =>
  [
    item.headingPath.join(' › '),
    `第${item.n}段`,
    linkOf(item, context),
    item.report.year === undefined ? '' : `报告年度 ${item.report.year}`,
    item.addedAt ? `收入 ${item.addedAt.slice(0, 10)}` : '',
    version(item, context),
  ]
    .filter(Boolean)
    .join('；')

const version = (item: BasketItem, { dataVersion }: ExportContext): string => {
  const seen = item.dataVersion ?? dataVersion
  return seen ? `阡陌数据版本 ${seen}` : ''
}
