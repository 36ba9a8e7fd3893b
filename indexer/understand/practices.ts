import type { Lexicon } from '../../server/lexicon/load.ts'
import type { Practice } from '../../server/lexicon/schema.ts'
import type { PracticeMention, Role } from '../../server/schema.ts'
import type { ParsedPassage } from '../stages.ts'
import { type MatchingView, originalRange } from './matching-view.ts'
import { createMatcher, type Match } from './practices-match.ts'
import { onePerPlace, settleOverlaps } from './practices-overlap.ts'
import { createStanceFinder } from './stance.ts'
import { sentenceAround } from './stance-context.ts'

/** Lines that name the report and its parties; a practice's name in them says nothing. */
const SILENT: ReadonlySet<Role> = new Set<Role>([
  'title',
  'docno',
  'issuer',
  'addressee',
  'closing-formula',
  'signature',
  'date',
])

type Conditions = { excludes: RegExp[]; requires?: { regex: RegExp; within: 'sentence' | 'passage' } }

/**
 * Compiles the practices of a lexicon once; the function that comes back finds the mentions of one passage, in order
 * of place: all places, one mention a place and practice, each with its stance and, in `why`, the wording and the
 * words that decided the stance. Ranges point at the passage's own text.
 */
export function createPracticeFinder(
  lexicon: Lexicon,
): (passage: ParsedPassage, view: MatchingView) => PracticeMention[] {
  const { practices } = lexicon
  const match = createMatcher(practices)
  const conditions = practices.map(conditionsOf)
  const stanceOf = createStanceFinder(lexicon)

  return (passage, view) => {
    if (SILENT.has(passage.role)) return []
    const found = match(view.text)
    if (found.length === 0) return []
    const valid = [...groupByPractice(found)].flatMap(([number, matches]) =>
      meeting(matches, conditions[number], passage, view.text),
    )
    const stance = stanceOf(passage, view)
    return settleOverlaps(valid, practices).map((kept) => {
      const practice = practices[kept.practice] as Practice
      const [start, end] = originalRange(view, kept.start, kept.end)
      const decided = stance(kept.start, kept.end)
      const why = `写法：${kept.wording}；${decided.why}`
      return { id: practice.id, name: practice.name, stance: decided.stance, start, end, why }
    })
  }
}

function conditionsOf(practice: Practice): Conditions {
  const { requires } = practice
  return {
    excludes: practice.excludes.map((source) => new RegExp(source, 'g')),
    requires: requires && { regex: new RegExp(requires.pattern), within: requires.within },
  }
}

function groupByPractice(matches: Match[]): Map<number, Match[]> {
  const groups = new Map<number, Match[]>()
  for (const match of matches) {
    const group = groups.get(match.practice)
    if (group) group.push(match)
    else groups.set(match.practice, [match])
  }
  return groups
}

/** Matches of one practice that no false friend overlaps and whose required company is there; one a place. */
function meeting(matches: Match[], conditions: Conditions | undefined, passage: ParsedPassage, text: string): Match[] {
  const { excludes = [], requires } = conditions ?? {}
  const left = excludes.reduce((kept, regex) => withoutOverlapping(kept, regex, text), matches)
  if (!requires || left.length === 0) return onePerPlace(left)
  if (requires.within === 'passage') {
    return requires.regex.test(text) || requires.regex.test(passage.headingPath.join('。')) ? onePerPlace(left) : []
  }
  return onePerPlace(left.filter((match) => requires.regex.test(sentenceAround(text, match.start, match.end))))
}

/** Matches that no hit of `regex` overlaps; hits of one expression lie in order, so each match needs one search. */
function withoutOverlapping(matches: Match[], regex: RegExp, text: string): Match[] {
  if (matches.length === 0) return matches
  const hits = [...text.matchAll(regex)].map((hit) => ({ start: hit.index, end: hit.index + hit[0].length }))
  if (hits.length === 0) return matches
  return matches.filter((match) => {
    let low = 0
    let high = hits.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((hits[middle]?.end ?? 0) <= match.start) low = middle + 1
      else high = middle
    }
    return (hits[low]?.start ?? Number.POSITIVE_INFINITY) >= match.end
  })
}
