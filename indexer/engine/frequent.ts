import type { Corpus } from '../../server/corpus/port.ts'
import type { Frequent } from '../../server/engine/meilisearch/settings.ts'
import { hanRuns } from '../../server/engine/meilisearch/tokens.ts'

/** Passages that are read, evenly over the corpus, or a tenth: it is enough to know what is frequent, not how frequent. */
const SAMPLE = { least: 500, most: 4000 }

/** What stands in fewer of them is quick enough to look for when it is asked. */
const SHARE = 0.01

/** From so many characters on a phrase of pairs is only over-approximated by the engine. */
const LONG = 5
const LONGEST = 24

const MOST = 4000

/** Passages of a gram, ascending, by their number in the sample. */
type Grams = Map<string, number[]>

/** What is frequent in a corpus. */
export function frequentIn(corpus: Corpus): Frequent {
  const { passages } = corpus.stats()
  const wanted = Math.min(SAMPLE.most, Math.max(SAMPLE.least, passages / 10))
  const all = [...corpus.iterateLabels()].map(({ pid }) => pid)
  const rows = sampleOf(all, wanted)
  return frequentAmong(
    rows.flatMap((_, i) =>
      i % 500 === 0 ? corpus.textsOf(rows.slice(i, i + 500)).map(({ text }) => hanRuns(text)) : [],
    ),
  )
}

/**
 * About so many of these row numbers, evenly over all (Fibonacci hashing, Knuth 6.4): every n-th would be the title each
 * time where reports are equally long.
 */
export const sampleOf = (rows: readonly number[], wanted: number): number[] =>
  rows.filter((row) => (Math.imul(row, GOLDEN) >>> 0) * rows.length < wanted * 2 ** 32)

/** 2³² divided by the golden ratio. */
const GOLDEN = 0x9e3779b1

/**
 * Strings of Han characters that stand in a good share of the passages. Short ones are all named; of the long ones those
 * whose places are not already told by a longer one: where 习近平新时代中国特色社会主义思想 stands, 时代中国特色 stands too.
 * @param passages runs of Han characters of each
 */
export function frequentAmong(passages: readonly string[][]): Frequent {
  const least = Math.max(2, Math.ceil(passages.length * SHARE))
  const levels: Grams[] = []
  // Whether the gram of the level before that starts at a place is frequent: only two such make a frequent one.
  const marks = passages.map((runs) => runs.map((run) => new Uint8Array(run.length + 1).fill(1)))
  for (let length = 1; length <= LONGEST; length++) {
    const grams = gramsOf(passages, marks, length)
    for (const [gram, rows] of grams) if (rows.length < least) grams.delete(gram)
    if (grams.size === 0) break
    levels.push(grams)
    for (const [p, runs] of passages.entries()) {
      for (const [r, run] of runs.entries()) {
        const marked = marks[p]?.[r] as Uint8Array
        for (let i = 0; i + length <= run.length; i++)
          if (marked[i]) marked[i] = grams.has(run.slice(i, i + length)) ? 1 : 0
      }
    }
  }
  const short = levels.slice(0, LONG - 1).flatMap((grams) => [...grams])
  return { strings: byFrequency(short), phrases: byFrequency(closed(levels.slice(LONG - 1), least)) }
}

function gramsOf(passages: readonly string[][], marks: Uint8Array[][], length: number): Grams {
  const grams: Grams = new Map()
  for (const [p, runs] of passages.entries()) {
    for (const [r, run] of runs.entries()) {
      const marked = marks[p]?.[r] as Uint8Array
      for (let i = 0; i < run.length; i++) {
        if (!marked[i] || (length > 1 && !marked[i + 1]) || i + length > run.length) {
          marked[i] = 0
          continue
        }
        const gram = run.slice(i, i + length)
        const rows = grams.get(gram)
        if (!rows) grams.set(gram, [p])
        else if (rows.at(-1) !== p) rows.push(p)
      }
    }
  }
  return grams
}

/** Grams with enough passages that no longer one of these has. */
function closed(levels: readonly Grams[], least: number): [string, number[]][] {
  const kept: [string, number[]][] = []
  let told = new Map<string, Set<number>>()
  for (const grams of levels.toReversed()) {
    const next = new Map<string, Set<number>>()
    for (const [gram, rows] of grams) {
      const known = told.get(gram) ?? new Set()
      const keep = rows.length - known.size >= least
      if (keep) kept.push([gram, rows])
      const covered = keep ? rows : known
      for (const part of [gram.slice(1), gram.slice(0, -1)]) {
        const of = next.get(part) ?? new Set()
        next.set(part, of)
        for (const row of covered) of.add(row)
      }
    }
    told = next
  }
  return kept
}

const byFrequency = (grams: [string, number[]][]): string[] =>
  grams
    .sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))
    .slice(0, MOST)
    .map(([gram]) => gram)
