import { citedReports, type ExportContext, footnote, whereabouts } from './cite.ts'
import { gbt7714Entry } from './gbt7714.ts'
import type { BasketItem } from './item.ts'

/** The quotations in order, each with note, tags and source, and the references below. */
export const markdown = (items: readonly BasketItem[], context: ExportContext): string => {
  const quoted = items.map((item, i) => {
    const { township, year } = item.report
    return [
      `## ${i + 1}. ${plain([township.name, year].filter(Boolean).join(' '))}`,
      item.text
        .split('\n')
        .map((line) => `> ${plain(line)}`)
        .join('\n'),
      plain(footnote(item, context)),
      `*${plain(whereabouts(item, context))}*`,
      item.note && `批注：${plain(item.note)}`,
      item.tags.length > 0 && `标签：${item.tags.map(plain).join('、')}`,
    ]
      .filter(Boolean)
      .join('\n\n')
  })
  const references = citedReports(items).map((cited) => `${cited.number}. ${plain(gbt7714Entry(cited, context))}`)
  const head = `# 引文篮\n\n共 ${items.length} 段，${context.today} 导出，阡陌数据版本 ${context.dataVersion ?? '未知'}。`
  return `${[head, ...quoted, '## 参考文献', references.join('\n')].join('\n\n')}\n`
}

/** The words as they are: signs that Markdown would read as its own are escaped. */
const plain = (text: string): string =>
  text
    .replace(/[\\`*_[\]<>#|~]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s)/gm, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s)/gm, '$1\\.')

/** One passage as a quotation with its source, to be pasted anywhere. */
export const quotation = (item: BasketItem, context: ExportContext): string =>
  `“${item.text}”\n——${footnote(item, context)}`
