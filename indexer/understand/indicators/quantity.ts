import type { IndicatorRules } from '../../../server/lexicon/indicators.ts'
import { endOfDigits, endOfRun, isChineseNumeral, isDigit, type Numeral, readNumeral } from './numeral.ts'
import { createPrefixReader, createSuffixReader } from './qualifier.ts'
import { createUnitReader, type UnitReader } from './unit.ts'

/** A number with its unit, as it stands in the view. */
export type Quantity = {
  /** where the words that belong to it begin (不少于), and where the number itself does */
  from: number
  start: number
  end: number
  /** absent where the source masks it (××件) */
  value?: number
  max?: number
  unit: string
  qualifier?: string
  script: 'arabic' | 'chinese' | 'masked'
}

/** More numbers than any real paragraph has; what follows in a hostile one is left out. */
const MAX_QUANTITIES = 400
const RANGE_SIGNS = '-—–−~～至到'
/** What may stand between the digits and their unit. */
const BEHIND = `十百千万亿,.余多来几分半成点以%${RANGE_SIGNS}x×*`
const MASKS = 'x×*✕╳＊'
const DOUBLED_MASKS = '○〇□■△▲_＿?？'

/** Finds all numbers that carry a unit, from left to right, without overlap; one pass over the text. */
export function createQuantityScanner(rules: IndicatorRules): (text: string, quoted: Uint8Array) => Quantity[] {
  const unitAt = createUnitReader(rules)
  const before = createPrefixReader(rules)
  const after = createSuffixReader(rules)

  return (text, quoted) => {
    const found: Quantity[] = []
    let ordinalEnd = -1
    for (let i = 0; i < text.length && found.length < MAX_QUANTITIES; ) {
      const letter = text[i] as string
      const read =
        isDigit(letter) || isChineseNumeral(letter) || letter === '半'
          ? readValue(text, i, unitAt)
          : readMask(text, i, unitAt)
      if (!read) {
        i++
        continue
      }
      const ordinal = text[i - 1] === '第' || (ordinalEnd === i - 1 && '、至到-—和及'.includes(text[i - 1] as string))
      if (ordinal) ordinalEnd = read.numeralEnd
      const quantity = !ordinal && read.unit && !quoted[i] && !isGlued(text, i) ? finish(text, i, read) : undefined
      if (quantity) found.push(quantity)
      i = Math.max(i + 1, quantity?.end ?? read.numeralEnd)
    }
    return found
  }

  function finish(text: string, start: number, read: Value): Quantity | undefined {
    const prefix = before(text, start)
    // 实现3个100%: neither is a count.
    if (read.unit === '个' && isDigit(text[read.end])) return undefined
    const suffix = after(text, read.end)
    if (read.bare && !prefix && !read.approx && !suffix) return undefined
    const words = [prefix?.word, read.approx, suffix?.word].filter((word) => word !== undefined)
    return {
      from: prefix?.start ?? start,
      start,
      end: suffix?.end ?? read.end,
      ...(read.value !== undefined && { value: read.value }),
      ...(read.max !== undefined && { max: read.max }),
      unit: read.unit as string,
      ...(words.length > 0 && { qualifier: [...new Set(words)].join('；') }),
      script: read.script,
    }
  }
}

type Value = {
  value?: number
  max?: number
  unit?: string
  /** end of the digits, and of the unit behind them */
  numeralEnd: number
  end: number
  approx?: string
  bare?: boolean
  script: Quantity['script']
}

function readValue(text: string, at: number, unitAt: UnitReader): Value | undefined {
  const digits = isDigit(text[at])
  if (text[at] !== '半') {
    const end = digits ? endOfDigits(text, at) : endOfRun(text, at)
    if (!BEHIND.includes(text[end] ?? ' ') && !unitAt(text, end))
      return { numeralEnd: end, end, script: digits ? 'arabic' : 'chinese' }
  }
  const share = digits ? undefined : readShare(text, at)
  if (share) return share
  const first = readNumeral(text, at)
  if (!first) return undefined
  if (MASKS.includes(text[first.end] ?? ' ')) {
    const mask = readMask(text, first.end, unitAt)
    if (mask?.unit) return mask
  }
  const second = readSecond(text, first.end, unitAt)
  const last = second ?? first
  const unit = second?.unit ?? unitAt(text, last.end)
  if (!unit || Number.isNaN(first.value)) return { numeralEnd: last.end, end: last.end, script: first.script }
  const from = second ? spread(first, second) : first
  const tenth = unit.unit === '成' ? 10 : 1
  const half = tenth === 10 ? readNumeral(text, unit.end) : undefined
  const max = second?.value ?? first.max
  return {
    value: round(from.value * tenth + (half && half.value < 10 ? half.value : 0)),
    ...(max !== undefined && { max: round(max * tenth) }),
    unit: tenth === 10 ? '%' : unit.unit,
    numeralEnd: last.end,
    end: half?.end ?? unit.end,
    ...((last.approx ?? first.approx) && { approx: last.approx ?? first.approx }),
    ...(first.bare && { bare: true }),
    script: first.script,
  }
}

