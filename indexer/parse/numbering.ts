import { halfWidth } from './lines.ts'

/** Kinds of number in front of a line; the order is the usual nesting. */
export type NumberStyle = 'part' | 'han' | 'han-paren' | 'arab' | 'arab-sub' | 'arab-paren' | 'circled' | 'item'

/** A number in front of a line: its style, value and length with the blanks behind it. */
export type Mark = {
  style: NumberStyle
  value: number
  length: number
  /** written with something lost (a bracket, the mark behind the number) */
  broken?: boolean
}

/** Nesting rank of each style: a smaller one stands above. */
export const RANK: Record<NumberStyle, number> = {
  part: 0,
  han: 1,
  'han-paren': 2,
  arab: 3,
  'arab-sub': 3.5,
  'arab-paren': 4,
  circled: 5,
  item: 6,
}

const DIGITS = '〇一二三四五六七八九'
const HAN = '[一二三四五六七八九十]{1,3}'

/** Value of a Chinese number up to 99 (十二, 二十一), 0 when it is none. */
export function hanValue(text: string): number {
  const ten = text.indexOf('十')
  if (ten < 0) return text.length === 1 ? Math.max(0, DIGITS.indexOf(text)) : 0
  const tens = ten === 0 ? 1 : DIGITS.indexOf(text[0] ?? '')
  const ones = ten === text.length - 1 ? 0 : DIGITS.indexOf(text[ten + 1] ?? '')
  return tens > 0 && ones >= 0 ? tens * 10 + ones : 0
}

const FORMS: { style: NumberStyle; form: RegExp; arabic?: boolean; broken?: boolean }[] = [
  { style: 'part', form: new RegExp(`^第(${HAN})(?:部分|章|节|篇)[、：:,，.]?\\s{0,4}`) },
  { style: 'han-paren', form: new RegExp(`^[（(〔【﹙]\\s{0,2}(${HAN})\\s{0,2}[)）〕】﹚]\\s{0,2}[、.．]?\\s{0,4}`) },
  { style: 'arab-paren', form: /^[（(【﹙]\s{0,2}(\d{1,2})\s{0,2}[)）】﹚]\s{0,2}[、.．]?\s{0,4}/, arabic: true },
  { style: 'item', form: new RegExp(`^第(${HAN})\\s{0,2}[，,、：:]\\s{0,4}`) },
  { style: 'item', form: /^([一二三四五六七八九]|十[一二三四五六七八九]?)(?:是|要|则|抓)(?!否|不是|非)[，,：:]?/ },
  { style: 'item', form: /^其([一二三四五六])[，,：:是]/ },
  { style: 'han', form: new RegExp(`^(${HAN})\\s{0,2}[、.．,，﹑]\\s{0,4}`) },
  { style: 'han-paren', form: new RegExp(`^(${HAN})\\s{0,2}[)）]\\s{0,4}`), broken: true },
  { style: 'han-paren', form: new RegExp(`^[（(](${HAN})(?=[^)）〕】一二三四五六七八九十、是]{4})`), broken: true },
  { style: 'arab-sub', form: /^\d{1,2}[.．](\d{1,2})(?:[.．]\d{1,2})?(?:[\s、]\s{0,4})/, arabic: true, broken: true },
  { style: 'arab', form: /^(\d{1,2})\s{0,2}[、.．,，﹒](?!\d)\s{0,4}/, arabic: true },
  { style: 'arab-paren', form: /^(\d{1,2})\s{0,2}[)）]\s{0,4}/, arabic: true },
  { style: 'han', form: new RegExp(`^(${HAN})\\s{1,4}(?=\\S)`), broken: true },
]

const SEQUENCE_WORDS = ['首先', '其次', '再次', '最后']

/** The number a line begins with, if any. */
export function markOf(text: string): Mark | undefined {
  const head = halfWidth(text.slice(0, 24))
  const first = head.charCodeAt(0)
  const enclosed = enclosedMark(first)
  if (enclosed) return { ...enclosed, length: 1 + (/^[、.．\s]{0,3}/.exec(head.slice(1))?.[0].length ?? 0) }
  if (!/^[（(〔【﹙第其\d首再最一二三四五六七八九十]/.test(head)) return undefined
  const word = SEQUENCE_WORDS.findIndex((each) => head.startsWith(each) && /^[，,：:是]/.test(head.slice(2)))
  if (word >= 0) return { style: 'item', value: word + 1, length: 3 }
  for (const { style, form, arabic, broken } of FORMS) {
    const match = form.exec(head)
    if (!match) continue
    const value = arabic ? Number(match[1]) : hanValue(match[1] ?? '')
    if (value > 0) return { style, value, length: match[0].length, ...(broken ? { broken } : {}) }
  }
  return undefined
}

/** ① ⑴ ⒈ ㈠ Ⅰ and their followers. */
function enclosedMark(code: number): { style: NumberStyle; value: number } | undefined {
  if (code >= 0x2460 && code <= 0x2473) return { style: 'circled', value: code - 0x245f }
  if (code >= 0x2474 && code <= 0x2487) return { style: 'arab-paren', value: code - 0x2473 }
  if (code >= 0x2488 && code <= 0x249b) return { style: 'arab', value: code - 0x2487 }
  if (code >= 0x3220 && code <= 0x3229) return { style: 'han-paren', value: code - 0x321f }
  if (code >= 0x2160 && code <= 0x216b) return { style: 'han', value: code - 0x215f }
  return undefined
}
