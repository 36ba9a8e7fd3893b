import type { Range } from './api-types.ts'

/** A stretch of text and the names of the layers that cover it. */
export interface Piece {
  text: string
  start: number
  marks: string[]
}

/** Cuts a text at the borders of all layers. The pieces joined are the text; bad ranges (outside, empty) are dropped. */
export const cutText = (text: string, layers: Record<string, readonly Range[]>): Piece[] => {
  const valid = Object.entries(layers).map(
    ([name, ranges]) => [name, ranges.filter(([s, e]) => s >= 0 && e > s && e <= text.length)] as const,
  )
  const cuts = new Set([0, text.length])
  for (const [, ranges] of valid) for (const [s, e] of ranges) cuts.add(s).add(e)
  const at = [...cuts].sort((a, b) => a - b)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < at.length; i++) {
    const start = at[i] as number
    const end = at[i + 1] as number
    const marks = valid.filter(([, ranges]) => ranges.some(([s, e]) => s <= start && end <= e)).map(([name]) => name)
    pieces.push({ text: text.slice(start, end), start, marks })
  }
  return pieces
}

/** The ranges that fall into [start, end), cut to it and counted from `start`. */
export const rangesWithin = (ranges: readonly Range[], start: number, end: number): Range[] =>
  ranges
    .filter(([s, e]) => s < end && e > start)
    .map(([s, e]): Range => [Math.max(s, start) - start, Math.min(e, end) - start])

/**
 * Folds a long text around its highlights: whole sentences with a hit are kept, then their neighbours while the budget
 * (characters) lasts, so that what stays can be read. Returns ranges of the text in order; one range for a short text.
 */
export const foldText = (text: string, highlights: readonly Range[], budget = 220): Range[] => {
  if (text.length <= budget * 1.3) return [[0, text.length]]
  const sentences = splitSentences(text)
  const hit = sentences.map(([s, e]) => highlights.some(([hs, he]) => hs < e && he > s))
  const keep = new Set<number>()
  let used = 0
  const take = (i: number): void => {
    const sentence = sentences[i]
    if (!sentence || keep.has(i) || (keep.size > 0 && used + sentence[1] - sentence[0] > budget)) return
    keep.add(i)
    used += sentence[1] - sentence[0]
  }
  for (const [i, isHit] of hit.entries()) if (isHit) take(i)
  if (keep.size === 0) take(0)
  for (const i of [...keep]) take(i + 1)
  for (const i of [...keep]) take(i - 1)
  const kept = [...keep].sort((a, b) => a - b).map((i) => sentences[i] as Range)
  return kept.reduce<Range[]>((out, [s, e]) => {
    const last = out.at(-1)
    if (last && last[1] === s) last[1] = e
    else out.push([s, e])
    return out
  }, [])
}

/** Sentences with their closing mark and the quotes behind it; over-long ones are cut at a comma. */
const splitSentences = (text: string): Range[] => {
  const out: Range[] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const long = i - start > 120 && '，,、'.includes(text.charAt(i))
    if (!'。；;！？!?\n'.includes(text.charAt(i)) && !long) continue
    while (i + 1 < text.length && '”’」』）)'.includes(text.charAt(i + 1))) i++
    out.push([start, i + 1])
    start = i + 1
  }
  if (start < text.length) out.push([start, text.length])
  return out
}
