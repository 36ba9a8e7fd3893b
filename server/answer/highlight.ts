import type { Match } from '../engine/port.ts'
import type { Passage, Range } from '../schema.ts'
import { needle } from '../text/occurrences.ts'

/** Finds what a match asks for in a passage: ranges in order, not overlapping. */
export type Highlighter = (passage: Pick<Passage, 'text' | 'practices'>) => Range[]

/** What is excluded is never marked. */
export function createHighlighter(match: Match): Highlighter {
  const needles = literals(match).map(({ text, raw }) => needle(text, { raw }))
  const practices = new Set(asked(match))
  return ({ text, practices: mentions }) =>
    merged([
      ...needles.flatMap((one) => one.find(text)),
      ...mentions.filter((mention) => practices.has(mention.id)).map(({ start, end }): Range => [start, end]),
    ])
}

/** The literals a match asks for, wherever they stand in the tree but under NOT; the longest first. */
function literals(match: Match): { text: string; raw: boolean }[] {
  const found = new Map<string, { text: string; raw: boolean }>()
  const walk = (one: Match): void => {
    if (one.op === 'literal') found.set(`${one.raw}${one.text}`, one)
    else if (one.op === 'and' || one.op === 'or' || one.op === 'same-sentence') one.of.forEach(walk)
  }
  walk(match)
  return [...found.values()].sort((a, b) => b.text.length - a.text.length)
}

function asked(match: Match): string[] {
  if (match.op === 'practice') return [match.id]
  return match.op === 'and' || match.op === 'or' ? match.of.flatMap(asked) : []
}

/** Ranges in order; those that overlap become one. */
function merged(ranges: Range[]): Range[] {
  const joined: Range[] = []
  for (const [start, end] of ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1])) {
    const last = joined.at(-1)
    if (last && start < last[1]) last[1] = Math.max(last[1], end)
    else joined.push([start, end])
  }
  return joined
}
