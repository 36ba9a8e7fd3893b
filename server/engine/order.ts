import { fold } from '../text/fold.ts'
import { type Bitset, eachRow } from './bitset.ts'
import type { Columns } from './columns.ts'
import type { Ranking } from './port.ts'

/**
 * Order by relevance, in two steps. Every match gets a **coarse** score from columns and sets alone – which words stand
 * there as words, what stance the asked practice has, the role of the passage. The best {@link CLOSE_LOOK} of them are
 * then read and scored **fine** on their text. Ties fall by newest report, report id and place in the report, so the
 * order is the same each time.
 */

/** How many of the coarsely best are read. */
export const CLOSE_LOOK = 300

/** Coarse scores are whole numbers from 0 to this. */
const TOP = 255

/** Substance before signposts: what a passage of each role is worth by itself. */
const ROLE: Record<string, number> = { body: 40, lead: 36, cause: 40, heading: 18, title: 12, 'closing-formula': 2 }
const OTHER_ROLE = 4

/** A township that does a practice before one that plans it or only names it. */
const STANCE: Record<string, number> = { done: 60, rectified: 48, planned: 36, problem: 26, mentioned: 14 }

/** What all words of the query as real words are worth together. */
const WORDS = 90

/** Coarse score of each row; `words` pairs the rows that have a word with the number of passages that do. */
export function coarseScores(columns: Columns, rows: Bitset, ranking: Ranking, words: readonly Bitset[]): Uint8Array {
  const scores = new Uint8Array(columns.size)
  const roles = columns.roles.map((role) => ROLE[role] ?? OTHER_ROLE)
  const stances = columns.stances.map((stance) => STANCE[stance] ?? 0)
  const practices = new Set(ranking.practices.map((id) => columns.practiceIds.indexOf(id)))
  const share = words.length > 0 ? WORDS / words.length : 0
  eachRow(rows, (row) => {
    let score = roles[columns.role[row] as number] as number
    for (const word of words) if (((word[row >>> 5] as number) >>> (row & 31)) & 1) score += share
    if (practices.size > 0) score += bestStance(columns, row, practices, stances)
    scores[row] = Math.min(TOP, score)
  })
  return scores
}

function bestStance(columns: Columns, row: number, practices: Set<number>, worth: number[]): number {
  let best = 0
  const end = columns.mentionStart[row + 1] as number
  for (let i = columns.mentionStart[row] as number; i < end; i++) {
    if (practices.has(columns.mentionPractice[i] as number)) {
      best = Math.max(best, worth[columns.mentionStance[i] as number] as number)
    }
  }
  return best
}

/** Rows in order of falling coarse score, newest reports first among equals. */
export function byCoarseScore(columns: Columns, rows: Bitset, scores: Uint8Array): Uint32Array {
  const counts = new Uint32Array(TOP + 2)
  eachRow(rows, (row) => {
    const bucket = TOP - (scores[row] as number)
    counts[bucket + 1] = (counts[bucket + 1] as number) + 1
  })
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] as number) + (counts[i - 1] as number)
  const sorted = new Uint32Array(counts[TOP + 1] as number)
  for (const row of byNewest(columns, rows)) {
    const bucket = TOP - (scores[row] as number)
    const at = counts[bucket] as number
    sorted[at] = row
    counts[bucket] = at + 1
  }
  return sorted
}

/** Rows newest report first, in the order of each report. */
export function byNewest(columns: Columns, rows: Bitset): Uint32Array {
  return inReportOrder(columns, rows, columns.newest)
}

/** Rows oldest report first, in the order of each report. */
export function byOldest(columns: Columns, rows: Bitset): Uint32Array {
  return inReportOrder(columns, rows, columns.newest.toReversed())
}

function inReportOrder(columns: Columns, rows: Bitset, reports: Uint32Array): Uint32Array {
  const sorted: number[] = []
  for (const r of reports) {
    const end = columns.reportStart[r + 1] as number
    for (let i = columns.reportStart[r] as number; i < end; i++) {
      const row = columns.reportRows[i] as number
      if (((rows[row >>> 5] as number) >>> (row & 31)) & 1) sorted.push(row)
    }
  }
  return Uint32Array.from(sorted)
}

/** What the fine score looks at. */
export type Candidate = { row: number; coarse: number; text: string; heading: string }

/** Best first by fine score; with `demoteRepeats`, near-identical wordings go behind all others. */
export function byFineScore(
  candidates: readonly Candidate[],
  ranking: Ranking,
  demoteRepeats: boolean,
): { rows: number[]; similar: Map<number, number> } {
  const words = ranking.words.map(fold)
  const phrase = ranking.phrase === undefined ? undefined : fold(ranking.phrase)
  const scored = candidates.map((candidate, at) => {
    const text = fold(candidate.text)
    return {
      ...candidate,
      at,
      folded: text,
      fine: candidate.coarse + fineScore(text, candidate.heading, words, phrase),
    }
  })
  scored.sort((a, b) => b.fine - a.fine || a.at - b.at)
  if (!demoteRepeats) return { rows: scored.map((one) => one.row), similar: new Map() }
  return behindFirst(scored)
}

function fineScore(text: string, heading: string, words: readonly string[], phrase: string | undefined): number {
  const above = fold(heading)
  const places: number[] = []
  let score = 0
  for (const word of words) {
    const found = text.split(word).length - 1
    // A second and third mention count less and less.
    score += (14 * found) / (found + 1.2)
    if (above.includes(word)) score += 8 / Math.sqrt(words.length)
    if (found > 0) places.push(text.indexOf(word))
  }
  if (phrase !== undefined && text.includes(phrase)) score += 30
  if (places.length > 1) score += 20 / (1 + (Math.max(...places) - Math.min(...places)) / 30)
  // Neither a fragment nor a wall of text: about 60 to 300 characters read best as evidence.
  return score - 6 * Math.abs(Math.log((text.length + 1) / 140))
}

/** Share of a passage's character pairs that another has too, from which both say the same. */
const SAME = 0.8

/** How many of the best are compared with each other. */
const COMPARED = 60

function behindFirst(scored: { row: number; folded: string }[]): { rows: number[]; similar: Map<number, number> } {
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
