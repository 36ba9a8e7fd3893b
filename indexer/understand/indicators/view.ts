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

const CLOSES: Record<string, string> = { '“': '”', '‘': '’', '「': '」', '『': '』', '"': '"', '《': '》' }
const DROPPED = new Set([...'“”‘’「」『』"\' \t\u00a0\u3000\u2002\u2003\u2009\u200b\u200c\ufeff\r'])
const QUOTE_LIMIT = 24
const TITLE_LIMIT = 80

/** Two digits that only a blank or a quotation mark keeps apart get a 、 between them, so that they stay two numbers. */
export function createView(source: string): View {
  const folded = fold(source)
  const at = new Int32Array(folded.length + 1)
  const quoted = new Uint8Array(folded.length + 1)
  let text = ''
  let from = 0
  let length = 0
  let quotedUntil = -1
  for (let i = 0; i < folded.length; i++) {
    const letter = folded[i] as string
    const close = CLOSES[letter]
    if (close !== undefined && i > quotedUntil) quotedUntil = findClose(folded, i, close)
    if (DROPPED.has(letter)) {
      text += folded.slice(from, i)
      from = i + 1
      const next = nextKept(folded, i + 1)
      if (length > 0 && at[length - 1] === i - 1 && isNumber(folded[i - 1]) && isNumber(folded[next])) {
        at[length] = i
        length++
        text += '、'
      }
      continue
    }
    at[length] = i
    quoted[length] = i < quotedUntil ? 1 : 0
    length++
  }
  at[length] = folded.length
  return { text: text + folded.slice(from), at, quoted }
}

/** End in the source of the view range that ends before view letter `end`. */
export const sourceEnd = (view: View, end: number): number => (end > 0 ? (view.at[end - 1] as number) + 1 : 0)

/** The source's own words for a view range. */
export const sourceSlice = (view: View, source: string, start: number, end: number): string =>
  end > start ? source.slice(view.at[start], sourceEnd(view, end)) : ''

function findClose(text: string, open: number, close: string): number {
  const limit = Math.min(text.length, open + (close === '》' ? TITLE_LIMIT : QUOTE_LIMIT))
  for (let i = open + 1; i < limit; i++) {
    if (text[i] === close) return i
    if (text[i] === '。' || text[i] === '\n') return -1
  }
  return -1
}

function nextKept(text: string, from: number): number {
  let i = from
  while (i < text.length && i - from < 8 && DROPPED.has(text[i] as string)) i++
  return i
}

const isNumber = (letter: string | undefined): boolean => letter !== undefined && /[0-9]/.test(letter)