/** The upper end of 3—5名, 80%—90%, 三至五名; the sign must join two rising numbers. */
function readSecond(
  text: string,
  at: number,
  unitAt: UnitReader,
): (Numeral & { unit?: ReturnType<UnitReader> }) | undefined {
  const own = RANGE_SIGNS.includes(text[at] ?? ' ') ? undefined : unitAt(text, at)
  const signAt = own ? own.end : at
  let from = signAt
  while (from - signAt < 2 && RANGE_SIGNS.includes(text[from] ?? ' ')) from++
  if (from === signAt || text.startsWith('百分之', from)) return undefined
  const second = readNumeral(text, from)
  if (!second) return undefined
  if (!own) return second
  const unit = unitAt(text, second.end)
  return unit && unit.unit === own.unit ? { ...second, unit } : undefined
}

/** 3—5万 and 三四十 speak of the same power on both sides. */
function spread(first: Numeral, second: Numeral): Numeral {
  const power = second.value >= 10_000 && first.value < 100 && second.value % 10_000 === 0 ? 10_000 : 1
  return first.value * power < second.value ? { ...first, value: first.value * power } : first
}

/** 百分之九十五, 千分之三, 三分之二, 半数, 一半: shares in words, as percent (or ‰). */
function readShare(text: string, at: number): Value | undefined {
  for (const [word, unit] of [
    ['百分之', '%'],
    ['千分之', '‰'],
  ] as const) {
    if (!text.startsWith(word, at)) continue
    const numeral = readNumeral(text, at + word.length)
    if (!numeral || Number.isNaN(numeral.value)) return undefined
    const tail = text[numeral.end] === '点' ? readNumeral(text, numeral.end + 1) : undefined
    const value = tail ? numeral.value + tail.value / 10 ** String(tail.value).length : numeral.value
    const end = tail?.end ?? numeral.end
    return { value, unit, numeralEnd: end, end, script: 'chinese' }
  }
  const half = ['半数', '一半'].find((word) => text.startsWith(word, at))
  if (half) return { value: 50, unit: '%', numeralEnd: at + 2, end: at + 2, bare: true, script: 'chinese' }
  if (!isChineseNumeral(text[at])) return undefined
  const below = readNumeral(text, at)
  if (!below || !text.startsWith('分之', below.end)) return undefined
  const above = readNumeral(text, below.end + 2)
  if (!above || !(below.value > above.value)) return undefined
  const value = Math.round((above.value / below.value) * 10_000) / 100
  return { value, unit: '%', numeralEnd: above.end, end: above.end, script: 'chinese' }
}

/** ××件, **人次, ○○份: something was counted, the source hides how much. */
function readMask(text: string, at: number, unitAt: UnitReader): Value | undefined {
  const letter = text[at] as string
  const single = MASKS.includes(letter)
  if (!single && !DOUBLED_MASKS.includes(letter)) return undefined
  let end = at
  while (end < text.length && text[end] === letter) end++
  if (end - at > 12 || (!single && end - at < 2)) return { numeralEnd: end, end, script: 'masked' }
  const numeralEnd = end
  while (end - numeralEnd < 3 && '余多万亿'.includes(text[end] ?? ' ')) end++
  const unit = unitAt(text, end)
  return { numeralEnd, end: unit?.end ?? end, ...(unit && { unit: unit.unit }), script: 'masked' }
}

/** A4, 1+6, 12·4, 7×24, 〔2023〕: a digit tied to a letter or sign is part of a name. */
function isGlued(text: string, at: number): boolean {
  const before = text[at - 1]
  if (before === undefined) return false
  if ('+·×/〔[•#个'.includes(before)) return true
  if ('数几'.includes(before) && '十百千万'.includes(text[at] as string)) return true
  if ('-—'.includes(before) && isDigit(text[at - 2])) return true
  return isLatin(before) && !(isLatin(text[at - 2]) && isLatin(text[at - 3]))
}

const isLatin = (letter: string | undefined): boolean => letter !== undefined && letter >= 'a' && letter <= 'z'
const round = (value: number): number => Math.round(value * 1e6) / 1e6
