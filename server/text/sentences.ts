import type { Range } from '../schema.ts'

/** Sentences of a passage, closed by 。！？ or their half-width forms at a sentence's end; their ranges cover the text. */
export function sentences(text: string): Range[] {
  const ranges: Range[] = []
  let start = 0
  for (const end of text.matchAll(/[。！？!?]+[”’」』）)]?/g)) {
    const stop = end.index + end[0].length
    ranges.push([start, stop])
    start = stop
  }
  if (start < text.length) ranges.push([start, text.length])
  return ranges
}
