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

/**
 * One entry after GB/T 7714—2025, numeric system, a report read online: 责任者. 题名: 文号[R/OL]. (发布日期)[引用日期].
 * 获取路径. An unknown day is left out.
 */
export const gbt7714Entry = ({ report }: Pick<CitedReport, 'report'>, context: ExportContext): string => {
  const number = report.docNumber ? `: ${report.docNumber}` : ''
  const day = report.date ? `(${report.date})` : ''
  return `${authorOf(report)}. ${titleOf(report)}${number}[R/OL]. ${day}[${context.today}]. ${addressOf(report, context)}.`
}

/** The list of references: each report once, and below it where in it the quoted passages stand. */
export const gbt7714 = (items: readonly BasketItem[], context: ExportContext): string => {
  const entries = citedReports(items).flatMap((cited) => [
    `[${cited.number}] ${gbt7714Entry(cited, context)}`,
    ...cited.items.map((item) => `    引：${whereabouts(item, context)}`),
  ])
  const head = `参考文献（GB/T 7714—2025，顺序编码制；${context.today} 查阅，阡陌数据版本 ${context.dataVersion ?? '未知'}）`
  return `${[head, ...entries].join('\n')}\n`
}
