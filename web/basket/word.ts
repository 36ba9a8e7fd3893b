import { Document, ExternalHyperlink, FootnoteReferenceRun, HeadingLevel, Packer, Paragraph, TextRun } from 'docx'
import { citedReports, type ExportContext, footnote, linkOf } from './cite.ts'
import { gbt7714Entry } from './gbt7714.ts'
import type { BasketItem } from './item.ts'

const FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体', cs: 'Times New Roman' }
/** half-points: 小四 12 pt and 小五 9 pt */
const BODY = 24
const SMALL = 18
/** twentieths of a point: two characters of 12 pt */
const INDENT = 480

/** The basket as a Word document: quotations with footnotes, notes and tags, and the list of references. */
export const word = (items: readonly BasketItem[], context: ExportContext): Promise<Blob> => {
  const footnotes = Object.fromEntries(
    items.map((item, i) => [String(i + 1), { children: [line(footnote(item, context), SMALL)] }]),
  )
  const about = `共 ${items.length} 段，${context.today} 导出，阡陌数据版本 ${context.dataVersion ?? '未知'}。`
  const references = citedReports(items).map((cited) => line(`[${cited.number}] ${gbt7714Entry(cited, context)}`))
  const children = [
    heading('引文篮', HeadingLevel.HEADING_1),
    line(about, SMALL),
    ...items.flatMap((item, i) => quoted(item, i + 1, context)),
    heading('参考文献（GB/T 7714—2025）', HeadingLevel.HEADING_2),
    ...references,
  ]
  const styles = { default: { document: { run: { font: FONT, size: BODY } } } }
  return Packer.toBlob(new Document({ title: '引文篮', creator: '阡陌', styles, footnotes, sections: [{ children }] }))
}

const quoted = (item: BasketItem, number: number, context: ExportContext): Paragraph[] => {
  const { township, year } = item.report
  const source = `${number}. ${[township.name, year].filter(Boolean).join(' ')}`
  const link = new ExternalHyperlink({ link: linkOf(item, context), children: [run(linkOf(item, context), SMALL)] })
  return [
    heading(source, HeadingLevel.HEADING_2),
    ...(item.headingPath.length > 0 ? [line(item.headingPath.join(' › '), SMALL)] : []),
    new Paragraph({
      indent: { left: INDENT, right: INDENT },
      spacing: { before: 120, after: 120, line: 360 },
      children: [run(item.text), new FootnoteReferenceRun(number)],
    }),
    new Paragraph({ children: [link] }),
    ...(item.note ? item.note.split('\n').map((text, i) => line(i === 0 ? `批注：${text}` : text)) : []),
    ...(item.tags.length > 0 ? [line(`标签：${item.tags.join('、')}`, SMALL)] : []),
  ]
}

const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph =>
  new Paragraph({
    heading: level,
    spacing: { before: 240, after: 80 },
    children: [new TextRun({ text, font: FONT, color: '000000' })],
  })

const line = (text: string, size = BODY): Paragraph => new Paragraph({ children: [run(text, size)] })

/** Signs that XML cannot hold would make the file unreadable. */
const run = (text: string, size = BODY): TextRun =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 forbids
  new TextRun({ text: text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ''), font: FONT, size })
