import type { Corpus } from '../corpus/port.ts'
import type { Township } from '../schema.ts'
import { buildColumns, type ColumnPassage, type ColumnReport, type Columns } from './columns.ts'

/** Reads the columns of the whole corpus (about 1 s for 300,000 passages). */
export function loadColumns(corpus: Corpus): Columns {
  const reports: ColumnReport[] = []
  const positions = new Map<number, number>()
  for (const { rid, township, report } of corpus.iterateReports()) {
    const { id, year } = report
    const { level } = report.township
    positions.set(rid, reports.length)
    reports.push({ id, year, level, township, places: placesOf(report.township, township) })
  }
  return buildColumns(reports, passagesOf(corpus, positions))
}

function* passagesOf(corpus: Corpus, positions: ReadonlyMap<number, number>): Generator<ColumnPassage> {
  for (const { pid, rid, ...labels } of corpus.iterateLabels()) {
    const report = positions.get(rid)
    if (report !== undefined) yield { row: pid, report, ...labels }
  }
}

/** Codes of province (2 digits), city (4), county (6) and township (9); the township's key alone where the code is unknown. */
function placesOf(township: Township, key: string): string[] {
  const { code } = township
  if (code === undefined) return [key]
  return [...new Set([2, 4, 6, 9].map((length) => code.slice(0, length)))]
}
