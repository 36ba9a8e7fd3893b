import { fold } from './fold.ts'

/**
 * A **unit** is one Han character, or one whole run of other letters and digits (with `.` and `,` between two of its
 * characters and a trailing `%`). Matching works on units, so a match never starts or ends inside a number.
 *
 * Two units are *joined* when nothing stands between them, or only blanks and both are Han; anything else breaks the run.
 */
export type Unit = {
  text: string
  start: number
  /** exclusive */
  end: number
  /** whether it continues the run of the unit before it */
  joined: boolean
}

/** Units of a text in order; offsets are into the text, `text` is folded. */
export const unitsOf = (text: string): Unit[] => unitsOfFolded(fold(text))

/** The same for a text that is already folded. */
export function unitsOfFolded(folded: string): Unit[] {
  const units: Unit[] = []
  let previousHan = false
  let end = -1
  let blanksOnly = false
  for (let i = 0; i < folded.length; ) {
    const kind = kindAt(folded, i)
    if (kind === OTHER || kind === BLANK) {
      blanksOnly = (i === end || blanksOnly) && kind === BLANK
      i++
      continue
    }
    const stop = kind === HAN ? i + widthAt(folded, i) : runEnd(folded, i)
    const joined = i === end || (blanksOnly && previousHan && kind === HAN)
    units.push({ text: folded.slice(i, stop), start: i, end: stop, joined })
    previousHan = kind === HAN
    blanksOnly = false
    end = i = stop
  }
  return units
}

/** Whether two units of one run stand with a blank between them somewhere (汉 字): the raw text then differs from what is matched. */
export function hasInnerBlank(units: readonly Unit[]): boolean {
  return units.some((unit, i) => unit.joined && units[i - 1]?.end !== unit.start)
}

/** Blanks are what JavaScript's `\s` stands for, and the zero-width space. */
export const isBlankAt = (text: string, i: number): boolean => kindAt(text, i) === BLANK

/** `i` may be the second half of a character. */
export const isHanAt = (text: string, i: number): boolean =>
  kindAt(text, i > 0 && isSecondHalf(text.charCodeAt(i)) ? i - 1 : i) === HAN

const isSecondHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff

/** A text without the blanks at its ends. */
export function trimBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlankAt(text, start)) start++
  while (end > start && isBlankAt(text, end - 1)) end--
  return text.slice(start, end)
}

const OTHER = 0
const BLANK = 1
const HAN = 2
const RUN = 3

function kindAt(text: string, i: number): number {
  const code = text.charCodeAt(i)
  if (code >= 0x4e00 && code <= 0x9fff) return HAN
  if (code < 0x80) {
    if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) return RUN
    return code === 0x20 || (code >= 9 && code <= 13) ? BLANK : OTHER
  }
  if (code >= 0x2000 && code <= 0x206f) return code <= 0x200b || /\s/.test(text[i] as string) ? BLANK : OTHER
  if (code === 0x3000 || code === 0xa0 || code === 0xfeff || code === 0x1680) return BLANK
  if (code >= 0x3001 && code <= 0x3004) return OTHER
  if (code >= 0xff00 && code <= 0xff0f) return OTHER
  const letter = String.fromCodePoint(text.codePointAt(i) as number)
  if (/\p{Script=Han}/u.test(letter)) return HAN
  return /[\p{L}\p{N}\p{M}]/u.test(letter) ? RUN : OTHER
}

const widthAt = (text: string, i: number): number => ((text.codePointAt(i) as number) > 0xffff ? 2 : 1)

function runEnd(text: string, start: number): number {
  let i = start
  while (i < text.length) {
    if (kindAt(text, i) === RUN) i += widthAt(text, i)
    else if ((text[i] === '.' || text[i] === ',') && i + 1 < text.length && kindAt(text, i + 1) === RUN) i++
    else break
  }
  return text[i] === '%' ? i + 1 : i
}
