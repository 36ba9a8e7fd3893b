/** A run of characters on a page. Points, from the lower left corner; `y` is the base line. */
export type Glyphs = {
  text: string
  x: number
  y: number
  width: number
  size: number
  room: { width: number; height: number }
}

/** One line of a page, top to bottom. `place` is 0 at the top edge of the page and 1 at the bottom. */
export type PageLine = {
  text: string
  left: number
  right: number
  y: number
  size: number
  place: number
  width: number
}

/** The lines of a page in reading order: runs at one height belong together, two columns are read one after the other. */
export function pageLines(glyphs: readonly Glyphs[]): PageLine[] {
  const parts = columns(glyphs)
  return parts.flatMap((part) => rows(part).map(toLine))
}

/** Runs whose base lines lie within half a character of each other, in order of height, then from the left. */
function rows(glyphs: readonly Glyphs[]): Glyphs[][] {
  const sorted = [...glyphs].sort((a, b) => b.y - a.y)
  const out: Glyphs[][] = []
  for (const one of sorted) {
    const row = out.at(-1)
    const first = row?.[0]
    if (row && first && first.y - one.y < Math.min(first.size, one.size) * 0.5) row.push(one)
    else out.push([one])
  }
  return out.map((row) => row.sort((a, b) => a.x - b.x))
}

function toLine(row: readonly Glyphs[]): PageLine {
  let text = ''
  let right = 0
  let last: Glyphs | undefined
  for (const one of row) {
    // a run drawn twice in the same place is bold type
    if (last && last.text === one.text && Math.abs(last.x - one.x) < one.size * 0.2) continue
    const gap = one.x - right
    if (last && gap > one.size * 1.5) text += '  '
    else if (last && gap > one.size * 0.2 && !(isWide(text.at(-1)) || isWide(one.text[0]))) text += ' '
    text += one.text
    right = one.x + one.width
    last = one
  }
  const first = row[0] as Glyphs
  const size = Math.max(...row.map((one) => one.size))
  const place = 1 - first.y / first.room.height
  return { text: tidy(text), left: first.x, right, y: first.y, size, place, width: first.room.width }
}

const isWide = (char: string | undefined): boolean =>
  char !== undefined && /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(char)

/** Blanks between two wide characters are the typesetter's; radicals that some fonts map to are put right. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\u2e80-\u2fdf]/g, (radical) => radical.normalize('NFKC'))
    .replace(/([\u3001-\u9fff\uff00-\uffef]) (?=[\u3001-\u9fff\uff00-\uffef])/g, '$1')
    .trim()

/**
 * Two columns, if a strip in the middle of the page is crossed by hardly any run and most lines have text on both
 * sides; else the page as it is. What crosses the strip (a title) is read before both.
 */
function columns(glyphs: readonly Glyphs[]): Glyphs[][] {
  const width = glyphs[0]?.room.width ?? 0
  const lines = rows(glyphs)
  if (lines.length < 12) return [[...glyphs]]
  for (const share of [0.5, 0.48, 0.52, 0.46, 0.54]) {
    const at = width * share
    const crosses = (one: Glyphs): boolean => one.x < at - 4 && one.x + one.width > at + 4
    const isLeft = (one: Glyphs): boolean => one.x < at - 4
    const both = lines.filter((row) => fills(row.filter(isLeft)) && fills(row.filter((one) => !isLeft(one)))).length
    const crossing = glyphs.filter(crosses)
    if (both < lines.length * 0.6 || crossing.length > lines.length * 0.15) continue
    const rest = glyphs.filter((one) => !crosses(one))
    return [crossing, rest.filter(isLeft), rest.filter((one) => !isLeft(one))].filter((part) => part.length > 0)
  }
  return [[...glyphs]]
}

/** At least ten characters: cells of a table are mostly shorter. */
const fills = (runs: readonly Glyphs[]): boolean => runs.reduce((sum, one) => sum + one.text.length, 0) >= 10
