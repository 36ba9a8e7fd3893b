import type { Line } from './lines.ts'
import { markOf } from './numbering.ts'

/** A page number between two halves of a sentence. */
const PAGE_NUMBER = /^(?:[-—–－\s]{0,4}\d{1,3}[-—–－\s]{0,4}|第\s{0,2}\d{1,3}\s{0,2}页.{0,12})$/
const END = /[。：！？；:;!?”」』]$/

/**
 * Joins lines that were broken at a fixed width in mid-sentence (text taken from a page image or PDF). Only when most
 * lines of the file reach that width without ending a sentence; a file with its own paragraphs is left as it is.
 */
export function unwrap(lines: Line[]): Line[] {
  const width = wrapWidth(lines)
  if (width === undefined) return lines
  const joined: Line[] = []
  let last: Line | undefined
  let open = false
  for (const line of lines) {
    if (PAGE_NUMBER.test(line.text)) {
      joined.push({ ...line })
      continue
    }
    if (last && open && continues(line)) {
      last.text += line.text
    } else {
      last = { ...line }
      joined.push(last)
    }
    open = widthOf(line.text) >= width - 3 && !END.test(line.text)
  }
  return joined
}

function continues(line: Line): boolean {
  if (line.indented || line.md > 0) return false
  const mark = markOf(line.text)
  return mark === undefined || mark.broken === true
}

/** Width at which the lines were broken; undefined where they were not. */
function wrapWidth(lines: Line[]): number | undefined {
  if (lines.length < 8) return undefined
  const widths = lines.map((line) => widthOf(line.text)).sort((a, b) => a - b)
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0
  if (width < 18 || width > 60 || (widths.at(-1) ?? 0) > width * 1.6) return undefined
  let full = 0
  for (const line of lines) if (widthOf(line.text) >= width - 3 && !END.test(line.text)) full++
  return full >= lines.length * 0.4 ? width : undefined
}

/** Width in Han characters: half-width characters count one half. */
function widthOf(text: string): number {
  let width = 0
  for (let i = 0; i < text.length; i++) width += text.charCodeAt(i) < 0x2e80 ? 0.5 : 1
  return width
}
