import type { Decoded } from './format.ts'
import type { PageLine } from './pdf-lines.ts'

/** How far from the edges page headers, footers and numbers stand. */
const edge = { top: 0.11, bottom: 0.88 }
const pageNumber =
  /^[\s\-—–―－·•.|~_]{0,6}(?:第?\s{0,3}\d{1,4}\s{0,3}页?)(?:\s{0,3}[/／,，]?\s{0,3}共?\s{0,3}\d{1,4}\s{0,3}页?)?[\s\-—–―－·•.|~_]{0,6}$/

/** Pages as one text: what every page repeats is dropped, lines that the page's edge broke are joined again. */
export function joinPages(pages: readonly PageLine[][]): Pick<Decoded, 'text' | 'pages'> {
  const repeated = repeatedEdges(pages)
  const kept = pages.map((lines) => lines.filter((line) => line.text !== '' && !isEdge(line, repeated)))
  const measure = measureOf(kept.flat())
  let text = ''
  const starts: { start: number; page: number }[] = []
  let before: PageLine | undefined
  for (const [i, lines] of kept.entries()) {
    for (const [j, line] of lines.entries()) {
      const pitch = j > 0 ? (lines[j - 1]?.y ?? 0) - line.y : undefined
      const on = before !== undefined && continues(before, line, measure, pitch)
      if (before !== undefined) text += on ? joint(text, line.text) : '\n'
      if (j === 0) starts.push({ start: text.length, page: i + 1 })
      text += line.text
      before = line
    }
  }
  return { text, pages: starts }
}

function isEdge(line: PageLine, repeated: ReadonlySet<string>): boolean {
  if (line.place > edge.top && line.place < edge.bottom) return false
  return pageNumber.test(line.text) || repeated.has(shape(line.text))
}

/** Lines at the edges that stand on most pages; numbers in them may differ. */
function repeatedEdges(pages: readonly PageLine[][]): Set<string> {
  const counts = new Map<string, number>()
  for (const lines of pages) {
    const shapes = lines.filter(({ place }) => place <= edge.top || place >= edge.bottom).map(({ text }) => shape(text))
    for (const one of new Set(shapes)) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  const enough = Math.max(2, Math.ceil(pages.length * 0.5))
  return new Set([...counts].filter(([one, count]) => one !== '' && count >= enough).map(([one]) => one))
}

const shape = (text: string): string => text.replace(/\d+/g, '0').replace(/\s/g, '')

type Measure = { left: number; right: number; size: number; pitch: number }

/** Where most lines of the document begin and end, how big their type is and how far they stand apart. */
function measureOf(lines: readonly PageLine[]): Measure {
  const long = lines.filter((line) => line.text.length >= 15)
  const basis = long.length >= 3 ? long : lines
  const size = middle(basis.map((line) => line.size))
  const body = basis.filter((line) => Math.abs(line.size - size) < size * 0.15)
  const gaps = body.slice(1).map((line, i) => (body[i]?.y ?? 0) - line.y)
  return {
    left: quantile(
      body.map((line) => line.left),
      0.1,
    ),
    right: quantile(
      body.map((line) => line.right),
      0.8,
    ),
    size,
    // lines of print stand at most twice their size apart, however few there are to measure
    pitch: Math.min(middle(gaps.filter((gap) => gap > 0)) || size * 1.5, size * 2),
  }
}

/** Does a line go on where the one before it broke off? */
function continues(before: PageLine, line: PageLine, { left, right, size, pitch }: Measure, gap?: number): boolean {
  if (Math.abs(before.size - line.size) > size * 0.12) return false
  const tall = gap !== undefined && gap > Math.max(pitch, line.size * 1.3) * 1.7
  if (tall || (gap !== undefined && gap <= 0)) return false
  if (isCentred(before, left) && isCentred(line, left) && line.size > size * 1.15) {
    return !/(?:报告|总结|汇报|文件)$/.test(before.text) && !/^[（(]/.test(line.text) && gap !== undefined
  }
  const full = before.right >= right - size * 1.6
  return full && line.left < left + size * 0.9
}

/** Stands in the middle of the page, clear of the left edge of the text. */
const isCentred = (line: PageLine, left: number): boolean =>
  line.left > left + line.size && Math.abs(line.left + line.right - line.width) < line.width * 0.08

/** Words of letters or digits that met a line's end keep a blank; a hyphen does not. */
const joint = (text: string, next: string): string => (/[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(next) ? ' ' : '')

const middle = (values: readonly number[]): number => quantile(values, 0.5)

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
