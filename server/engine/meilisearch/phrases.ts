import { fold } from '../../text/fold.ts'

/**
 * Frequent strings of Han characters that are too long for the engine to find exactly: each document names those that
 * stand in it, so they are found as values, and whatever is part of one needs no look at the texts that hold the whole.
 */
export type Phrases = {
  has: (text: string) => boolean
  /** phrases with the text inside, the most frequent first */
  around: (text: string) => string[]
  /** phrases that stand in a run of Han characters */
  within: (run: string) => string[]
}

/** Phrases are looked up by their first characters; shorter strings are none. */
const SHORTEST = 5

/** One code unit each, so that a piece is never half a character. */
const HAN = /^[\u3400-\u9fff]+$/

/** With more of them the question grows longer than the texts it saves. */
const MOST_AROUND = 30

/** @param list folded, the most frequent first */
export function createPhrases(list: readonly string[]): Phrases {
  const all = new Set(list)
  const byHead = new Map<string, string[]>()
  for (const phrase of list) {
    const head = phrase.slice(0, SHORTEST)
    const same = byHead.get(head)
    if (same) same.push(phrase)
    else byHead.set(head, [phrase])
  }
  return {
    has: (text) => all.has(text),
    around: (text) => list.filter((phrase) => phrase.includes(text)).slice(0, MOST_AROUND),
    within: (run) => {
      const found: string[] = []
      for (let i = 0; i + SHORTEST <= run.length; i++) {
        for (const phrase of byHead.get(run.slice(i, i + SHORTEST)) ?? [])
          if (run.startsWith(phrase, i)) found.push(phrase)
      }
      return found
    },
  }
}

export const NO_PHRASES = createPhrases([])

/** Whether a literal could be, or be part of, such a phrase; folded as it is looked up, else undefined. */
export function asPhrase(wanted: string): string | undefined {
  const folded = fold(wanted)
  return folded.length >= SHORTEST && HAN.test(folded) ? folded : undefined
}
