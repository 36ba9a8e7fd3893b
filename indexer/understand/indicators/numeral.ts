/** A number as written, without its unit. Offsets are into the text it was read from. */
export type Numeral = {
  end: number
  value: number
  /** upper end where the words name two (三四百, 十五六) */
  max?: number
  script: 'arabic' | 'chinese'
  /** 余, 多, 来, 几 standing inside or right after it (3万余, 二十多) */
  approx?: string
  /** only a power, such as 百 in 百余次: a number only with a word that bounds it */
  bare?: boolean
}

const DIGITS: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const POWERS: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
/** Longer runs are codes or noise, not counts. */
const MAX_DIGITS = 13

/** Reads the Arabic or Chinese numeral that begins at `at`; half-width digits, 万 and 亿 resolved. */
export function readNumeral(text: string, at: number): Numeral | undefined {
  const first = text[at]
  if (first === undefined) return undefined
  return isDigit(first) ? readArabic(text, at) : isChineseNumeral(first) ? readChinese(text, at) : undefined
}

/** End of the run of Chinese numerals that begins at `at`. */
export function endOfRun(text: string, at: number): number {
  let end = at
  while (end - at < 24 && isChineseNumeral(text[end])) end++
  return end
}

const CHINESE = new Set([...Object.keys(DIGITS), ...Object.keys(POWERS)])

export const isDigit = (letter: string | undefined): boolean =>
  letter !== undefined && letter >= '0' && letter <= '9' && letter.length === 1

export const isChineseNumeral = (letter: string | undefined): boolean => letter !== undefined && CHINESE.has(letter)

function readArabic(text: string, at: number): Numeral | undefined {
  let end = endOfDigits(text, at)
  if (end - at <= 3) while (text[end] === ',' && endOfDigits(text, end + 1) - end === 4) end += 4
  if (text[end] === '.' && isDigit(text[end + 1])) end = endOfDigits(text, end + 1)
  if (end - at > MAX_DIGITS) return { end, value: Number.NaN, script: 'arabic' }
  const value = Number(text.slice(at, end).replaceAll(',', ''))
  return scale(text, end, { value, script: 'arabic' })
}

/** Takes 余/多 and 百千万亿 behind a number, in either order: 3万余, 3余万, 2百万, 3万5千. */
function scale(text: string, from: number, number: Omit<Numeral, 'end'>): Numeral {
  let end = from
  let { value, max } = number
  let approx: string | undefined
  if (isApprox(text[end]) && (text[end + 1] === '万' || text[end + 1] === '亿')) approx = text[end++]
  let power = 1
  while (end - from < 4 && POWERS[text[end] ?? ''] !== undefined) power *= POWERS[text[end++] as string] as number
  value *= power
  if (max !== undefined) max *= power
  if (power > 1000 && isDigit(text[end])) {
    const more = endOfDigits(text, end)
    const small = POWERS[text[more] ?? '']
    if (more - end === 1 && small !== undefined && small < power) {
      value += Number(text[end]) * small
      end = more + 1
    }
  }
  if (!approx && isApprox(text[end])) approx = text[end++]
  return { ...number, end, value: round(value), ...(max !== undefined && { max }), ...(approx && { approx }) }
}

function readChinese(text: string, at: number): Numeral | undefined {
  const end = endOfRun(text, at)
  const parsed = parseChinese(text.slice(at, end))
  if (!parsed) return { end, value: Number.NaN, script: 'chinese' }
  const bare = text[at] !== '十' && POWERS[text[at] ?? ''] !== undefined
  if (text[end] === '几' && text[end - 1] === '十') return { ...parsed, end: end + 1, script: 'chinese', approx: '几' }
  return scale(text, end, { ...parsed, script: 'chinese', ...(bare && { bare }) })
}

/**
 * Value of a run of Chinese numerals: 一百二十 → 120, 三千五 → 3500, 二〇二三 → 2023, 两三 → 2–3, 三四百 → 300–400.
 * Undefined where the run is no number (八五, 一一).
 */
export function parseChinese(run: string): { value: number; max?: number } | undefined {
  const letters = [...run]
  if (letters.length === 0) return undefined
  const low = evaluate(letters, 0)
  const high = evaluate(letters, 1)
  if (low === undefined || high === undefined) return undefined
  return low === high ? { value: low } : { value: low, max: high }
}

/** `pick` chooses the lower (0) or the upper (1) of two neighbouring digits such as 三四. */
function evaluate(letters: string[], pick: 0 | 1): number | undefined {
  if (letters.every((letter) => letter in DIGITS)) return evaluateDigits(letters, pick)
  let total = 0
  let section = 0
  let digit: number | undefined
  let last = 0
  let zero = false
  for (const letter of letters) {
    const power = POWERS[letter]
    if (power === undefined) {
      const next = DIGITS[letter] as number
      if (letter === '零' || letter === '〇') zero = true
      else if (digit === undefined) digit = next
      else if (next === digit + 1) digit = pick === 0 ? digit : next
      else return undefined
      continue
    }
    if (power >= 10_000) {
      const counted = section + (digit ?? 0)
      if (power > 10_000 && total > 0) total = (total + counted) * power
      else total += (counted || 1) * power
      section = 0
    } else section += (digit ?? 1) * power
    digit = undefined
    last = power
    zero = false
  }
  const tail = digit === undefined ? 0 : zero || last === 10 ? digit : (digit * last) / 10
  return total + section + tail
}

function evaluateDigits(letters: string[], pick: 0 | 1): number | undefined {
  const digits = letters.map((letter) => DIGITS[letter] as number)
  const [first = 0, second = 0] = digits
  if (digits.length === 1) return first
  if (digits.length === 2) return first > 0 && second === first + 1 ? (pick === 0 ? first : second) : undefined
  return letters.includes('〇') || letters.includes('零') || digits.length === 4 ? Number(digits.join('')) : undefined
}

const isApprox = (letter: string | undefined): boolean => letter === '余' || letter === '多' || letter === '来'

/** End of the run of Arabic digits that begins at `from`. */
export function endOfDigits(text: string, from: number): number {
  let end = from
  while (isDigit(text[end])) end++
  return end
}

/** 595.91 × 10 000 is 5959100, not 5959099.999…. */
const round = (value: number): number => Math.round(value * 1e6) / 1e6
