import type { ThemesFile } from '../../server/lexicon/schema.ts'
import type { CueHit } from './themes-cues.ts'

export type Strength = 'strong' | 'normal' | 'weak' | 'counter' | 'mask'

/** What a cue number stands for. */
export type CueMeaning = {
  strength: Strength
  /** index of the theme; -1 for a mask */
  theme: number
  /** how many matches in a sentence make a mask */
  atLeast: number
}

export type ThemeScore = { score: number; first: number; words: string[] }

/** A match longer than this has gaps: what stands inside it is not part of a longer name. */
const LONGEST_NAME = 12

/**
 * Adds up what the cues of one text say about each theme. Cues inside a mask or (for its theme) a counter-cue do not
 * count, nor a cue inside a longer one; a cue counts less each time it comes again, and more where `isLead` says so.
 */
export function weighCues(
  text: string,
  hits: CueHit[],
  meanings: readonly CueMeaning[],
  themes: number,
  scoring: ThemesFile['scoring'],
  isLead: (start: number) => boolean,
): ThemeScore[] {
  const scores = Array.from({ length: themes }, (): ThemeScore => ({ score: 0, first: text.length, words: [] }))
  const times = new Map<number, number>()
  for (const hit of withoutCovered(text, hits, meanings)) {
    const meaning = meanings[hit.cue]
    if (!meaning || meaning.strength === 'mask' || meaning.strength === 'counter') continue
    const score = scores[meaning.theme]
    const time = times.get(hit.cue) ?? 0
    if (!score || time >= scoring.repeat) continue
    times.set(hit.cue, time + 1)
    const lead = isLead(hit.start)
    score.score += (scoring[meaning.strength] * (lead ? scoring.lead : 1)) / 2 ** time
    score.first = Math.min(score.first, hit.start)
    const word = text.slice(hit.start, hit.end)
    if (!score.words.includes(word)) score.words.push(word)
  }
  return scores
}

function withoutCovered(text: string, all: CueHit[], meanings: readonly CueMeaning[]): CueHit[] {
  const masks = activeMasks(text, all, meanings)
  const counters = all.filter((hit) => meanings[hit.cue]?.strength === 'counter')
  const names = all.filter((hit) => {
    const strength = meanings[hit.cue]?.strength
    return strength !== 'mask' && strength !== 'counter' && hit.end - hit.start <= LONGEST_NAME
  })
  return all
    .filter((hit) => {
      const meaning = meanings[hit.cue]
      const length = hit.end - hit.start
      if (masks.some((mask) => mask.start <= hit.start && mask.end >= hit.end)) return false
      if (counters.some((other) => meanings[other.cue]?.theme === meaning?.theme && covers(other, hit))) return false
      return !names.some((name) => covers(name, hit) && name.end - name.start > length)
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
}

const covers = (outer: CueHit, inner: CueHit): boolean => outer.start <= inner.start && outer.end >= inner.end

/** Masks that hold: those with `atLeast` only where their sentence has so many. */
function activeMasks(text: string, all: CueHit[], meanings: readonly CueMeaning[]): CueHit[] {
  const masks = all.filter((hit) => meanings[hit.cue]?.strength === 'mask')
  return masks.filter((mask) => {
    const atLeast = meanings[mask.cue]?.atLeast ?? 1
    if (atLeast === 1) return true
    const from = text.lastIndexOf('。', mask.start)
    const to = text.indexOf('。', mask.end)
    const same = masks.filter((hit) => hit.cue === mask.cue && hit.start > from && (to < 0 || hit.end <= to))
    return same.length >= atLeast
  })
}
