import { placePrefix } from '../corpus/ids.ts'
import type { Coverage, FacetField, Filters, Totals } from '../schema.ts'
import { addRow, type Bitset, countRows, emptySet, hasRow } from './bitset.ts'
import { type Columns, reportsWith } from './columns.ts'
import type { FacetCount } from './port.ts'
import { add, type OpenTally, openTally, part, type Tally } from './tally.ts'

/** Exact totals and facets of a set of rows under filters. */
export type Counts = {
  /** rows that pass the filters */
  rows: Bitset
  total: Totals
  facets: Record<FacetField, Tally>
  /** passages of each report, by its number */
  byReport: Uint32Array
}

/**
 * Counts the rows of `matched` that pass the filters, and for every facet field those that pass all filters **but the
 * field's own**, so that a second value of a field can be added by clicking. One pass, township by township and report by
 * report, so that each counts once a value without any look-up.
 *
 * A mention has to meet `practice` and `stance` together: "plans 枫桥经验" is not "mentions 枫桥经验 and plans something".
 * @param focus practices the query itself asks for: a stance is then meant of these
 */
export function count(columns: Columns, matched: Bitset, filters: Filters, focus: readonly string[] = []): Counts {
  const tests = compile(columns, filters, focus)
  const { values } = columns
  const labels = openTally(values.count)
  const year = openTally(columns.years.length)
  const place = openTally(columns.places.length)
  const level = openTally(columns.levels.length)
  const all = openTally(1)
  const rows = emptySet(columns.size)
  const byReport = new Uint32Array(columns.reportIds.length)
  const touched = reportsWith(columns, matched)
  for (const r of columns.reportsByTownship) {
    if (!touched[r]) continue
    const reportFails = tests.report[r] as number
    if ((reportFails & (reportFails - 1)) !== 0) continue // fails two fields: counts nowhere
    const township = columns.reportTownship[r] as number
    let inYear = 0
    let inPlace = 0
    let inLevel = 0
    let inAll = 0
    const last = columns.reportStart[r + 1] as number
    for (let i = columns.reportStart[r] as number; i < last; i++) {
      const row = columns.reportRows[i] as number
      if (!hasRow(matched, row)) continue
      const fails = reportFails | (tests.row ? tests.row(row) : 0)
      if (fails === 0) {
        inAll++
        inYear++
        inPlace++
        inLevel++
        addRow(rows, row)
      } else if (fails === YEAR) inYear++
      else if (fails === PLACE) inPlace++
      else if (fails === LEVEL) inLevel++
      if (tests.row) tests.labels(row, fails, r, township, labels)
      else if (fails === 0) {
        const end = values.start[row + 1] as number
        for (let k = values.start[row] as number; k < end; k++) add(labels, values.of[k] as number, 1, r, township)
      }
    }
    byReport[r] = inAll
    if (inAll > 0) add(all, 0, inAll, r, township)
    if (inYear > 0) add(year, columns.reportYear[r] as number, inYear, r, township)
    if (inLevel > 0) add(level, columns.reportLevel[r] as number, inLevel, r, township)
    if (inPlace > 0) for (const one of columns.reportPlaces[r] ?? []) add(place, one, inPlace, r, township)
  }
  const { section, theme, practice, stance, named, count } = values
  const facets = {
    section: part(labels, section, theme),
    theme: part(labels, theme, practice),
    practice: part(labels, practice, stance),
    stance: part(labels, stance, named),
    named: part(labels, named, count),
    year,
    place,
    level,
  }
  return { rows, total: totalsAt(all, 0), facets, byReport }
}

/** Totals alone, of rows that pass all filters already. */
export function totalOf(columns: Columns, rows: Bitset): Totals {
  const reports = reportsWith(columns, rows)
  const townships = new Set<number>()
  let count = 0
  for (let r = 0; r < reports.length; r++) {
    if (!reports[r]) continue
    count++
    townships.add(columns.reportTownship[r] as number)
  }
  return { passages: countRows(rows), reports: count, townships: townships.size }
}

/** Facet values that occur, with their names, and how many reports exist there (`of`) where `existing` is given. */
export function named(names: readonly string[], tally: Tally, existing?: Tally): FacetCount[] {
  const found: FacetCount[] = []
  for (let i = 0; i < names.length; i++) {
    if (tally.passages[i] === 0 && !existing?.reports[i]) continue
    const of = existing && coverageOf(totalsAt(existing, i))
    found.push({ value: names[i] as string, ...totalsAt(tally, i), ...(of && { of }) })
  }
  return found
}

const totalsAt = ({ passages, reports, townships }: Tally, i: number): Totals => ({
  passages: passages[i] as number,
  reports: reports[i] as number,
  townships: townships[i] as number,
})

export const coverageOf = ({ reports, townships }: Totals): Coverage => ({ reports, townships })

const SECTION = 1
const THEME = 2
const MENTION = 4
const NAMED = 8
const YEAR = 16
const PLACE = 32
const LEVEL = 64
const REPORT = 128

type Tests = {
  /** fields that a report fails, as bits */
  report: Uint8Array
  /** fields that a row fails, as bits; absent where no filter looks at rows, and all its labels count */
  row?: (row: number) => number
  /** counts those labels of a row whose own field alone it may fail */
  labels: (row: number, fails: number, report: number, township: number, tally: OpenTally) => void
}

