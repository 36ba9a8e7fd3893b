/** A row of a CSV file and the line it begins on, from 1. */
export type CsvRow = { line: number; cells: string[] }

/**
 * CSV as RFC 4180 has it, and as spreadsheets write it: quoted cells may hold line ends, the delimiter is a comma, a
 * tab or a semicolon, whichever the first line has most of. An unclosed quote ends with its line.
 */
export function parseCsv(text: string): CsvRow[] {
  const delimiter = delimiterOf(text.slice(0, text.search(/\n|$/)))
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] }
    let more = true
    while (more) {
      const quoted = text[at] === '"' ? quotedCell(text, at + 1) : undefined
      const end = quoted?.end ?? endOfCell(text, at, delimiter)
      row.cells.push(quoted?.value ?? text.slice(at, end).trim())
      line += quoted?.lines ?? 0
      more = text[end] === delimiter
      at = end + 1
    }
    line++
    if (row.cells.some((cell) => cell !== '')) rows.push(row)
  }
  return rows
}

function delimiterOf(head: string): string {
  const counted = [',', '\t', ';'].map((char) => ({ char, count: head.split(char).length }))
  return counted.reduce((a, b) => (b.count > a.count ? b : a)).char
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let at = from
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
  return at
}

/** Two quotes stand for one; whatever follows the closing one up to the delimiter is dropped. */
function quotedCell(text: string, from: number): { value: string; end: number; lines: number } | undefined {
  let value = ''
  let at = from
  while (true) {
    const quote = text.indexOf('"', at)
    // a cell that never ends is taken as it stands; no cell of a manifest is that long
    if (quote < 0 || quote - from > 10_000) return undefined
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      let end = quote + 1
      while (end < text.length && !/[,\t;\n]/.test(text[end] ?? '')) end++
      return { value: value.trim(), end, lines: value.split('\n').length - 1 }
    }
    value += '"'
    at = quote + 2
  }
}
