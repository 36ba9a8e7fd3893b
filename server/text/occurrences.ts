import type { Range } from '../schema.ts'
import { fold } from './fold.ts'
import { isBlankAt, isHanAt, trimBlanks, unitsOfFolded } from './units.ts'

/** A literal made ready to be looked for in many texts. */
export type Needle = {
  /** finds all places, in order, without overlap; ranges are into the text as it was given */
  find: (text: string) => Range[]
  /** whether the text has it at all */
  in: (text: string) => boolean
}

/**
 * The definition of a match, which every engine has to agree with.
 *
 * The literal stands in the text when its characters follow each other there – blanks between two Han characters left
 * out on both sides – and neither end cuts through a unit: 12件 is not in 312件. `raw` compares characters as they are
 * (exact mode); otherwise both sides are folded (traditional, full-width, upper case).
 */
export function needle(literal: string, options: { raw: boolean }): Needle {
  const wanted = squeeze(trimBlanks(options.raw ? literal : fold(literal))).text
  // Only an end that is a letter, a digit or one of .,% can cut through a unit; bare punctuation has none to cut.
  const mayCut =
    [wanted.at(0), wanted.at(-1)].some((end) => CUTTING.test(end ?? '')) && unitsOfFolded(fold(wanted)).length > 0
  const places = (text: string, limit: number): Range[] => {
    if (wanted === '') return []
    const folded = options.raw ? text : fold(text)
    const { text: hay, offsets } = squeeze(folded)
    const found: Range[] = []
    let inner: Set<number> | undefined
    for (let at = hay.indexOf(wanted); at >= 0 && found.length < limit; ) {
      const start = offsets ? (offsets[at] as number) : at
      const end = offsets ? (offsets[at + wanted.length - 1] as number) + 1 : at + wanted.length
      if (mayCut) inner ??= insides(options.raw ? fold(text) : folded)
      const whole = !inner?.has(start) && !inner?.has(end)
      if (whole) found.push([start, end])
      at = hay.indexOf(wanted, whole ? at + wanted.length : at + 1)
    }
    return found
  }
  return { find: (text) => places(text, Number.POSITIVE_INFINITY), in: (text) => places(text, 1).length > 0 }
}

const CUTTING = /[^\P{L}\p{Script=Han}]|[\p{N}\p{M}.,%]/u

/** Offsets that lie inside a unit. */
function insides(folded: string): Set<number> {
  const inner = new Set<number>()
  for (const unit of unitsOfFolded(folded)) for (let i = unit.start + 1; i < unit.end; i++) inner.add(i)
  return inner
}

const BLANK = /[\s\u200b]/

/** Leaves out blanks between two Han characters; `offsets` is absent where nothing was left out. */
export function squeeze(text: string): { text: string; offsets?: number[] } {
  if (!BLANK.test(text)) return { text }
  const offsets: number[] = []
  let kept = ''
  for (let i = 0; i < text.length; ) {
    let after = i
    while (after < text.length && isBlankAt(text, after)) after++
    if (after > i && i > 0 && after < text.length && isHanAt(text, i - 1) && isHanAt(text, after)) i = after
    // a row of blanks is taken whole, so that a long one is not read again from each of its blanks
    for (const end = Math.max(after, i + 1); i < end && i < text.length; i++) {
      kept += text[i]
      offsets.push(i)
    }
  }
  return kept.length === text.length ? { text } : { text: kept, offsets }
}
