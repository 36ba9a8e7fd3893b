import { Converter } from 'opencc-js/t2cn'

/**
 * Folds traditional to simplified, full-width to half-width and upper to lower case, **one UTF-16 code unit for one**:
 * an offset into the folded text is an offset into the text. Characters are folded one by one (OpenCC's character
 * tables, no phrases), the same for text and query, so the two always meet. Punctuation is kept, but for ％ and ．.
 */
export function fold(text: string): string {
  let folded = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const to = table()[text.charCodeAt(i)] as number
    if (to !== text.charCodeAt(i)) {
      folded += text.slice(from, i) + String.fromCharCode(to)
      from = i + 1
    }
  }
  return from === 0 ? text : folded + text.slice(from)
}

let built: Uint16Array | undefined

/** Code unit → folded code unit; built on first use (about 60 ms). */
function table(): Uint16Array {
  if (built) return built
  const map = Uint16Array.from({ length: 0x10000 }, (_, code) => code)
  const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
  for (const [code, letter] of letters.entries()) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const half = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff05\uff0e]/.test(letter)
      ? letter.normalize('NFKC')
      : letter
    const lower = half.toLowerCase()
    map[code] = lower.length === 1 ? lower.charCodeAt(0) : half.charCodeAt(0)
  }
  foldTraditional(map, letters)
  built = map
  return map
}

function foldTraditional(map: Uint16Array, letters: string[]): void {
  const convert = Converter({ from: 't', to: 'cn' })
  const han = letters.slice(0x3400, 0xa000)
  // One character a line, so that no phrase of the dictionary can span two.
  const simple = convert(han.join('\n')).split('\n')
  for (const [i, letter] of simple.entries()) if (letter.length === 1) map[0x3400 + i] = letter.charCodeAt(0)
}
