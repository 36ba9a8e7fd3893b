import { setImmediate } from 'node:timers/promises'
import type { Match } from '../engine/port.ts'
import { inOneSentence } from '../engine/sentence.ts'
import type { Site } from '../site.ts'
import { needle } from '../text/occurrences.ts'
import { planQuestion, type Question } from './question.ts'

export type Verification = {
  dataVersion: string
  /** passages that hold what was typed, found by reading every text; absent where the query cannot be read literally */
  literal?: number
  /** passages the search finds */
  found: number
  /** literal passages that the search does not find: must be none */
  missing: string[]
  /** found passages that do not hold what was typed, at most {@link LISTED} */
  extra: string[]
  /** how many extra passages there are, by what made the search find them */
  extraKinds: { folded: number; alias: number; scattered: number }
}

/** Ids listed at most. */
const LISTED = 1000

/** Texts read at a time, between which other requests are served. */
const BATCH = 2000

/**
 * Puts a plain scan of every raw text beside the search, under the same filters: the check a researcher can cite. The
 * scan shares nothing with the index but the definition of a match.
 */
export async function verify(site: Site, question: Question, signal?: AbortSignal): Promise<Verification> {
  const dataVersion = site.corpus.dataVersion()
  const { plan, query } = planQuestion(site, question)
  const plain = { ...query, sort: 'newest' as const }
  const found = new Set(await site.engine.rows(plain))
  const none = { folded: 0, alias: 0, scattered: 0 }
  if (!plan.literal) return { dataVersion, found: found.size, missing: [], extra: [], extraKinds: none }

  const allowed = new Set(await site.engine.rows({ ...plain, match: { op: 'all' } }))
  const asTyped = reader(plan.literal)
  const folded = reader(unraw(plan.literal))
  const words = reader(withoutAliases(plan.match))
  const missing: number[] = []
  const extra: number[] = []
  const extraKinds = { ...none }
  let literal = 0
  for (
    let after = 0, batch = site.corpus.texts(after, BATCH);
    batch.length > 0;
    batch = site.corpus.texts(after, BATCH)
  ) {
    for (const { pid, text } of batch) {
      after = pid
      if (!allowed.has(pid)) continue
      const typed = asTyped(text)
      if (typed) literal++
      if (typed && !found.has(pid)) missing.push(pid)
      if (typed || !found.has(pid)) continue
      extra.push(pid)
      extraKinds[folded(text) ? 'folded' : words(text) ? 'scattered' : 'alias']++
    }
    await setImmediate()
    signal?.throwIfAborted()
  }
  const ids = (pids: number[]): string[] =>
    site.corpus.passagesByPid(pids.slice(0, LISTED)).map(({ passage }) => passage.id)
  return { dataVersion, literal, found: found.size, missing: ids(missing), extra: ids(extra), extraKinds }
}

/** Reads a match off a text; labels and filters cannot be read there and count as met. */
function reader(match: Match): (text: string) => boolean {
  switch (match.op) {
    case 'literal':
      return needle(match.text, { raw: match.raw }).in
    case 'and': {
      const parts = match.of.map(reader)
      return (text) => parts.every((part) => part(text))
    }
    case 'or': {
      const parts = match.of.map(reader)
      return (text) => parts.some((part) => part(text))
    }
    case 'not': {
      const part = reader(match.of)
      return (text) => !part(text)
    }
    case 'same-sentence':
      return inOneSentence(match.of)
    default:
      return () => true
  }
}

function unraw(match: Match): Match {
  if (match.op === 'literal') return { ...match, raw: false }
  return match.op === 'and' ? { ...match, of: match.of.map(unraw) } : match
}

/** A practice's alternatives begin with what was typed. */
function withoutAliases(match: Match): Match {
  if (match.op === 'and') return { ...match, of: match.of.map(withoutAliases) }
  const named = match.op === 'or' && match.of.some((part) => part.op === 'practice')
  return named ? (match.of[0] as Match) : match
}
