import { fold } from '../../../server/text/fold.ts'

/**
 * The text as the rules read it: folded (full-width digits, traditional letters), without blanks and quotation marks,
 * and the way back: view letter `i` stands at `at[i]` in the source.
 */
export type View = {
  text: string
  at: Int32Array
  /** 1 where a letter stands in a short quotation or a title in 《》: what looks like a number there is a name */
  quoted: Uint8Array
}

const CLOSES = new Map(
  [...'“”‘’「」『』""《》'].flatMap((mark, i, all) => (i % 2 === 0 ? [[mark, all[i + 1] as string]] : [])),
)
const DROPPED = '“”‘’「」『』"\' \t\u00a0\u3000\u2002\u2003\u2009\u200b\u200c\ufeff\r'
const FULL_STOP = '。'.charCodeAt(0)
const LINE_END = 10
const QUOTE_LIMIT = 24
const TITLE_LIMIT = 80
/** Code unit → 1 kept, but opens a quotation; 2 dropped; 3 both. */
const CLASSES = new Uint8Array(0x10000)
for (const mark of CLOSES.keys()) CLASSES[mark.charCodeAt(0)] = 1
for (const mark of DROPPED) CLASSES[mark.charCodeAt(0)] = (CLASSES[mark.charCodeAt(0)] as number) | 2

/** Two digits that only a blank or a quotation mark keeps apart get a 、 between them, so that they stay two numbers. */
export function createView(source: string): View {
  const folded = fold(source)
  const at = new Int32Array(folded.length + 1)
  const quoted = new Uint8Array(folded.length + 1)
  const parts: string[] = []
  let from = 0
  let length = 0
  let quotedUntil = -1
  for (let i = 0; i < folded.length; i++) {
    const what = CLASSES[folded.charCodeAt(i)] as number
    if ((what & 1) === 1 && i > quotedUntil)
      quotedUntil = findClose(folded, i, CLOSES.get(folded[i] as string) as string)
    if ((what & 2) === 0) {
      at[length] = i
      quoted[length] = i < quotedUntil ? 1 : 0
      length++
      continue
    }
    if (i > from) parts.push(folded.slice(from, i))
    from = i + 1
    const cell = folded[i] === '\t' && i > 0 && folded[i - 1] !== '\t'
    const next = nextKept(folded, i + 1)
    if (cell && next < folded.length) {
      // a cell of a table ends like a clause
      at[length++] = i
      parts.push('，')
    } else if (isDigit(folded.charCodeAt(i - 1)) && isDigit(folded.charCodeAt(next)) && !isSpread(folded, i, next)) {
      at[length++] = i
      parts.push('、')
    }
  }
  at[length] = folded.length
  parts.push(folded.slice(from))
  return { text: parts.join(''), at, quoted }
}

/** End in the source of the view range that ends before view letter `end`. */
export const sourceEnd = (view: View, end: number): number => (end > 0 ? (view.at[end - 1] as number) + 1 : 0)

/** The source's own words for a view range. */
export const sourceSlice = (view: View, source: string, start: number, end: number): string =>
  end > start ? source.slice(view.at[start], sourceEnd(view, end)) : ''

function findClose(text: string, open: number, close: string): number {
  const limit = Math.min(text.length, open + (close === '》' ? TITLE_LIMIT : QUOTE_LIMIT))
  const wanted = close.charCodeAt(0)
  for (let i = open + 1; i < limit; i++) {
    const code = text.charCodeAt(i)
    if (code === wanted) return i
    if (code === FULL_STOP || code === LINE_END) return -1
  }
  return -1
}

/** 1 9 个: single digits set apart by single blanks are one number. */
const isSpread = (text: string, blank: number, next: number): boolean =>
  text[blank] === ' ' &&
  next === blank + 1 &&
  !isDigit(text.charCodeAt(blank - 2)) &&
  !isDigit(text.charCodeAt(next + 1)) &&
  text[blank - 2] === ' ' &&
  text[next + 1] === ' '

function nextKept(text: string, from: number): number {
  let i = from
  while (i < text.length && i - from < 8 && ((CLASSES[text.charCodeAt(i)] as number) & 2) !== 0) i++
  return i
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
