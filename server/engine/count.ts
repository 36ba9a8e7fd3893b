import { placePrefix } from '../corpus/ids.ts'
import type { Coverage, FacetField, Filters, Totals } from '../schema.ts'
import { addRow, type Bitset, countRows, emptySet, hasRow } from './bitset.ts'
import { type Columns, reportsWith } from './columns.ts'
import type { FacetCount } from './port.ts'

/** Exact totals and facets of a set of rows under filters. */
export type Counts = {
  /** rows that pass the filters */
  rows: Bitset
  total: Totals
  facets: Record<FacetField, Totals[]>
  /** passages of each report, by its number */
  byReport: Uint32Array
}

/**
 * Counts the rows of `matched` that pass the filters, and for every facet field those that pass all filters **but the
 * field's own**, so that a second value of a field can be added by clicking. One pass, report by report, so that a
 * report counts once a value without any look-up.
 *
 * A mention has to meet `practice` and `stance` together: "plans 枫桥经验" is not "mentions 枫桥经验 and plans something".
 * @param focus practices the query itself asks for: a stance is then meant of these
 */
export function count(columns: Columns, matched: Bitset, filters: Filters, focus: readonly string[] = []): Counts {
  const tests = compile(columns, filters, focus)
  const tally = {
    section: tallyOf(columns, columns.sections.length),
    theme: tallyOf(columns, columns.themeIds.length),
    practice: tallyOf(columns, columns.practiceIds.length),
    stance: tallyOf(columns, columns.stances.length),
    named: tallyOf(columns, columns.namedKeys.length),
    year: tallyOf(columns, columns.years.length),
    place: tallyOf(columns, columns.places.length),
    level: tallyOf(columns, columns.levels.length),
  }
  const all = tallyOf(columns, 1)
  const rows = emptySet(columns.size)
  const byReport = new Uint32Array(columns.reportIds.length)
  const touched = reportsWith(columns, matched)
  for (let r = 0; r < columns.reportIds.length; r++) {
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
      const fails = reportFails | tests.row(row)
      if (fails === 0) {
        inAll++
        inYear++
        inPlace++
        inLevel++
        addRow(rows, row)
      } else if (fails === YEAR) inYear++
      else if (fails === PLACE) inPlace++
      else if (fails === LEVEL) inLevel++
      if ((fails & ~SECTION) === 0) tally.section.add(columns.section[row] as number, r, township)
      if ((fails & ~THEME) === 0) {
        for (let bits = columns.themes[row] as number; bits !== 0; bits &= bits - 1) {
          tally.theme.add(31 - Math.clz32(bits & -bits), r, township)
        }
      }
      if ((fails & ~MENTION) === 0) tests.mentions(row, r, township, tally.practice, tally.stance)
      if ((fails & ~NAMED) === 0) {
        const end = columns.namedStart[row + 1] as number
        for (let k = columns.namedStart[row] as number; k < end; k++)
          tally.named.add(columns.named[k] as number, r, township)
      }
    }
    byReport[r] = inAll
    if (inAll > 0) all.addMany(0, inAll, township)
    if (inYear > 0) tally.year.addMany(columns.reportYear[r] as number, inYear, township)
    if (inLevel > 0) tally.level.addMany(columns.reportLevel[r] as number, inLevel, township)
    if (inPlace > 0) for (const place of columns.reportPlaces[r] ?? []) tally.place.addMany(place, inPlace, township)
  }
  const facets = Object.fromEntries(Object.entries(tally).map(([field, one]) => [field, one.totals()]))
  return { rows, total: all.totals()[0] as Totals, facets: facets as Record<FacetField, Totals[]>, byReport }
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
export function named(names: readonly string[], totals: Totals[], existing?: Totals[]): FacetCount[] {
  return names.flatMap((value, i) => {
    const one = totals[i] as Totals
    const of = existing?.[i] && coverageOf(existing[i])
    return one.passages > 0 || (of && of.reports > 0) ? [{ value, ...one, ...(of && { of }) }] : []
  })
}

export const coverageOf = ({ reports, townships }: Totals): Coverage => ({ reports, townships })

const SECTION = 1
const THEME = 2
const MENTION = 4
const NAMED = 8
const YEAR = 16
const PLACE = 32
const LEVEL = 64
const REPORT = 128

type Tally = {
  /** one passage; passages of one report have to come together */
  add: (value: number, report: number, township: number) => void
  /** all passages of one report at once */
  addMany: (value: number, passages: number, township: number) => void
  totals: () => Totals[]
}

/** Counts passages, reports and townships of each value. */
function tallyOf(columns: Columns, values: number): Tally {
  const passages = new Uint32Array(values)
  const reports = new Uint32Array(values)
  const lastReport = new Int32Array(values).fill(-1)
  const townships: (Set<number> | undefined)[] = new Array(values)
  const width = columns.townships.length
  // A bit a value and township where that is small, a set a value where it is not.
  const bits = values * width <= 1 << 26 ? emptySet(values * width) : undefined
  const distinct = new Uint32Array(values)
  const reach = (value: number, township: number): void => {
    if (!bits) {
      townships[value] = (townships[value] ?? new Set()).add(township)
      return
    }
    const at = value * width + township
    if (hasRow(bits, at)) return
    addRow(bits, at)
    distinct[value] = (distinct[value] as number) + 1
  }
  return {
    add: (value, report, township) => {
      passages[value] = (passages[value] as number) + 1
      if (lastReport[value] === report) return
      lastReport[value] = report
      reports[value] = (reports[value] as number) + 1
      reach(value, township)
    },
    addMany: (value, many, township) => {
      passages[value] = (passages[value] as number) + many
      reports[value] = (reports[value] as number) + 1
      reach(value, township)
    },
    totals: () =>
      Array.from(passages, (n, value) => ({
        passages: n,
        reports: reports[value] as number,
        townships: bits ? (distinct[value] as number) : (townships[value]?.size ?? 0),
      })),
  }
}

type Tests = {
  /** fields that a report fails, as bits */
  report: Uint8Array
  /** fields that a row fails, as bits */
  row: (row: number) => number
  mentions: (row: number, report: number, township: number, practice: Tally, stance: Tally) => void
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
  return {
    report: compileReports(columns, filters),
    row,
    mentions: (at, report, township, practices, stances) => {
      const end = columns.mentionStart[at + 1] as number
      for (let i = columns.mentionStart[at] as number; i < end; i++) {
        const p = columns.mentionPractice[i] as number
        const s = columns.mentionStance[i] as number
        if ((!stance || stance[s]) && seenPractice[p] !== at) {
          seenPractice[p] = at
          practices.add(p, report, township)
        }
        if ((!meant || meant[p]) && seenStance[s] !== at) {
          seenStance[s] = at
          stances.add(s, report, township)
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
