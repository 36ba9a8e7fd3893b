import type { Indicator, Passage, ReportResponse, Stance } from '../api-types.ts'
import { checkFiveContents } from '../five-contents.ts'
import { excerpt, sentenceAt } from './excerpt.ts'

export const COMPARE_BY = ['five', 'themes', 'practices', 'indicators'] as const
/** What the rows of a comparison are. */
export type CompareBy = (typeof COMPARE_BY)[number]

/** A report of the comparison; without `full` the corpus has none of that id. */
export interface CompareColumn {
  id: string
  full?: ReportResponse
}

/** Some words of the source, and the passage they stand in. */
export interface Excerpt {
  passage: string
  text: string
  stance?: Stance
  scope?: string
}

/** Real words, or one of three different kinds of nothing. */
export type CompareCell =
  | { state: 'present'; excerpts: Excerpt[]; more: number; cause?: boolean }
  | { state: 'absent' | 'unrecognised' | 'no-report' }

export interface CompareRow {
  /** a section, theme or practice, or a kind of number with its unit */
  key: string
  /** what it is called, where the value says it itself */
  name?: string
  unit?: string
  /** one for each column */
  cells: CompareCell[]
}

/** Words shown in a cell; the rest is counted. */
const SHOWN = 2
const SHOWN_NUMBERS = 3

/** The rows of a comparison: the five contents in their order, other rows with those first that most reports have. */
export const compareRows = (by: CompareBy, columns: readonly CompareColumn[]): CompareRow[] => {
  const read = columns.map(({ full }) => full && READ[by](full))
  const heads = new Map<string, Found>()
  for (const found of read) for (const one of found?.values() ?? []) heads.set(one.key, heads.get(one.key) ?? one)
  const rows = [...heads.values()].map(({ key, name, unit }): CompareRow => {
    const cells = read.map((found, i) => found?.get(key)?.cell ?? { state: nothing(columns[i]?.full) })
    return { key, name, unit, cells }
  })
  const filled = (row: CompareRow): number => row.cells.filter((cell) => cell.state === 'present').length
  return by === 'five' ? rows : rows.sort((a, b) => filled(b) - filled(a))
}

interface Found {
  key: string
  name?: string
  unit?: string
  cell: CompareCell
}

/** "Not found" is said only of a report whose parts could be told. */
const nothing = (
  full: ReportResponse | undefined,
): CompareCell['state'] & ('absent' | 'unrecognised' | 'no-report') => {
  if (!full) return 'no-report'
  const doubtful = checkFiveContents(full.report, full.passages).some((check) => check.state === 'unrecognised')
  return doubtful ? 'unrecognised' : 'absent'
}

const five = (full: ReportResponse): Map<string, Found> =>
  new Map(
    checkFiveContents(full.report, full.passages).map(({ section, state, cause }) => {
      const passages = full.passages.filter((passage) => passage.section === section)
      const cell: CompareCell = state === 'present' ? { ...ofPassages(passages), cause } : { state }
      return [section, { key: section, cell }]
    }),
  )

const themes = (full: ReportResponse): Map<string, Found> => {
  const all = new Set(full.passages.flatMap((passage) => passage.themes))
  return new Map(
    [...all].map((theme) => {
      const about = full.passages.filter((passage) => passage.themes.includes(theme))
      const main = about.filter((passage) => passage.themes[0] === theme)
      const rest = about.filter((passage) => passage.themes[0] !== theme)
      return [theme, { key: theme, cell: ofPassages([...main, ...rest]) }]
    }),
  )
}

const ofPassages = (passages: readonly Passage[]): CompareCell & { state: 'present' } => {
  const bodies = passages.filter(({ role }) => role !== 'heading' && role !== 'lead')
  const chosen = bodies.length > 0 ? bodies : passages
  const excerpts = chosen.slice(0, SHOWN).map(({ id, text }) => ({ passage: id, text: excerpt(text) }))
  return { state: 'present', excerpts, more: chosen.length - excerpts.length }
}

const STRENGTH: readonly Stance[] = ['done', 'rectified', 'planned', 'problem', 'mentioned']

const practices = (full: ReportResponse): Map<string, Found> => {
  const found = new Map<string, { name: string; excerpts: (Excerpt & { heading: boolean })[] }>()
  for (const { id: passage, role, text, practices } of full.passages) {
    const seen = new Set<string>()
    for (const { id, name, stance, start } of practices) {
      const one = found.get(id) ?? { name, excerpts: [] }
      found.set(id, one)
      if (!seen.has(id)) {
        one.excerpts.push({ passage, text: sentenceAt(text, start), stance, heading: role === 'heading' })
      }
      seen.add(id)
    }
  }
  const rank = ({ stance, heading }: Excerpt & { heading: boolean }): number =>
    STRENGTH.indexOf(stance ?? 'mentioned') + (heading ? STRENGTH.length : 0)
  return new Map(
    [...found].map(([id, { name, excerpts }]) => {
      const ranked = excerpts.sort((a, b) => rank(a) - rank(b))
      const cell: CompareCell = { state: 'present', excerpts: ranked.slice(0, SHOWN), more: more(ranked, SHOWN) }
      return [id, { key: id, name, cell }]
    }),
  )
}

const indicators = (full: ReportResponse): Map<string, Found> => {
  const passages = new Map(full.passages.map(({ n, id }) => [n, id]))
  const found = new Map<string, Indicator[]>()
  for (const one of full.indicators) found.set(kindOf(one), [...(found.get(kindOf(one)) ?? []), one])
  return new Map(
    [...found].map(([key, list]) => {
      // Two numbers of one phrase (from 3 to 5) are one excerpt.
      const phrases = new Map(list.map((one) => [`${one.n} ${one.text}`, one]))
      const all = [...phrases.values()].map(({ n, text, scope }) => {
        return { passage: passages.get(n) ?? '', text, scope }
      })
      const excerpts = all.slice(0, SHOWN_NUMBERS)
      const [first] = list
      const name = first?.indicator === 'other' ? first.label : undefined
      const cell: CompareCell = { state: 'present', excerpts, more: more(all, SHOWN_NUMBERS) }
      return [key, { key, name, unit: first?.unit, cell }]
    }),
  )
}

/** Only numbers of one kind and unit stand in one row; of the kind `other` also one name. */
const kindOf = ({ indicator, label, unit }: Indicator): string =>
  [indicator, unit, indicator === 'other' ? label : ''].filter(Boolean).join(' ')

const more = (list: readonly unknown[], shown: number): number => Math.max(0, list.length - shown)

const READ: Record<CompareBy, (full: ReportResponse) => Map<string, Found>> = { five, themes, practices, indicators }
