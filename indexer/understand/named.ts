import { nameKey } from '../../server/corpus/ids.ts'
import type { Lexicon } from '../../server/lexicon/load.ts'
import type { NamedMention, PracticeMention } from '../../server/schema.ts'
import type { ParsedPassage } from '../stages.ts'
import { createBareNameFinder } from './named-bare.ts'
import { createQuoteJudge } from './named-judge.ts'
import { quotesOf } from './named-quotes.ts'

/** `core` is what tells the name from others: without marks and suffix. */
type Candidate = { start: number; end: number; core: readonly [number, number]; why: string }

/** Share of a name that a practice of the lexicon covers when the name is that practice. */
const SAME = 0.6
/** A practice's wording longer than the name by more than this bridges a gap that the name only happens to stand in. */
const BRIDGE = 12
/** A name of so many characters inside a wording twice as long and more stands in a gap as well. */
const ODD = 4

/**
 * Compiles the rules for names that townships give their own practices; the function that comes back finds them in
 * one passage, in order, without overlaps: quoted brands, names by their suffix, formulas. What the lexicon knows as a
 * practice, and what the stop list names, is left out. Ranges point at the name as written, outer marks excluded.
 */
export function createNameFinder(
  lexicon: Pick<Lexicon, 'named' | 'practices'>,
): (passage: ParsedPassage, practices: readonly PracticeMention[]) => NamedMention[] {
  const judge = createQuoteJudge(lexicon.named)
  const findBare = createBareNameFinder(lexicon.named)
  const never = [...lexicon.named.stop, ...lexicon.named.refused]
  const practiceNames = lexicon.practices.flatMap((practice) => [practice.name, ...practice.variants])
  const practiceKeys = new Set(practiceNames.map((name) => nameKey(name)))
  const known = new Set([...practiceKeys, ...never.map((name) => nameKey(name))])
  const kinds = new Set(lexicon.named.kindsOfThing)
  const refused = new Set(lexicon.named.refused.map((name) => nameKey(name)))

  function candidates(text: string): Candidate[] {
    const quotes = quotesOf(text)
    const found: Candidate[] = []
    for (const [i, quote] of quotes.entries()) {
      const verdict = judge(text, quotes, i)
      if (!verdict) continue
      const lead = quote.inner.length - quote.inner.trimStart().length
      const tail = quote.inner.length - quote.inner.trimEnd().length
      const core = [quote.start + 1 + lead, quote.end - 1 - tail] as const
      const [start, end] = verdict.end ? [quote.start, verdict.end] : core
      found.push({ start, end, core: [core[0], core[1] - (verdict.suffix ?? 0)], why: verdict.why })
    }
    const bare = findBare(text).filter(
      ({ start, end }) => !quotes.some((quote) => start < quote.end && quote.start < end),
    )
    return [...found, ...bare.map((name) => ({ ...name, core: [name.start, name.end - name.suffix] as const }))]
  }

  return (passage, practices) => {
    const { text, section, role } = passage
    if (section === 'front-matter' || section === 'closing' || role === 'title') return []
    const titles = titlesOf(text)
    const kept = candidates(text)
      .filter(({ core, start, end }) => {
        if (known.has(nameKey(text.slice(start, end))) || refused.has(nameKey(text.slice(...core)))) return false
        if (practiceKeys.has(nameKey(text.slice(...core)))) return false
        if (titles.some(([from, to]) => start < to && from < end)) return false
        return !practices.some((practice) => !kinds.has(practice.name) && isThat(practice, core))
      })
      .sort((a, b) => a.start - b.start || b.end - a.end)
    const names: NamedMention[] = []
    for (const { start, end, why } of kept) {
      if (start >= (names.at(-1)?.end ?? 0)) names.push({ name: text.slice(start, end), start, end, why })
    }
    return names
  }
}

function isThat(practice: PracticeMention, [start, end]: readonly [number, number]): boolean {
  const overlap = Math.min(practice.end, end) - Math.max(practice.start, start)
  if (overlap <= 0 || practice.end - practice.start > end - start + BRIDGE) return false
  const around = practice.start < start - 1 && practice.end > end + 1
  if (around && end - start >= ODD && practice.end - practice.start > 2 * (end - start)) return false
  return overlap / (end - start) >= SAME
}

function titlesOf(text: string): [number, number][] {
  return [...text.matchAll(/《[^》]{1,60}》/g)].map((found) => [found.index, found.index + found[0].length])
}
