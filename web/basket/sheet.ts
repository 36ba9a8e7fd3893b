import type { Cell } from '../table-file.ts'
import { addressOf, authorOf, type ExportContext, linkOf, titleOf } from './cite.ts'
import type { BasketItem } from './item.ts'

const HEAD = [
  '序',
  '乡镇',
  '县',
  '市',
  '省',
  '报告年度',
  '题名',
  '发文机关',
  '文号',
  '成文日期',
  '标题路径',
  '段',
  '原文',
  '批注',
  '标签',
  '本段链接',
  '报告地址',
  '来源文件',
  '入库',
  '收入',
  '数据版本',
  '段落编号',
]

/** The basket as a table, one passage a row. */
export const sheet = (items: readonly BasketItem[], context: ExportContext): Cell[][] => [
  HEAD,
  ...items.map((item, i): Cell[] => {
    const { report } = item
    const { township } = report
    return [
      i + 1,
      township.name,
      township.county,
      township.city,
      township.province,
      report.year,
      titleOf(report),
      authorOf(report),
      report.docNumber,
      report.date,
      item.headingPath.join(' › '),
      item.n,
      item.text,
      item.note,
      item.tags.join('、'),
      linkOf(item, context),
      addressOf(report, context),
      report.path,
      report.importedAt?.slice(0, 10),
      item.addedAt.slice(0, 10),
      item.dataVersion ?? context.dataVersion,
      item.id,
    ]
  }),
]
