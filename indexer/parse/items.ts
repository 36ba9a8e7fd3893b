import type { Range } from '../../server/schema.ts'
import { hanValue } from './numbering.ts'

const MARKS: { form: RegExp; value: (match: string) => number }[] = [
  {
    form: /(?<=^|[。；：，,;:！？\s”）)])(?:[一二三四五六七八九]|十[一二三四五六七八九]?)(?:是|要)(?!否|非|不是)/g,
    value: (m) => hanValue(m.slice(0, -1)),
  },
  { form: /(?<=^|[。；：;:！？\s])第[一二三四五六七八九十]{1,2}[，,、]/g, value: (m) => hanValue(m.slice(1, -1)) },
  { form: /(?<=^|[。；：;:！？\s])其[一二三四五六][，,：]/g, value: (m) => hanValue(m.slice(1, -1)) },
  { form: /[（(][一二三四五六七八九十]{1,2}[)）]/g, value: (m) => hanValue(m.slice(1, -1)) },
  { form: /(?<=^|[。；：;:！？\s])\d{1,2}[.、．](?!\d)/g, value: (m) => Number.parseInt(m, 10) },
  { form: /[（(]\d{1,2}[)）]/g, value: (m) => Number.parseInt(m.slice(1), 10) },
  { form: /[①-⑳]/g, value: (m) => m.charCodeAt(0) - 0x245f },
]

/**
 * Ranges of the items of a 一是…二是… run (or 第一，…；（一）…；1.…；①…) in one passage. Each reaches to the next item, the
 * last to the end of the text. A passage that is itself one item of a run over several passages is one range.
 */
export function itemsOf(text: string): Range[] {
  for (const { form, value } of MARKS) {
    const starts = runOf([...text.matchAll(form)].map((match) => ({ at: match.index, value: value(match[0]) })))
    if (starts.length >= 2 || (starts[0] === 0 && form === MARKS[0]?.form)) {
      return starts.map((start, i) => [start, starts[i + 1] ?? text.length])
    }
  }
  return []
}

/** Positions that count up by one; a restart at 一 begins a nested run, which the outer item keeps. */
function runOf(marks: { at: number; value: number }[]): number[] {
  const starts: number[] = []
  let expected = marks[0]?.value === 1 ? 1 : marks[0]?.at === 0 ? marks[0].value : 0
  if (expected === 0) return []
  for (const { at, value } of marks) {
    if (value !== expected) continue
    starts.push(at)
    expected++
  }
  return starts
}
