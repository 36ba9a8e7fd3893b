import { fold } from '../../text/fold.ts'
import { needle } from '../../text/occurrences.ts'
import { type Bitset, difference, emptySet, intersect, union } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { count } from '../count.ts'
import type { Match } from '../port.ts'
import { inOneSentence } from '../sentence.ts'
import { keyOf, type LiteralPlan, markQuery, planLiteral, together } from './literal.ts'
import { NO_PHRASES, type Phrases } from './phrases.ts'
import type { RowQuery } from './server.ts'

/**
 * Every question to the engine that a match needs answered, marks included. A long answer takes long to fetch, so in an
 * AND what is not known yet is asked for only where all its literals stand: `建 急 障` is one question with few rows.
 */
export function queriesOf(
  match: Match,
  phrases = NO_PHRASES,
  known: (query: RowQuery) => boolean = () => true,
): RowQuery[] {
  const walk = (one: Match, within?: RowQuery): RowQuery[] => {
    if (one.op === 'literal') {
      const { query, sure } = planLiteral(one.text, phrases)
      return [...(query ? [known(query) ? query : narrowed(query, within)] : []), ...sure, ...MARKS]
    }
    if (one.op === 'not') return walk(one.of, within)
    const inner = one.op === 'and' ? requiredBy(one, phrases, within) : within
    return 'of' in one ? one.of.flatMap((part) => walk(part, inner)) : []
  }
  return [...new Map(walk(match).map((query) => [keyOf(query), query])).values()]
}

/** What every literal needs. */
const MARKS = (['folded', 'blank', 'long'] as const).map(markQuery)

/** The same question, only for rows that also meet another. Those with lists of phrases are short, or known anyway. */
export function narrowed(query: RowQuery, within: RowQuery | undefined): RowQuery {
  return (within && isPlain(query) && together([query, within])) || query
}

/** What all rows of a match meet, as far as one question can say it; texts too long to be indexed whole aside. */
export function requiredBy(match: Match, phrases: Phrases, within?: RowQuery): RowQuery | undefined {
  const parts = match.op === 'and' ? match.of : [match]
  const queries = parts.flatMap((part) => (part.op === 'literal' ? (planLiteral(part.text, phrases).query ?? []) : []))
  return together([...(within ? [within] : []), ...queries.filter(isPlain)]) ?? within
}

const isPlain = ({ listed, except }: RowQuery): boolean => !listed && !except

export type MatchContext = {
  columns: Columns
  phrases: Phrases
  /** rows that can be answered for: all, or those on the servers that answer */
  live: Bitset
  /** rows of a set whose text passes */
  check: (candidates: Bitset, passes: (text: string) => boolean) => Bitset
  /** whether a question has been asked */
  asked: (query: RowQuery) => boolean
  /** rows of a question that has been asked */
  rows: (query: RowQuery) => Bitset
  /** keeps what has been worked out */
  cached: (key: string, make: () => Bitset) => Bitset
}

/**
 * Rows that meet a match, exactly: AND, OR and NOT are operations on sets, labels come from the columns, and whatever the
 * engine over-approximates is checked on the text before it is counted.
 * @param within where given, only the rows that meet it are right
 */
export function evaluate(match: Match, context: MatchContext, within?: RowQuery): Bitset {
  const { columns, live, check, cached } = context
  const of = (parts: readonly Match[], inner = within): Bitset[] => parts.map((part) => evaluate(part, context, inner))
  switch (match.op) {
    case 'all':
      return live
    case 'and':
      return of(match.of, requiredBy(match, context.phrases, within)).reduce(intersect, live)
    case 'or':
      return of(match.of).reduce(union, emptySet(columns.size))
    case 'not':
      return difference(live, evaluate(match.of, context, within))
    case 'literal':
      return literal(match, context, within)
    case 'practice':
      return cached(JSON.stringify(match), () => count(columns, live, { practice: [match.id] }).rows)
    case 'filter':
      return cached(JSON.stringify(match), () => count(columns, live, match.filters).rows)
    case 'same-sentence':
      return cached(JSON.stringify([match, within]), () =>
        check(of(match.of).reduce(intersect, live), inOneSentence(match.of)),
      )
  }
}

function literal({ text, raw }: { text: string; raw: boolean }, context: MatchContext, within?: RowQuery): Bitset {
  const plan = planLiteral(text, context.phrases)
  const { wanted, query } = plan
  if (wanted === '') return emptySet(context.columns.size)
  const few = query && narrowed(query, within)
  const asked = few && context.asked(few) ? few : query
  return context.cached(JSON.stringify([wanted, raw, asked]), () => standing({ ...plan, query: asked }, raw, context))
}

/** Rows whose text has the literal, of those that meet the question of its plan. */
function standing({ wanted, query, exact, sure }: LiteralPlan, raw: boolean, context: MatchContext): Bitset {
  const { columns, live, check, rows } = context
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
