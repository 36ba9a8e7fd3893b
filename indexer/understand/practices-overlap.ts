import type { Practice } from '../../server/lexicon/schema.ts'
import type { Match } from './practices-match.ts'

/** Several wordings of one practice at one place are one place: the longest stands. Ordered by place. */
export function onePerPlace(matches: Match[]): Match[] {
  const kept: Match[] = []
  for (const match of [...matches].sort(byPlace)) {
    const last = kept.at(-1)
    if (!last || last.end <= match.start) kept.push(match)
    else if (lengthOf(match) > lengthOf(last)) kept[kept.length - 1] = match
  }
  return kept
}

/**
 * Settles overlaps between different practices, in this order: one that `yields` to another gives way where they
 * overlap; a name inside a longer name falls (人民调解 stays inside 人民调解员 only because the latter `includes` it),
 * except where the longer wording bridges a gap; an umbrella term falls where a passage holds one of its `unless`.
 */
export function settleOverlaps(matches: Match[], practices: Practice[]): Match[] {
  const ordered = [...matches].sort(byPlace)
  const reach = ordered.reduce((longest, match) => Math.max(longest, lengthOf(match)), 0)
  const practiceOf = (match: Match): Practice | undefined => practices[match.practice]
  const yielding = ordered.filter((match) => {
    const yields = practiceOf(match)?.yields ?? []
    return (
      yields.length === 0 ||
      !overlapping(ordered, match, reach).some((other) => yields.includes(idOf(practiceOf(other))))
    )
  })
  const settled = yielding.filter(
    (match) =>
      !overlapping(yielding, match, reach).some(
        (other) =>
          !other.gapped && holds(other, match) && !practiceOf(other)?.includes.includes(idOf(practiceOf(match))),
      ),
  )
  const present = new Set(settled.map((match) => idOf(practiceOf(match))))
  return settled.filter((match) => !practiceOf(match)?.unless.some((id) => present.has(id)))
}

const idOf = (practice: Practice | undefined): string => practice?.id ?? ''
const lengthOf = (match: Match): number => match.end - match.start
const byPlace = (a: Match, b: Match): number => a.start - b.start || b.end - a.end
const holds = (outer: Match, inner: Match): boolean =>
  outer.start <= inner.start && outer.end >= inner.end && lengthOf(outer) > lengthOf(inner)

/** Matches of other practices that share a character with `match`; `ordered` by place, none longer than `reach`. */
function overlapping(ordered: Match[], match: Match, reach: number): Match[] {
  const found: Match[] = []
  for (let i = firstFrom(ordered, match.start - reach); i < ordered.length; i += 1) {
    const other = ordered[i]
    if (!other || other.start >= match.end) break
    if (other.end > match.start && other.practice !== match.practice) found.push(other)
  }
  return found
}

function firstFrom(ordered: Match[], start: number): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}
