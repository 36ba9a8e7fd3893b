import type { Quantity } from './quantity.ts'

/** The surroundings of one number in the view. All slices are bounded, whatever the text. */
export type Window = {
  /** clause it stands in, as view offsets */
  clauseStart: number
  clauseEnd: number
  /** from the clause's start, or the number before, up to this number */
  own: string
  /** from this number to the next one (or the 、 before it), or to the clause's end */
  tail: string
  /** own + # + tail; own + # + the rest of the clause; the whole clause around # */
  near: string
  ahead: string
  clause: string
  /** what stands before the clause in the same sentence */
  before: string
  sentence: [number, number]
}

const REACH = 140
const BOUNDARY = '，。；：！？,;:!?|\n'

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
  const words = text.slice(ownStart, q.from)
  const own = ownStart > clauseStart ? words.slice(words.indexOf('、') + 1) : words
  const whole = text.slice(q.end, tailEnd)
  // 学法4次、考试34人次: what follows the 、 belongs to the next number.
  const tail = tailEnd < clauseEnd ? (whole.split('、')[0] as string) : whole
  return {
    clauseStart,
    clauseEnd,
    own,
    tail,
    near: `${own}#${tail}`,
    ahead: `${own}#${text.slice(q.end, clauseEnd)}`,
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
