import { Level, Role, Section, Stance } from '../schema.ts'
import { addRow, type Bitset, eachRow, emptySet } from './bitset.ts'

/** What the columns need of one report and its passages, in order of row number. */
export type ColumnReport = {
  id: string
  year?: number
  level: string
  /** the township: its code, or its slug where the code is not known */
  township: string
  /** codes of the place and of all places it lies in (2, 4, 6 and 9 digits), or the slug alone */
  places: string[]
  passages: {
    row: number
    section: string
    role: string
    themes: string[]
    practices: { id: string; stance: string }[]
    named: string[]
  }[]
}

/**
 * Everything a user filters or counts by, in typed arrays indexed by row number: a facet is a sum over these, never a
 * join. About 40 bytes a passage. Lists of values are in order of first appearance.
 */
export type Columns = {
  /** one above the highest row number */
  size: number
  live: Bitset
  report: Uint32Array
  /** rows of report r, in order, are reportRows[reportStart[r] … reportStart[r + 1]) */
  reportStart: Uint32Array
  reportRows: Uint32Array
  section: Uint8Array
  role: Uint8Array
  /** one bit a theme */
  themes: Uint32Array
  /** mentions of row r are at [mentionStart[r], mentionStart[r + 1]) */
  mentionStart: Uint32Array
  mentionPractice: Uint16Array
  mentionStance: Uint8Array
  namedStart: Uint32Array
  named: Uint32Array
  reportIds: string[]
  reportIndex: Map<string, number>
  /** index into `years` */
  reportYear: Uint16Array
  reportLevel: Uint8Array
  reportTownship: Uint32Array
  /** indices into `places` */
  reportPlaces: Uint32Array[]
  /** reports, newest first */
  newest: Uint32Array
  sections: readonly string[]
  roles: readonly string[]
  levels: readonly string[]
  stances: readonly string[]
  themeIds: string[]
  practiceIds: string[]
  namedKeys: string[]
  years: string[]
  townships: string[]
  places: string[]
}

/** Builds the columns in one pass over the reports. */
export function buildColumns(reports: Iterable<ColumnReport>): Columns {
  const all = [...reports]
  const size = 1 + all.reduce((max, report) => report.passages.reduce((m, p) => Math.max(m, p.row), max), 0)
  const count = all.length
  const mentions: { id: number; stance: number }[][] = new Array(size)
  const names: number[][] = new Array(size)
  const columns = {
    size,
    live: emptySet(size),
    report: new Uint32Array(size),
    section: new Uint8Array(size),
    role: new Uint8Array(size),
    themes: new Uint32Array(size),
    reportIds: all.map((report) => report.id),
    reportIndex: new Map(all.map((report, i) => [report.id, i])),
    reportYear: new Uint16Array(count),
    reportLevel: new Uint8Array(count),
    reportTownship: new Uint32Array(count),
    reportPlaces: [] as Uint32Array[],
    newest: newestFirst(all),
    sections: Section.options,
    roles: Role.options,
    levels: Level.options,
    stances: Stance.options,
  }
  const [theme, practice, named, year, township, place] = Array.from({ length: 6 }, numbering)
  if (!theme || !practice || !named || !year || !township || !place) throw new Error('unreachable')
  for (const [r, report] of all.entries()) {
    columns.reportYear[r] = year.of(report.year === undefined ? '' : String(report.year))
    columns.reportLevel[r] = indexIn(columns.levels, report.level)
    columns.reportTownship[r] = township.of(report.township)
    columns.reportPlaces[r] = Uint32Array.from(report.places, place.of)
    for (const passage of report.passages) {
      const { row } = passage
      addRow(columns.live, row)
      columns.report[row] = r
      columns.section[row] = indexIn(columns.sections, passage.section)
      columns.role[row] = indexIn(columns.roles, passage.role)
      for (const slug of passage.themes) columns.themes[row] = (columns.themes[row] as number) | (1 << theme.of(slug))
      if (passage.practices.length > 0) {
        mentions[row] = passage.practices.map((m) => ({
          id: practice.of(m.id),
          stance: indexIn(columns.stances, m.stance),
        }))
      }
      if (passage.named.length > 0) names[row] = [...new Set(passage.named)].map(named.of)
    }
  }
  const rows = packed(
    all.map((report) => report.passages.map((passage) => passage.row)),
    count,
  )
  const m = packed(mentions, size)
  const n = packed(names, size)
  return {
    ...columns,
    reportStart: rows.start,
    reportRows: Uint32Array.from(rows.values),
    mentionStart: m.start,
    mentionPractice: Uint16Array.from(m.values, (mention) => mention.id),
    mentionStance: Uint8Array.from(m.values, (mention) => mention.stance),
    namedStart: n.start,
    named: Uint32Array.from(n.values),
    themeIds: theme.names,
    practiceIds: practice.names,
    namedKeys: named.names,
    years: year.names,
    townships: township.names,
    places: place.names,
  }
}

/** Flags the reports that have a row in the set: others need not be looked through. */
export function reportsWith(columns: Columns, rows: Bitset): Uint8Array {
  const flags = new Uint8Array(columns.reportIds.length)
  eachRow(rows, (row) => {
    flags[columns.report[row] as number] = 1
  })
  return flags
}

/** Gives each new name the next number. */
function numbering(): { of: (name: string) => number; names: string[] } {
  const names: string[] = []
  const numbers = new Map<string, number>()
  return {
    names,
    of: (name) => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
  }
}

/** Lists of each row, one after the other, with the start of each. */
function packed<T>(lists: T[][], size: number): { start: Uint32Array; values: T[] } {
  const start = new Uint32Array(size + 1)
  const values: T[] = []
  for (let row = 0; row < size; row++) {
    start[row] = values.length
    for (const value of lists[row] ?? []) values.push(value)
  }
  start[size] = values.length
  return { start, values }
}

const indexIn = (names: readonly string[], name: string): number => Math.max(0, names.indexOf(name))

function newestFirst(reports: ColumnReport[]): Uint32Array {
  const keys = reports.map((report, i) => ({ i, year: report.year ?? 0, id: report.id }))
  keys.sort((a, b) => b.year - a.year || (a.id < b.id ? -1 : 1))
  return Uint32Array.from(keys, (key) => key.i)
}
