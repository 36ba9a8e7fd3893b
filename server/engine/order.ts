import { fold } from '../text/fold.ts'
import { type Bitset, countRows, eachRow } from './bitset.ts'
import { type Columns, reportsWith } from './columns.ts'
import { fineScorer } from './fine-score.ts'
import type { Ranking } from './port.ts'
import { behindFirst } from './repeats.ts'

/**
 * Order by relevance, in two steps. Every match gets a **coarse** score from columns and sets alone – which words stand
 * there as words, what stance the asked practice has, the role and section of the passage. The best {@link CLOSE_LOOK}
 * of them are then read and scored **fine** on their text (`fine-score.ts`), and near-identical wordings go behind their
 * first (`repeats.ts`). Ties fall by newest report, report id and place in the report, so the order is the same each
 * time. The weights are set by hand and checked in `test/relevance/`, which holds the judged queries; all are on one
 * scale, where 50 decides against most other things and 10 decides between equals.
 */

/** How many of the coarsely best are read. */
export const CLOSE_LOOK = 300

/** Coarse scores are whole numbers from 0 to this. */
const TOP = 255

/** Substance before signposts: what a passage of each role is worth by itself. */
const ROLE: Record<string, number> = { body: 40, lead: 36, cause: 40, heading: 18, title: 12, 'closing-formula': 2 }
const OTHER_ROLE = 4

/** What was done, or is found wanting, before what is intended; preambles and signatures say least. */
const SECTION: Record<string, number> = {
  measures: 30,
  'first-responsibility': 30,
  problems: 30,
  rectification: 30,
  other: 30,
  plan: 8,
  overview: 4,
}

/** A township that does a practice before one that plans it or only names it. */
const STANCE: Record<string, number> = { done: 60, rectified: 48, planned: 36, problem: 26, mentioned: 14 }

/** What all words of the query as real words are worth together; each has a share by its rarity (idf). */
const WORDS = 50

/** Where a word of the query stands as a word. */
export type WordRows = {
  /** right for the rows that match; of others nothing is said */
  rows: Bitset
  /** passages that have it, of all */
  count: number
}

/** Coarse score of each of these rows; `words` tells of each word of the query where it stands. */
export function coarseScores(columns: Columns, rows: Bitset, ranking: Ranking, words: readonly WordRows[]): Uint8Array {
  const scores = new Uint8Array(columns.size)
  const roles = columns.roles.map((role) => ROLE[role] ?? OTHER_ROLE)
  const stances = columns.stances.map((stance) => STANCE[stance] ?? 0)
  const practices = new Set(ranking.practices.map((id) => columns.practiceIds.indexOf(id)))
  const sections = columns.sections.map((section) => SECTION[section] ?? 0)
  const shares = sharesOf(columns, words)
  eachRow(rows, (row) => {
    let score = (roles[columns.role[row] as number] as number) + (sections[columns.section[row] as number] as number)
    for (let i = 0; i < words.length; i++) {
      const { rows: word } = words[i] as WordRows
      if (((word[row >>> 5] as number) >>> (row & 31)) & 1) score += shares[i] as number
    }
    if (practices.size > 0) score += bestStance(columns, row, practices, stances)
    scores[row] = Math.min(TOP, score)
  })
  return scores
}

/** {@link WORDS} divided among the words: a word in few passages tells them apart better than one in most. */
function sharesOf(columns: Columns, words: readonly WordRows[]): number[] {
  const idfs = words.map(({ count }) => Math.log(1 + columns.size / (1 + count)))
  const sum = idfs.reduce((total, idf) => total + idf, 0)
  return idfs.map((idf) => (WORDS * idf) / sum)
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
  const sorted = new Uint32Array(countRows(rows))
  const touched = reportsWith(columns, rows)
  let at = 0
  for (const r of reports) {
    if (!touched[r]) continue
    const end = columns.reportStart[r + 1] as number
    for (let i = columns.reportStart[r] as number; i < end; i++) {
      const row = columns.reportRows[i] as number
      if (((rows[row >>> 5] as number) >>> (row & 31)) & 1) sorted[at++] = row
    }
  }
  return sorted
}

/** What the fine score looks at. */
export type Candidate = { row: number; coarse: number; text: string; heading: string }

/** Characters of a passage that are read; real ones are far shorter, and a wall of text must not slow a search down. */
const READ = 4000

/** Best first by fine score; with `demoteRepeats`, near-identical wordings go behind all others. */
export function byFineScore(
  candidates: readonly Candidate[],
  ranking: Ranking,
  demoteRepeats: boolean,
): { rows: number[]; similar: Map<number, number> } {
  const score = fineScorer(ranking)
  const scored = candidates.map((candidate, at) => {
    const folded = fold(candidate.text.slice(0, READ))
    return { row: candidate.row, at, folded, fine: candidate.coarse + score(folded, candidate.heading) }
  })
  scored.sort((a, b) => b.fine - a.fine || a.at - b.at)
  return demoteRepeats ? behindFirst(scored) : { rows: scored.map((one) => one.row), similar: new Map() }
}
