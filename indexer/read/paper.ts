import type { Decoded } from './format.ts'
import { rowLines } from './rows.ts'

/** Lines as they are put on paper: paragraphs, cells of tables, and boxes that stand beside a paragraph. */
export type Paper = {
  write: (text: string) => void
  openParagraph: () => void
  /** `label` goes in front; undefined throws the paragraph away */
  closeParagraph: (label: string | undefined) => void
  openTable: () => void
  openRow: () => void
  openCell: () => void
  closeCell: () => void
  closeRow: () => void
  closeTable: () => void
  openAside: () => void
  closeAside: () => void
  turnPage: () => void
  length: () => number
  finish: () => Pick<Decoded, 'text' | 'pages'>
}

type Line = { text: string; page: number }
type Flow = { kind: 'body' | 'cell' | 'aside' | 'table'; lines: Line[]; cells: string[][] }

/** Collects a document's text in reading order; what is opened and never closed is not lost. */
export function createPaper(): Paper {
  const body: Flow = { kind: 'body', lines: [], cells: [] }
  const flows: Flow[] = [body]
  const open: { text: string[]; asides: Line[]; page?: number }[] = []
  let page = 1
  let length = 0

  const flow = (): Flow => flows.at(-1) ?? body
  const put = (lines: readonly Line[]): void => void flow().lines.push(...lines)
  /** Ends what was left open above the innermost flow of a kind, and that one. */
  function leave(kind: Flow['kind']): Flow | undefined {
    if (!flows.some((one) => one.kind === kind)) return undefined
    while (true) {
      const top = flows.pop()
      if (!top || top.kind === kind) return top
      put(top.lines)
    }
  }

  return {
    write(text) {
      length += text.length
      const paragraph = open.at(-1)
      if (!paragraph) return
      // a page turns before the words, inside the paragraph
      if (text.trim() !== '') paragraph.page ??= page
      paragraph.text.push(text)
    },
    openParagraph: () => void open.push({ text: [], asides: [] }),
    closeParagraph(label) {
      const done = open.pop()
      if (!done) return
      const text = done.text.join('')
      const lines = text.split('\n').map((line) => ({ text: line, page: done.page ?? page }))
      const first = lines[0]
      if (first && label && text.trim() !== '') first.text = label + first.text.trimStart()
      if (label !== undefined) put(lines)
      put(done.asides)
    },
    openTable: () => void flows.push({ kind: 'table', lines: [], cells: [] }),
    openRow() {
      flow().cells = []
    },
    openCell: () => void flows.push({ kind: 'cell', lines: [], cells: [] }),
    closeCell() {
      const cell = leave('cell')
      if (cell) flow().cells.push(cell.lines.map((line) => line.text))
    },
    closeRow() {
      const table = flow()
      put(rowLines(table.cells).map((text) => ({ text, page })))
      table.cells = []
    },
    closeTable() {
      const table = leave('table')
      if (table) put(table.lines)
    },
    openAside: () => void flows.push({ kind: 'aside', lines: [], cells: [] }),
    closeAside() {
      const aside = leave('aside')
      const paragraph = open.at(-1)
      if (aside && paragraph) paragraph.asides.push(...aside.lines)
      else if (aside) put(aside.lines)
    },
    turnPage() {
      page++
    },
    length: () => length,
    finish() {
      while (open.length > 0) this.closeParagraph('')
      while (flows.length > 1) {
        const top = flows.pop()
        if (top) put(top.lines)
      }
      return withPages(body.lines)
    },
  }
}

/** Pages are given only where the document says where they turn. */
function withPages(lines: readonly Line[]): Pick<Decoded, 'text' | 'pages'> {
  const pages: { start: number; page: number }[] = []
  let start = 0
  for (const line of lines) {
    if (line.page !== pages.at(-1)?.page) pages.push({ start, page: line.page })
    start += line.text.length + 1
  }
  return { text: lines.map((line) => line.text).join('\n'), pages: pages.length > 1 ? pages : undefined }
}
