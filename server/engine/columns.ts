import { Level, Role, Section, Stance } from '../schema.ts'
import { addRow, type Bitset, eachRow, emptySet } from './bitset.ts'
import { growing } from './growing.ts'
import { type RowValues, rowValues } from './row-values.ts'

/** What the columns need of one report. */
export type ColumnReport = {
  id: string
  year?: number
  level: string
  /** the township: its code, or its slug where the code is not known */
  township: string
  /** codes of the place and of all places it lies in (2, 4, 6 and 9 digits), or the slug alone */
  places: string[]
}

/** What they need of one passage. */
export type ColumnPassage = {
  row: number
  /** position of its report among the reports */
  report: number
  section: string
  role: string
  themes: string[]
  practices: { id: string; stance: string }[]
  named: string[]
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
  /** reports, those of one township one after the other */
  reportsByTownship: Uint32Array
  /** every label of a row as one number: what a row without filters adds to the facets */
  values: RowValues
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

/**
 * Builds the columns in one pass over the passages, which come in ascending order of row; none is kept, so that memory
 * holds the columns and little else.
 */
export function buildColumns(all: readonly ColumnReport[], passages: Iterable<ColumnPassage>): Columns {
  const [theme, practice, named, year, township, place] = Array.from({ length: 6 }, () => numbering())
  if (!theme || !practice || !named || !year || !township || !place) throw new Error('unreachable')
  const section = numbering(Section.options)
  const role = numbering(Role.options)
  const level = numbering(Level.options)
  const stance = numbering(Stance.options)
  const values = {
    rows: growing(),
    report: growing(),
    section: growing(),
    role: growing(),
    themes: growing(),
    mentionStart: growing(),
    mentionPractice: growing(),
    mentionStance: growing(),
    namedStart: growing(),
    named: growing(),
  }
  for (const one of passages) {
    const { row } = one
    // rows that are gone leave gaps
    values.mentionStart.fillTo(row, values.mentionPractice.length())
    values.namedStart.fillTo(row, values.named.length())
    for (const column of [values.report, values.section, values.role, values.themes]) column.fillTo(row, 0)
    values.rows.push(row)
    values.report.push(one.report)
    values.section.push(section.of(one.section))
    values.role.push(role.of(one.role))
    values.themes.push(one.themes.reduce((bits, slug) => bits | (1 << theme.of(slug)), 0))
    values.mentionStart.push(values.mentionPractice.length())
    for (const mention of one.practices) {
      values.mentionPractice.push(practice.of(mention.id))
      values.mentionStance.push(stance.of(mention.stance))
    }
    values.namedStart.push(values.named.length())
    for (const key of new Set(one.named)) values.named.push(named.of(key))
  }
  const size = Math.max(1, values.report.length())
  values.mentionStart.fillTo(size + 1, values.mentionPractice.length())
  values.namedStart.fillTo(size + 1, values.named.length())
  const report = values.report.of(Uint32Array, size)
  const reportTownship = Uint32Array.from(all, (one) => township.of(one.township))
  const rows = values.rows.of(Uint32Array)
  const live = emptySet(size)
  for (const row of rows) addRow(live, row)
  const labels = {
    section: values.section.of(Uint8Array, size),
    themes: values.themes.of(Uint32Array, size),
    mentionStart: values.mentionStart.of(Uint32Array),
    mentionPractice: values.mentionPractice.of(Uint16Array),
    mentionStance: values.mentionStance.of(Uint8Array),
    namedStart: values.namedStart.of(Uint32Array),
    named: values.named.of(Uint32Array),
    sections: Section.options,
    stances: Stance.options,
    themeIds: theme.names,
    practiceIds: practice.names,
    namedKeys: named.names,
  }
  return {
    size,
    live,
    report,
    ...labels,
    values: rowValues(labels, rows, size),
    ...rowsByReport(rows, report, all.length),
    role: values.role.of(Uint8Array, size),
    reportIds: all.map(({ id }) => id),
    reportIndex: new Map(all.map(({ id }, i) => [id, i])),
    reportYear: Uint16Array.from(all, (one) => year.of(one.year === undefined ? '' : String(one.year))),
    reportLevel: Uint8Array.from(all, (one) => level.of(one.level)),
    reportTownship,
    reportsByTownship: reportTownship
      .map((_, r) => r)
      .sort((a, b) => (reportTownship[a] as number) - (reportTownship[b] as number) || a - b),
    reportPlaces: all.map((one) => Uint32Array.from(one.places, place.of)),
    newest: newestFirst(all),
    roles: Role.options,
    levels: Level.options,
    years: year.names,
    townships: township.names,
    places: place.names,
  }
}

/** Rows of each report in order, one report after the other. */
function rowsByReport(
  rows: Uint32Array,
  report: Uint32Array,
  reports: number,
): Pick<Columns, 'reportStart' | 'reportRows'> {
  const reportStart = new Uint32Array(reports + 1)
  for (const row of rows) {
    const after = (report[row] as number) + 1
    reportStart[after] = (reportStart[after] as number) + 1
  }
  for (let r = 1; r <= reports; r++) reportStart[r] = (reportStart[r] as number) + (reportStart[r - 1] as number)
  const next = reportStart.slice()
  const reportRows = new Uint32Array(rows.length)
  for (const row of rows) {
    const r = report[row] as number
    const at = next[r] as number
    reportRows[at] = row
    next[r] = at + 1
  }
  return { reportStart, reportRows }
}

/** Flags the reports that have a row in the set: others need not be looked through. */
export function reportsWith(columns: Columns, rows: Bitset): Uint8Array {
  const flags = new Uint8Array(columns.reportIds.length)
  eachRow(rows, (row) => {
    flags[columns.report[row] as number] = 1
  })
  return flags
}

/** Gives each new name the next number; a name outside a closed list is taken for its first. */
function numbering(closed?: readonly string[]): { of: (name: string) => number; names: string[] } {
  const names: string[] = [...(closed ?? [])]
  const numbers = new Map(names.map((name, i) => [name, i]))
  return {
    names,
    of: (name) => {
      const known = numbers.get(name)
      if (known !== undefined) return known
      if (closed) return 0
      numbers.set(name, names.length)
      return names.push(name) - 1
    },
  }
}

function newestFirst(reports: readonly ColumnReport[]): Uint32Array {
  const keys = reports.map((report, i) => ({ i, year: report.year ?? 0, id: report.id }))
  keys.sort((a, b) => b.year - a.year || (a.id < b.id ? -1 : 1))
  return Uint32Array.from(keys, (key) => key.i)
}