/** Turns filters into look-ups by number. */
function compile(columns: Columns, filters: Filters, focus: readonly string[]): Tests {
  const section = flags(columns.sections, filters.section)
  const practice = flags(columns.practiceIds, filters.practice)
  const stance = flags(columns.stances, filters.stance)
  const name = flags(columns.namedKeys, filters.named)
  const meant = practice ?? (focus.length > 0 ? flags(columns.practiceIds, focus) : undefined)
  const themes = filters.theme?.length
    ? filters.theme.reduce((mask, id) => mask | bitOf(columns.themeIds, id), 0)
    : undefined

  const row = (at: number): number => {
    let fails = 0
    if (section && !section[columns.section[at] as number]) fails |= SECTION
    if (themes !== undefined && ((columns.themes[at] as number) & themes) === 0) fails |= THEME
    if ((practice || stance) && !anyMention(at)) fails |= MENTION
    if (name && !anyNamed(at)) fails |= NAMED
    return fails
  }
  const anyMention = (at: number): boolean => {
    const end = columns.mentionStart[at + 1] as number
    for (let i = columns.mentionStart[at] as number; i < end; i++) {
      const fits = practice
        ? practice[columns.mentionPractice[i] as number]
        : !stance || (meant?.[columns.mentionPractice[i] as number] ?? 1)
      if (fits && (!stance || stance[columns.mentionStance[i] as number])) return true
    }
    return false
  }
  const anyNamed = (at: number): boolean => {
    const end = columns.namedStart[at + 1] as number
    for (let i = columns.namedStart[at] as number; i < end; i++) if (name?.[columns.named[i] as number]) return true
    return false
  }
  const seenPractice = new Int32Array(columns.practiceIds.length).fill(-1)
  const seenStance = new Int32Array(columns.stances.length).fill(-1)
  const { values } = columns
  const mentions = (at: number, report: number, township: number, tally: OpenTally): void => {
    const end = columns.mentionStart[at + 1] as number
    for (let i = columns.mentionStart[at] as number; i < end; i++) {
      const p = columns.mentionPractice[i] as number
      const s = columns.mentionStance[i] as number
      if ((!stance || stance[s]) && seenPractice[p] !== at) {
        seenPractice[p] = at
        add(tally, values.practice + p, 1, report, township)
      }
      if ((!meant || meant[p]) && seenStance[s] !== at) {
        seenStance[s] = at
        add(tally, values.stance + s, 1, report, township)
      }
    }
  }
  return {
    report: compileReports(columns, filters),
    ...((section || themes !== undefined || meant || stance || name) && { row }),
    labels: (at, fails, report, township, tally) => {
      if ((fails & ~SECTION) === 0) add(tally, values.section + (columns.section[at] as number), 1, report, township)
      if ((fails & ~THEME) === 0) {
        for (let bits = columns.themes[at] as number; bits !== 0; bits &= bits - 1) {
          add(tally, values.theme + 31 - Math.clz32(bits & -bits), 1, report, township)
        }
      }
      if ((fails & ~MENTION) === 0) mentions(at, report, township, tally)
      if ((fails & ~NAMED) === 0) {
        const end = columns.namedStart[at + 1] as number
        for (let k = columns.namedStart[at] as number; k < end; k++) {
          add(tally, values.named + (columns.named[k] as number), 1, report, township)
        }
      }
    },
  }
}

function compileReports(columns: Columns, filters: Filters): Uint8Array {
  const { yearFrom = Number.NEGATIVE_INFINITY, yearTo = Number.POSITIVE_INFINITY } = filters
  const ranged = filters.yearFrom !== undefined || filters.yearTo !== undefined
  const listed = filters.year?.length ? new Set(filters.year.map(String)) : undefined
  const year = columns.years.map((name) => {
    const inRange = !ranged || (name !== '' && Number(name) >= yearFrom && Number(name) <= yearTo)
    return inRange && (!listed || listed.has(name))
  })
  const place = flags(columns.places, filters.place?.map(placePrefix))
  const level = flags(columns.levels, filters.level)
  const report = filters.report?.length ? new Set(filters.report) : undefined
  const fails = new Uint8Array(columns.reportIds.length)
  if (!ranged && !listed && !place && !level && !report) return fails
  for (let r = 0; r < fails.length; r++) {
    let bits = 0
    if (!year[columns.reportYear[r] as number]) bits |= YEAR
    if (place && !columns.reportPlaces[r]?.some((one) => place[one])) bits |= PLACE
    if (level && !level[columns.reportLevel[r] as number]) bits |= LEVEL
    if (report && !report.has(columns.reportIds[r] as string)) bits |= REPORT
    fails[r] = bits
  }
  return fails
}

/** One flag a name: whether it is wanted; undefined where the field is not filtered. */
function flags(names: readonly string[], wanted: readonly string[] | undefined): Uint8Array | undefined {
  if (!wanted?.length) return undefined
  const set = new Set<string>(wanted)
  return Uint8Array.from(names, (name) => (set.has(name) ? 1 : 0))
}

const bitOf = (names: readonly string[], name: string): number => {
  const at = names.indexOf(name)
  return at < 0 ? 0 : 1 << at
}
