/** A pair of quotation marks; `start` and `end` enclose the marks. */
export type Quote = { start: number; end: number; inner: string }

const LONGEST = 40
/** Opening marks of one family, and all of its marks; straight ones open and close by turns. */
const FAMILIES = [
  { open: '“〝', marks: /[“〝”〞"＂]/g },
  { open: '‘', marks: /[‘’]/g },
  { open: '「『', marks: /[「『」』]/g },
]

/**
 * Pairs quotation marks, in order of place. Typed texts mix curly and straight marks and often close twice: a closing
 * mark with nothing open opens, a mark left open for longer than a name can be is dropped.
 */
export function quotesOf(text: string): Quote[] {
  const quotes: Quote[] = []
  for (const { open, marks } of FAMILIES) {
    let from = -1
    for (const { 0: mark, index: at } of text.matchAll(marks)) {
      const opens = open.includes(mark)
      const tooLong = from >= 0 && at - from > LONGEST
      if (from < 0 || tooLong || opens) {
        from = at
        continue
      }
      const inner = text.slice(from + 1, at)
      if (inner.trim()) quotes.push({ start: from, end: at + 1, inner })
      from = -1
    }
  }
  return quotes.sort((a, b) => a.start - b.start || b.end - a.end)
}
