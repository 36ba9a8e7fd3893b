/** Share of a passage's character pairs that another has too, from which both say the same. */
const SAME = 0.8

/** How many of the best are compared with each other. */
const COMPARED = 60

/**
 * Rows in the given order, but near-identical wordings behind all first ones; `similar` counts them for each first.
 * Shingles are character pairs, resemblance is Jaccard's (Broder 1997).
 */
export function behindFirst(scored: readonly { row: number; folded: string }[]): {
  rows: number[]
  similar: Map<number, number>
} {
  const firsts: { row: number; shingles: Set<string> }[] = []
  const repeats: number[] = []
  const similar = new Map<number, number>()
  for (const one of scored.slice(0, COMPARED)) {
    const shingles = shinglesOf(one.folded)
    const first = firsts.find((other) => resemblance(other.shingles, shingles) >= SAME)
    if (first) {
      repeats.push(one.row)
      similar.set(first.row, (similar.get(first.row) ?? 0) + 1)
    } else firsts.push({ row: one.row, shingles })
  }
  return {
    rows: [...firsts.map((one) => one.row), ...repeats, ...scored.slice(COMPARED).map((one) => one.row)],
    similar,
  }
}

/** Character pairs without digits and punctuation: two townships' counts do not make two wordings. */
function shinglesOf(folded: string): Set<string> {
  const letters = folded.replace(/[^\p{Script=Han}a-z]/gu, '')
  const shingles = new Set<string>()
  for (let i = 1; i < letters.length; i++) shingles.add(letters.slice(i - 1, i + 1))
  return shingles
}

/** Jaccard resemblance (Broder 1997); 0 as soon as a sample shows that it cannot reach {@link SAME}. */
function resemblance(a: Set<string>, b: Set<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size < SAME * large.size) return 0
  let shared = 0
  let seen = 0
  for (const shingle of small) {
    if (large.has(shingle)) shared++
    if (++seen === SAMPLE && shared < SAMPLE / 2) return 0
  }
  return shared / (a.size + b.size - shared || 1)
}

const SAMPLE = 24
