import type { Quantity } from './quantity.ts'

/** The surroundings of one number in the view. All slices are bounded, whatever the text. */
export type Window = {
  /** clause it stands in, as view offsets */
  clauseStart: number
  clauseEnd: number
  /** from the clause's start, or the number before, up to this number */
  own: string
  /** from this number to the next one or the clause's end */
  tail: string
  /** own + # + tail; and the whole clause around # */
  near: string
  clause: string
  /** what stands before the clause in the same sentence */
  before: string
  sentence: [number, number]
}

const REACH = 90
const BOUNDARY = '，。；：！？,;:!?\n'

/** Looks around one number; `previous` and `next` are its neighbours in the same passage. */
export function openWindow(
  text: string,
  sentence: [number, number],
  q: Quantity,
  previous?: Quantity,
  next?: Quantity,
): Window {
  const low = Math.max(sentence[0], q.from - REACH)
  const high = Math.min(sentence[1], q.end + REACH)
  let clauseStart = q.from
  while (clauseStart > low && !isBoundary(text, clauseStart - 1)) clauseStart--
  let clauseEnd = q.end
  while (clauseEnd < high && !isBoundary(text, clauseEnd)) clauseEnd++
  const ownStart = previous && previous.end > clauseStart ? previous.end : clauseStart
  const tailEnd = next && next.from < clauseEnd ? next.from : clauseEnd
  const own = text.slice(ownStart, q.from)
  const tail = text.slice(q.end, tailEnd)
  return {
    clauseStart,
    clauseEnd,
    own,
    tail,
    near: `${own}#${tail}`,
    clause: `${text.slice(clauseStart, q.from)}#${text.slice(q.end, clauseEnd)}`,
    before: text.slice(Math.max(sentence[0], clauseStart - REACH), clauseStart),
    sentence,
  }
}

/** Sentences of the view as ranges, in order; they cover the text. */
export function findSentences(text: string): [number, number][] {
  const ranges: [number, number][] = []
  let start = 0
  for (let i = 0; i < text.length; i++) {
    if (!'。！？\n'.includes(text[i] as string)) continue
    ranges.push([start, i + 1])
    start = i + 1
  }
  if (start < text.length) ranges.push([start, text.length])
  return ranges
}

const isBoundary = (text: string, at: number): boolean => BOUNDARY.includes(text[at] as string)
