/**
 * The text as patterns see it, with the way back to the source. Reports write one name in many ways (quoted or not,
 * full width or half, with blanks, with any of five middle dots); a pattern should have to know only one of them.
 */
export type MatchingView = {
  /** the normalised text */
  text: string
  /** offset in the source of each UTF-16 unit of `text`, and one more: the length of the source */
  at: Uint32Array
  /** the text that was normalised */
  source: string
}

const QUOTES = '“”‘’"\'「」『』＂＇〝〞„‟`´'
const MIDDLE_DOTS = '·•∙・‧⋅･﹒．'
const INVISIBLE = '\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f'
const WIDE: Record<string, string> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' }
const BOOKMARK = /\[bookmark: ?\w{1,40}\]/g

const DROP = 0
const PLAIN = 1
const CHANGE = 2
/** How each UTF-16 unit is treated, so that the usual Han character costs one look-up. */
const TREATMENT = new Uint8Array(0x10000).map((_, code) => {
  const char = String.fromCharCode(code)
  if (QUOTES.includes(char) || INVISIBLE.includes(char) || /\s/.test(char)) return DROP
  if (code >= 0xd800 && code <= 0xdfff) return CHANGE
  return char.normalize('NFKC') === char && !MIDDLE_DOTS.includes(char) && !(char in WIDE) ? PLAIN : CHANGE
})

/**
 * Builds the view: middle dots become `.`, compatibility forms their plain ones (NFKC), `，；：！？` stay full width
 * (half width ones become so, except between digits); quotation marks, blanks and invisible characters are left out,
 * but between two digits they become 、 (else “4·15”“12·4” would run together).
 */
export function matchingView(source: string): MatchingView {
  const skips = bookmarks(source)
  let text = ''
  const at: number[] = []
  // The last code is kept apart: to read it off the growing text would flatten that each time.
  let last = Number.NaN
  let dropped = false
  let skip = 0
  for (let i = 0; i < source.length; i += 1) {
    const next = skips[skip]
    if (next && i === next[0]) {
      i = next[1] - 1
      skip += 1
      continue
    }
    const code = source.charCodeAt(i)
    const treatment = TREATMENT[code]
    if (treatment === DROP) {
      dropped = true
      continue
    }
    if (dropped && isDigit(code) && isDigit(last)) {
      text += '、'
      at.push(i - 1)
    }
    dropped = false
    if (treatment === PLAIN) {
      text += source[i]
      last = code
      at.push(i)
      continue
    }
    const char = String.fromCodePoint(source.codePointAt(i) ?? 0)
    const plain = changed(char, last, source, i)
    text += plain
    if (plain !== '') last = plain.charCodeAt(plain.length - 1)
    for (let k = 0; k < plain.length; k += 1) at.push(i)
    i += char.length - 1
  }
  at.push(source.length)
  return { text, at: Uint32Array.from(at), source }
}

/** Range of the source that a range of the view stands for; quotation marks at the edges stay outside. */
export function originalRange(view: MatchingView, start: number, end: number): [number, number] {
  const from = view.at[start] ?? view.source.length
  if (end <= start) return [from, from]
  const last = view.at[end - 1] ?? view.source.length
  return [from, last + ((view.source.codePointAt(last) ?? 0) > 0xffff ? 2 : 1)]
}

function changed(char: string, before: number, source: string, at: number): string {
  if (MIDDLE_DOTS.includes(char)) return '.'
  const plain = char.normalize('NFKC')
  const wide = WIDE[plain]
  if (!wide) return plain
  const inside = isDigit(before) && isDigit(source.charCodeAt(at + 1))
  return inside && (plain === ',' || plain === ':') ? plain : wide
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Bookmarks that a word processor leaves in the text; they may stand inside a word. */
function bookmarks(source: string): [number, number][] {
  if (!source.includes('[bookmark:')) return []
  return [...source.matchAll(BOOKMARK)].map((found) => [found.index, found.index + found[0].length])
}
