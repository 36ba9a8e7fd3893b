import { fold } from '../../text/fold.ts'
import { needle } from '../../text/occurrences.ts'
import { type Bitset, difference, emptySet, intersect, union } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { count } from '../count.ts'
import type { Match } from '../port.ts'
import { inOneSentence } from '../sentence.ts'
import { markQuery, planLiteral } from './literal.ts'
import type { Phrases } from './phrases.ts'
import type { RowQuery } from './server.ts'

/** Every question to the engine that a match needs answered, marks included. */
export function queriesOf(match: Match, phrases?: Phrases): RowQuery[] {
  const literals = literalsOf(match)
  if (literals.length === 0) return []
  const marks = [markQuery('folded'), markQuery('blank'), markQuery('long')]
  const plans = literals.map(({ text }) => planLiteral(text, phrases))
  return [...plans.flatMap(({ query, sure }) => [...(query ? [query] : []), ...sure]), ...marks]
}

function literalsOf(match: Match): { text: string }[] {
  if (match.op === 'literal') return [match]
  if (match.op === 'not') return literalsOf(match.of)
  return 'of' in match ? match.of.flatMap(literalsOf) : []
}

export type MatchContext = {
  columns: Columns
  phrases: Phrases
  /** rows that can be answered for: all, or those on the servers that answer */
  live: Bitset
  /** rows of a set whose text passes */
  check: (candidates: Bitset, passes: (text: string) => boolean) => Bitset
  /** rows of a question that has been asked */
  rows: (query: RowQuery) => Bitset
  /** keeps what has been worked out */
  cached: (key: string, make: () => Bitset) => Bitset
}

/**
 * Rows that meet a match, exactly: AND, OR and NOT are operations on sets, labels come from the columns, and whatever the
 * engine over-approximates is checked on the text before it is counted.
 */
export function evaluate(match: Match, context: MatchContext): Bitset {
  const { columns, live, check, cached } = context
  const of = (parts: readonly Match[]): Bitset[] => parts.map((part) => evaluate(part, context))
  switch (match.op) {
    case 'all':
      return live
    case 'and':
      return of(match.of).reduce(intersect, live)
    case 'or':
      return of(match.of).reduce(union, emptySet(columns.size))
    case 'not':
      return difference(live, evaluate(match.of, context))
    case 'literal':
      return cached(JSON.stringify(match), () => literal(match.text, match.raw, context))
    case 'practice':
      return cached(JSON.stringify(match), () => count(columns, live, { practice: [match.id] }).rows)
    case 'filter':
      return cached(JSON.stringify(match), () => count(columns, live, match.filters).rows)
    case 'same-sentence':
      return cached(JSON.stringify(match), () => check(of(match.of).reduce(intersect, live), inOneSentence(match.of)))
  }
}

function literal(text: string, raw: boolean, { columns, phrases, live, check, rows }: MatchContext): Bitset {
  const { wanted, query, exact, sure } = planLiteral(text, phrases)
  if (wanted === '') return emptySet(columns.size)
  const { in: stands } = needle(wanted, { raw })
  const long = rows(markQuery('long'))
  const having = intersect(live, sure.map(rows).reduce(union, emptySet(columns.size)))
  const found = union(having, intersect(live, query ? union(rows(query), long) : live))
  if (exact && !raw) return union(difference(found, long), check(intersect(found, long), stands))
  const odd = union(union(rows(markQuery('folded')), rows(markQuery('blank'))), long)
  const checked = check(intersect(found, odd), stands)
  const folded = fold(wanted)
  // Texts that are their folded selves hold nothing else, and what they hold stands there character for character.
  if (raw && folded !== wanted) return checked
  const plain = difference(found, odd)
  if (exact) return union(plain, checked)
  const unsure = difference(plain, having)
  // The whole definition costs ten times what a look for the characters does; it is needed where an end may cut a unit.
  const passing = check(unsure, cutsUnits(folded) ? stands : (text) => text.includes(folded))
  return union(union(intersect(plain, having), passing), checked)
}

/** Whether an end of the literal could stand inside a unit. */
const cutsUnits = (folded: string): boolean =>
  [folded.at(0), folded.at(-1)].some((end) => /[^\P{L}\p{Script=Han}]|[\p{N}\p{M}.,%]/u.test(end ?? ''))
