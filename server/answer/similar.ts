import type { Match } from '../engine/port.ts'
import type { Passage, Range, ReportRef } from '../schema.ts'
import type { Site } from '../site.ts'
import { fold } from '../text/fold.ts'
import { unitsOf } from '../text/units.ts'
import { reportRef } from './search.ts'

export type SimilarPassage = {
  passage: string
  report: ReportRef
  n: number
  text: string
  section: Passage['section']
  /** Jaccard resemblance of the character trigrams, 0–1 */
  resemblance: number
  /** what both have in common, as ranges into `text` */
  shared: Range[]
}

export type Similar = {
  passage: string
  /** nearest wordings of other townships */
  others: SimilarPassage[]
  /** the same township's other years */
  sameTownship: SimilarPassage[]
  /** townships that use this wording nearly word for word */
  spread: number
}

/** Units of a piece that is looked up; as many pieces as fit are taken evenly from the passage. */
const PIECE = 6
const PIECES = 12

/** Candidates read at most, and resemblance from which two wordings are near. */
const READ = 400
const NEAR = 0.15
const NEARLY_THE_SAME = 0.7

/**
 * Passages with the nearest wording. Candidates share at least one of a dozen pieces of six units with the passage (an
 * exact look-up in the index, so nothing extra is stored); they are then compared by character trigrams.
 */
export async function similar(site: Site, passage: Passage): Promise<Similar> {
  const candidates = await site.engine.search({
    match: { op: 'or', of: pieces(passage.text) },
    filters: {},
    ranking: { words: [], practices: [] },
    sort: 'relevance',
    demoteRepeats: false,
    offset: 0,
    limit: READ,
    facets: false,
  })
  const own = site.corpus.report(passage.reportId)
  const grams = trigrams(passage.text)
  const near = site.corpus.passagesByPid(candidates.rows).flatMap(({ passage: other }) => {
    if (other.id === passage.id) return []
    const resemblance = jaccard(grams, trigrams(other.text))
    const report = resemblance >= NEAR ? site.corpus.report(other.reportId) : undefined
    return report ? [{ other, report, resemblance }] : []
  })
  near.sort((a, b) => b.resemblance - a.resemblance || (a.other.id < b.other.id ? -1 : 1))
  const isOwn = ({ report }: (typeof near)[number]): boolean => keyOf(report.township) === (own && keyOf(own.township))
  const shown = (list: typeof near): SimilarPassage[] =>
    list.slice(0, 10).map(({ other, report, resemblance }) => ({
      passage: other.id,
      report: reportRef(report),
      n: other.n,
      text: other.text,
      section: other.section,
      resemblance: Math.round(resemblance * 1000) / 1000,
      shared: sharedRanges(other.text, grams),
    }))
  const strangers = near.filter((one) => !isOwn(one))
  const spread = new Set(
    strangers.filter((one) => one.resemblance >= NEARLY_THE_SAME).map(({ report }) => keyOf(report.township)),
  )
  return { passage: passage.id, others: shown(strangers), sameTownship: shown(near.filter(isOwn)), spread: spread.size }
}

const keyOf = ({ code, name }: ReportRef['township']): string => code ?? name

function pieces(text: string): Match[] {
  const units = unitsOf(text)
  const starts = units.flatMap((_, i) => {
    const piece = units.slice(i, i + PIECE)
    return piece.length === PIECE && piece.every((unit, k) => k === 0 || unit.joined) ? [i] : []
  })
  if (starts.length === 0) return [{ op: 'literal', text, raw: false }]
  const step = Math.max(1, Math.floor(starts.length / PIECES))
  return starts
    .filter((_, i) => i % step === 0)
    .slice(0, PIECES)
    .map((i) => ({ op: 'literal', text: text.slice(units[i]?.start, units[i + PIECE - 1]?.end), raw: false }))
}

const letters = (text: string): { letter: string; at: number }[] =>
  [...fold(text)].map((letter, at) => ({ letter, at })).filter(({ letter }) => /[\p{L}\p{N}]/u.test(letter))

function trigrams(text: string): Set<string> {
  const plain = letters(text).map(({ letter }) => letter)
  const grams = new Set<string>()
  for (let i = 2; i < plain.length; i++) grams.add(`${plain[i - 2]}${plain[i - 1]}${plain[i]}`)
  return grams
}

function jaccard(a: Set<string>, b: Set<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared++
  return shared / (a.size + b.size - shared || 1)
}

/** Stretches of a text whose trigrams all stand in the other; stretches of under six letters are accidents. */
function sharedRanges(text: string, grams: Set<string>): Range[] {
  const plain = letters(text)
  const ranges: Range[] = []
  let from = -1
  for (let i = 2; i <= plain.length; i++) {
    const common = i < plain.length && grams.has(`${plain[i - 2]?.letter}${plain[i - 1]?.letter}${plain[i]?.letter}`)
    if (common && from < 0) from = i - 2
    if (!common && from >= 0) {
      if (i - from >= 6) ranges.push([plain[from]?.at as number, (plain[i - 1]?.at as number) + 1])
      from = -1
    }
  }
  return ranges
}
