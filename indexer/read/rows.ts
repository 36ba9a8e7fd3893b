/** Between the cells of a row: it counts as punctuation, so a search never runs from one cell into the next. */
const separator = ' | '

/**
 * A table's row as lines: cells side by side on one line, as one reads them. Where a cell holds several paragraphs and
 * the row is long, or has one cell only, the table was for layout or is prose in columns: each paragraph is a line.
 */
export function rowLines(cells: readonly (readonly string[])[]): string[] {
  const filled = cells.map((cell) => cell.map((line) => line.trim()).filter(Boolean)).filter((cell) => cell.length > 0)
  const length = filled.flat().reduce((sum, line) => sum + line.length, 0)
  if (filled.length <= 1 || (length > 300 && filled.some((cell) => cell.length > 1))) return filled.flat()
  return [filled.map((cell) => cell.join(' ')).join(separator)]
}
