import { inspectPattern } from '../../server/lexicon/pattern.ts'

/** One place where a cue stands, as offsets of the text that was searched. */
export type CueHit = { cue: number; start: number; end: number }

/** A cue stands in a passage more often only in texts that are made to break things. */
const MOST_HITS = 8
const META = /[\\^$.*+?()[\]{}|]/

/**
 * Finds many words and patterns in one pass: words are looked up by their first two characters; a pattern runs only
 * where one of the literals that it cannot do without stands in the text. Time is linear in the text.
 */
export function createCueIndex(sources: readonly string[]): (text: string) => CueHit[] {
  const words = new Map<number, { word: string; cues: number[]; patterns: number[] }[]>()
  const regexes = sources.map((source) => (META.test(source) ? new RegExp(source, 'g') : undefined))
  const always: number[] = []

  const entry = (word: string) => {
    const key = keyOf(word.charCodeAt(0), word.length > 1 ? word.charCodeAt(1) : 0)
    const bucket = words.get(key) ?? []
    words.set(key, bucket)
    const known = bucket.find((other) => other.word === word)
    if (known) return known
    const made = { word, cues: [], patterns: [] }
    bucket.push(made)
    return made
  }
  for (const [cue, source] of sources.entries()) {
    if (!regexes[cue]) {
      entry(source).cues.push(cue)
      continue
    }
    const report = inspectPattern(source)
    const literals = report.ok ? report.literals : []
    if (literals.length === 0) always.push(cue)
    for (const literal of literals) entry(literal).patterns.push(cue)
  }

  return (text) => {
    const hits: CueHit[] = []
    const counts = new Uint8Array(sources.length)
    const wanted = new Set(always)
    const look = (key: number, at: number): void => {
      const bucket = words.get(key)
      if (!bucket) return
      for (const { word, cues, patterns } of bucket) {
        if (word.length > 2 && !text.startsWith(word, at)) continue
        for (const cue of patterns) wanted.add(cue)
        for (const cue of cues) {
          const count = counts[cue] ?? 0
          if (count >= MOST_HITS) continue
          counts[cue] = count + 1
          hits.push({ cue, start: at, end: at + word.length })
        }
      }
    }
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      look(keyOf(code, 0), at)
      if (at + 1 < text.length) look(keyOf(code, text.charCodeAt(at + 1)), at)
    }
    for (const cue of wanted) hits.push(...matchesOf(text, regexes[cue], cue))
    return hits
  }
}

function matchesOf(text: string, regex: RegExp | undefined, cue: number): CueHit[] {
  if (!regex) return []
  const hits: CueHit[] = []
  regex.lastIndex = 0
  for (let found = regex.exec(text); found && hits.length < MOST_HITS; found = regex.exec(text)) {
    if (found[0].length === 0) regex.lastIndex += 1
    else hits.push({ cue, start: found.index, end: found.index + found[0].length })
  }
  return hits
}

const keyOf = (first: number, second: number): number => first * 0x10000 + second
