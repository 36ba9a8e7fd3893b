/** A pair of quotation marks; `start` and `end` enclose the marks. */
export type Quote = { start: number; end: number; inner: string }

const LONGEST = 40
/** Opening and closing marks of one family; straight marks open and close by turns. */
const FAMILIES = [
  { open: '“〝', close: '”〞', straight: '"＂' },
  { open: '‘', close: '’', straight: '' },
  { open: '「『', close: '」』', straight: '' },
]

/**
 * Pairs quotation marks, in order of place. Typed texts mix curly and straight marks and often close twice: a closing
 * mark with nothing open opens, a mark left open for longer than a name can be is dropped.
 */
export function quotesOf(text: string): Quote[] {
  const quotes: Quote[] = []
  for (const { open, close, straight } of FAMILIES) {
    let from = -1
    for (let at = 0; at < text.length; at += 1) {
      const char = text[at] as string
      const opens = open.includes(char)
      if (!opens && !close.includes(char) && !straight.includes(char)) continue
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
