import { squeeze } from '../../text/occurrences.ts'
import { literalRuns } from '../../text/pairs.ts'
import { trimBlanks, unitsOf } from '../../text/units.ts'
import { asPhrase, NO_PHRASES, type Phrases } from './phrases.ts'
import type { RowQuery } from './server.ts'
import { MARK, pairToken, phraseToken, unitToken } from './tokens.ts'

/** A phrase of more tokens than this is only over-approximated: the engine looks at three of them at a time. */
const EXACT_TOKENS = 3

/** How a literal is found. */
export type LiteralPlan = {
  /** what is looked for: trimmed, without blanks between Han characters */
  wanted: string
  /** the question to the engine, whose rows hold every row that has the literal; absent where it has no unit to ask for */
  query?: RowQuery
  /** questions whose rows surely have the literal, because it is part of what they ask for; left out of `query` */
  sure: RowQuery[]
  /** whether a row of the answer whose text is its folded self surely has the literal */
  exact: boolean
}

/**
 * Plans a literal: one phrase of pairs a run of units, a value where the run is one unit or a phrase that documents name.
 * Pure.
 */
export function planLiteral(text: string, listed: Phrases = NO_PHRASES): LiteralPlan {
  const wanted = squeeze(trimBlanks(text)).text
  const units = unitsOf(wanted)
  if (units.length === 0) return { wanted, exact: false, sure: [] }
  const phrase = asPhrase(wanted)
  if (phrase !== undefined && listed.has(phrase)) return { wanted, query: listedQuery(phrase), exact: true, sure: [] }
  const query: RowQuery = { phrases: [], values: [] }
  for (const { pairs, unit } of literalRuns(units)) {
    if (unit === undefined) query.phrases.push(pairs.map(pairToken))
    else query.values.push({ field: 'units', token: unitToken(unit) })
  }
  const one = query.phrases.length + query.values.length === 1
  const whole = units[0]?.start === 0 && units.at(-1)?.end === wanted.length
  const short = query.phrases.every((tokens) => tokens.length <= EXACT_TOKENS)
  const around = phrase === undefined ? [] : listed.around(phrase)
  if (around.length > 0) query.except = around.map(phraseToken)
  return { wanted, query, exact: one && whole && short, sure: around.map(listedQuery) }
}

/** The engine looks at no more phrases of a question. */
const MOST_PHRASES = 10

/** A question for rows that meet all of these, or nothing where the engine would leave one out. */
export function together(queries: readonly RowQuery[]): RowQuery | undefined {
  const phrases = new Map(queries.flatMap((query) => query.phrases.map((tokens) => [tokens.join(' '), tokens])))
  const values = new Map(queries.flatMap((query) => query.values.map((value) => [value.token, value])))
  if (phrases.size > MOST_PHRASES || phrases.size + values.size === 0) return undefined
  // In one order, so that the same question is known again.
  const ordered = <T>(named: Map<string, T>): T[] =>
    [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
  return { phrases: ordered(phrases), values: ordered(values) }
}

/** What a question is remembered by. */
export const keyOf = ({ phrases, values, except = [] }: RowQuery): string =>
  `? ${phrases.map((tokens) => tokens.join(' ')).join('|')} ${values.map((one) => one.token).join('&')} ${except.join('-')}`

/** Rows that hold a mark or a word. */
export const valueQuery = (field: 'units' | 'words', token: string): RowQuery => ({
  phrases: [],
  values: [{ field, token }],
})

/** Rows that name a phrase; row 0 is always among them. */
const listedQuery = (phrase: string): RowQuery => ({ ...valueQuery('units', phraseToken(phrase)), listed: true })

/** Queries whose rows every literal needs: texts that are not their folded selves. */
export const markQuery = (mark: keyof typeof MARK): RowQuery => valueQuery('units', MARK[mark])
