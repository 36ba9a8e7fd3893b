import {
  addressOf,
  authorOf,
  type CitedReport,
  citedReports,
  type ExportContext,
  titleOf,
  whereabouts,
} from './cite.ts'
import type { BasketItem } from './item.ts'

/** BibTeX for biber or a Unicode-aware BibTeX: a `techreport` for each report, the quoted passages in `note`. */
export const bibtex = (items: readonly BasketItem[], context: ExportContext): string =>
  citedReports(items)
    .map((cited) => {
      const { report } = cited
      const fields: [string, string | undefined][] = [
        ['author', `{${tex(authorOf(report))}}`],
        ['title', `{${tex(titleOf(report))}}`],
        ['institution', `{${tex(authorOf(report))}}`],
        ['year', yearOf(cited)],
        ['date', report.date],
        ['number', report.docNumber && tex(report.docNumber)],
        ['type', '年度报告'],
        ['language', 'chinese'],
        ['url', addressOf(report, context).replace(/[{}\\]/g, encodeURIComponent)],
        ['urldate', context.today],
        ['note', tex(note(cited, context))],
      ]
      const lines = fields.flatMap(([name, value]) => (value ? `  ${name} = {${value}}` : []))
      return `@techreport{qianmo-${report.id.replace(/[^\w-]/g, '-')},\n${lines.join(',\n')}\n}\n`
    })
    .join('\n')

/** RIS: a `RPRT` record for each report; a note for each quoted passage with its words. */
export const ris = (items: readonly BasketItem[], context: ExportContext): string =>
  citedReports(items)
    .map((cited) => {
      const { report } = cited
      const fields: [string, string | undefined][] = [
        ['TY', 'RPRT'],
        ['ID', report.id],
        ['AU', authorOf(report)],
        ['TI', titleOf(report)],
        ['PB', authorOf(report)],
        ['PY', yearOf(cited)],
        ['DA', report.date?.replaceAll('-', '/')],
        ['SN', report.docNumber],
        ['M3', '年度报告'],
        ['LA', 'zh'],
        ['UR', addressOf(report, context)],
        ['Y2', context.today.replaceAll('-', '/')],
        ...cited.items.map((item): [string, string] => ['N1', quoted(item, context)]),
        ...[...new Set(cited.items.flatMap((item) => item.tags))].map((tag): [string, string] => ['KW', tag]),
      ]
      const lines = fields.flatMap(([tag, value]) => (value ? `${tag}  - ${value.replace(/\s*[\r\n]+\s*/g, ' ')}` : []))
      return `${lines.join('\r\n')}\r\nER  - \r\n`
    })
    .join('\r\n')

/** CSL-JSON (schema 1.0): a `report` for each report. */
export const cslJson = (items: readonly BasketItem[], context: ExportContext): string =>
  `${JSON.stringify(
    citedReports(items).map((cited) => {
      const { report } = cited
      const year = yearOf(cited)
      const issued = report.date ? report.date.split('-').map(Number) : year ? [Number(year)] : undefined
      return {
        id: report.id,
        type: 'report',
        title: titleOf(report),
        author: [{ literal: authorOf(report) }],
        publisher: authorOf(report),
        issued: issued && { 'date-parts': [issued] },
        number: report.docNumber,
        genre: '年度报告',
        language: 'zh-CN',
        URL: addressOf(report, context),
        accessed: { 'date-parts': [context.today.split('-').map(Number)] },
        note: note(cited, context),
      }
    }),
    undefined,
    2,
  )}\n`

/** The year of issue; where no day is known, the year the report is about, as `whereabouts` says. */
const yearOf = ({ report }: CitedReport): string | undefined => report.date?.slice(0, 4) ?? report.year?.toString()

const note = ({ items }: CitedReport, context: ExportContext): string =>
  items.map((item) => whereabouts(item, context)).join(' | ')

const quoted = (item: BasketItem, context: ExportContext): string =>
  [`“${item.text}”`, whereabouts(item, context), item.note && `批注：${item.note}`].filter(Boolean).join(' —— ')

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
}

const tex = (text: string): string => text.replace(/[\\{}$&#%_~^]/g, (sign) => TEX[sign] ?? `\\${sign}`)
