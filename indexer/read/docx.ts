import { type Decoded, type FormatReader, maxText, ReadFailure, tooComplex } from './format.ts'
import { createNumberer, type NumberRef, parseNumbering, type Styles } from './numbering.ts'
import { createPaper } from './paper.ts'
import { walkXml } from './xml.ts'
import { listEntries, unpack } from './zip.ts'

/** Unpacked XML of one part: a hundred times a long report. Pictures, macros and the like are never unpacked. */
const maxPart = 32 * 2 ** 20

/**
 * Word documents (ECMA-376). Numbers that Word only computes are written out, since “一、” and “（一）” carry the
 * structure of a report; deleted text, hidden text, tables of contents, headers and footers are left out.
 */
export const docx: FormatReader = {
  format: 'docx',
  kind: 'docx',
  isolated: true,
  decode(bytes) {
    const entries = listEntries(bytes)
    const part = (name: string): string | undefined => {
      const entry = entries.find((one) => one.name === name)
      return entry && decodeXml(unpack(bytes, entry, maxPart))
    }
    const main = mainPart(part('_rels/.rels'))
    const xml = part(main) ?? part('word/document.xml')
    if (xml === undefined) throw new ReadFailure('unreadable', '文件里没有正文部分，可能已损坏：请重新下载')
    const folder = main.replace(/[^/]*$/, '')
    const styles = parseStyles(part(`${folder}styles.xml`) ?? '')
    return readDocument(xml, styles, part(`${folder}numbering.xml`) ?? '')
  },
}

function mainPart(rels: string | undefined): string {
  let target = ''
  walkXml(rels ?? '', {
    open(_, attribute) {
      if (attribute('Type')?.endsWith('/officeDocument')) target ||= attribute('Target') ?? ''
    },
    close() {},
  })
  return target.replace(/^\/+/, '') || 'word/document.xml'
}

/** XML is UTF-8 unless it begins with the mark of UTF-16. */
function decodeXml(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(wide).decode(bytes)
}

function parseStyles(xml: string): Styles {
  const styles: Styles = new Map()
  let style: { name: string; basedOn?: string; number: NumberRef } | undefined
  walkXml(xml, {
    open(name, attribute) {
      if (name === 'w:style') {
        style = { name: '', number: {} }
        styles.set(attribute('w:styleId') ?? '', style)
      } else if (!style) return
      else if (name === 'w:name') style.name = attribute('w:val') ?? ''
      else if (name === 'w:basedOn') style.basedOn = attribute('w:val')
      else if (name === 'w:numId') style.number.id = attribute('w:val')
      else if (name === 'w:ilvl') style.number.level = Number(attribute('w:val'))
    },
    close(name) {
      if (name === 'w:style') style = undefined
    },
  })
  return styles
}

/** Subtrees that hold no text of the report, or hold it a second time. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'mc:Fallback',
  'w:rt',
  'w:pPrChange',
  'w:rPrChange',
  'w:numberingChange',
  'w:sectPr',
])

type Paragraph = { style?: string; number: NumberRef; inProperties: boolean; contents: boolean }

function readDocument(xml: string, styles: Styles, numberingXml: string): Decoded {
  const numberOf = createNumberer(parseNumbering(numberingXml), styles)
  const paper = createPaper()
  const paragraphs: Paragraph[] = []
  const prefix = /<([\w-]{1,20}):document[\s>]/.exec(xml.slice(0, 4000))?.[1] ?? 'w'
  const plain = (name: string): string => (prefix === 'w' ? name : name.replace(`${prefix}:`, 'w:'))
  let skip = 0
  let inText = false
  let hidden = false
  let contents = 0
  let blocks: boolean[] = []

  walkXml(xml, {
    open(full, attribute) {
      const name = plain(full)
      if (skip > 0 || skipped.has(name)) {
        skip++
        return
      }
      const value = (key = 'val'): string | undefined => attribute(`${prefix}:${key}`)
      const paragraph = paragraphs.at(-1)
      switch (name) {
        case 'w:p':
          paragraphs.push({ number: {}, inProperties: false, contents: contents > 0 })
          paper.openParagraph()
          break
        case 'w:pPr':
          if (paragraph) paragraph.inProperties = true
          break
        case 'w:pStyle':
          if (paragraph) paragraph.style = value()
          break
        case 'w:numId':
          if (paragraph) paragraph.number.id = value()
          break
        case 'w:ilvl':
          if (paragraph) paragraph.number.level = Number(value())
          break
        case 'w:r':
          hidden = false
          break
        case 'w:vanish':
          if (!paragraph?.inProperties) hidden = !/^(?:0|false|off)$/.test(value() ?? '')
          break
        case 'w:t':
        case 'm:t':
          inText = true
          break
        case 'w:tab':
          if (!paragraph?.inProperties) paper.write('\t')
          break
        case 'w:br':
          if (value('type') === 'page') paper.turnPage()
          else paper.write('\n')
          break
        case 'w:cr':
          paper.write('\n')
          break
        case 'w:noBreakHyphen':
          paper.write('-')
          break
        case 'w:lastRenderedPageBreak':
          paper.turnPage()
          break
        case 'w:sdt':
          blocks.push(false)
          break
        case 'w:docPartGallery':
          if (/table of contents/i.test(value() ?? '') && blocks.length > 0 && !blocks.at(-1)) {
            blocks = [...blocks.slice(0, -1), true]
            contents++
          }
          break
        case 'w:tbl':
          paper.openTable()
          break
        case 'w:tr':
          paper.openRow()
          break
        case 'w:tc':
          paper.openCell()
          break
        case 'w:txbxContent':
          paper.openAside()
          break
      }
    },
    close(full) {
      if (skip > 0) {
        skip--
        return
      }
      const name = plain(full)
      if (name === 'w:t' || name === 'm:t') inText = false
      else if (name === 'w:p') closeParagraph()
      else if (name === 'w:pPr') {
        const paragraph = paragraphs.at(-1)
        if (paragraph) paragraph.inProperties = false
      } else if (name === 'w:sdt') {
        if (blocks.pop()) contents--
      } else if (name === 'w:tc') paper.closeCell()
      else if (name === 'w:tr') paper.closeRow()
      else if (name === 'w:tbl') paper.closeTable()
      else if (name === 'w:txbxContent') paper.closeAside()
    },
    text(text) {
      if (!inText || hidden || skip > 0) return
      paper.write(text)
      if (paper.length() > maxText) throw tooComplex('文字超过一千万字')
    },
  })

  function closeParagraph(): void {
    const { style, number, contents: listed } = paragraphs.pop() ?? { number: {}, contents: false }
    const label = numberOf(number, style)
    const toc = listed || /^toc \d/i.test(styles.get(style ?? '')?.name ?? '')
    paper.closeParagraph(toc ? undefined : label)
  }

  return { ...paper.finish(), encoding: 'utf-8', problems: [] }
}
