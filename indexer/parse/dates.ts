import { compact } from './lines.ts'
import { hanValue } from './numbering.ts'

const ZERO = /[〇○零0Ｏ◯oO]/g
const HAN_YEAR = /[二][〇○零0Ｏ◯oO][一二三四五六七八九〇○零0Ｏ◯][一二三四五六七八九〇○零0Ｏ◯](?=年)/g

/** Chinese years (二〇二三年, 二○二三, 二零二三) as digits; everything else as it is. */
export const digitYears = (text: string): string =>
  text.replace(HAN_YEAR, (year) =>
    [...year].map((char) => (char.search(ZERO) === 0 ? '0' : String(hanValue(char)))).join(''),
  )

const DAY =
  /(20\d{2})(?:年|[-./])(\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[-./])(\d{1,2}|[一二三四五六七八九十]{1,3})(?:日|号|(?!\d))/g

/** The last day named in a short line, as ISO 8601; undefined where it names none that exists. */
export function isoDay(text: string): string | undefined {
  const line = digitYears(compact(text.replace(/(?<=\d)[\sT]+(?=\d{1,2}[:：]\d)/g, '|')))
  for (const match of [...line.matchAll(DAY)].reverse()) {
    const [year, month, day] = [Number(match[1]), numberOf(match[2]), numberOf(match[3])]
    const date = new Date(Date.UTC(year, month - 1, day))
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day) return date.toISOString().slice(0, 10)
  }
  return undefined
}

const numberOf = (text: string | undefined): number => (/^\d/.test(text ?? '') ? Number(text) : hanValue(text ?? ''))

const ONLY_DATE =
  /^[（(]?(?:日期[：:]?)?20\d{2}(?:年|[-./])(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月|[-./])?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})日?)?[）)]?$/

/** Does the line hold a date and nothing else? */
export const isDateLine = (text: string): boolean => text.length < 40 && ONLY_DATE.test(digitYears(compact(text)))
