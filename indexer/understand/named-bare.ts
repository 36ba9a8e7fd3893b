import type { NamedFile } from '../../server/lexicon/schema.ts'
import { createStopList } from './named-judge.ts'
import { createWordFinder, isMadeOf } from './named-words.ts'

/** `suffix` is the length of the telling suffix at its end. */
export type BareName = { start: number; end: number; why: string; suffix: number }

const WORD = /[\p{Script=Han}A-Za-z0-9·・]/u
const FURTHEST = 10
const SHORTEST = 2
const LONGEST_PART = 8

/**
 * Compiles the rules for names without quotation marks: what stands before a telling suffix (红石议事厅) and what is
 * joined by plus signs (1+3+N工作法, 线上+线下), cut at words that do not belong to a name.
 */
export function createBareNameFinder(rules: NamedFile): (text: string) => BareName[] {
  const suffixes = createWordFinder(rules.suffixes.bare)
  const tails = createWordFinder([...rules.suffixes.bare, ...rules.suffixes.quoted])
  const classifiers = createWordFinder(rules.classifiers)
  const boundaries = createWordFinder(rules.boundaries)
  const generic = createWordFinder(rules.generic)
  const isNever = createStopList(rules)
  const lastLetters = new Set(rules.suffixes.bare.map((word) => word.at(-1)))

  /** Start of what belongs to a name that ends at `end`. */
  function leftEdge(text: string, end: number, furthest: number): number {
    let at = end
    while (at > 0 && end - at < furthest && WORD.test(text[at - 1] as string)) {
      const word = boundaries.endingAt(text, at)
      if (word && !(word.length === 1 && end - at < 1)) break
      at -= 1
    }
    return at
  }

  function rightEdge(text: string, start: number): number {
    const number = /^[0-9A-Za-z]+/.exec(text.slice(start, start + LONGEST_PART))?.[0].length ?? 0
    if (number > 0) {
      const tail = tails.startingAt(text, start + number)
      return start + number + (tail?.length ?? 0)
    }
    let at = start
    while (at < text.length && at - start < LONGEST_PART && WORD.test(text[at] as string)) {
      const tail = tails.startingAt(text, at)
      if (tail) return at + tail.length
      if (at > start && (boundaries.startingAt(text, at) || classifiers.startingAt(text, at) || stopsFormula(text, at)))
        break
      at += 1
    }
    return at
  }

  function bySuffix(text: string): BareName[] {
    const found: BareName[] = []
    for (let end = 1; end <= text.length; end += 1) {
      if (!lastLetters.has(text[end - 1])) continue
      const suffix = suffixes.endingAt(text, end)
      if (!suffix || (/[\p{Script=Han}]/u.test(text[end] ?? '') && CONTINUED.test(text.slice(end, end + 2)))) continue
      const start = leftEdge(text, end - suffix.length, FURTHEST)
      const core = text.slice(start, end - suffix.length)
      if (core.length < SHORTEST || core.length >= FURTHEST || isMadeOf(core, generic)) continue
      if (isNever.word(text.slice(start, end)) || isNever.word(core)) continue
      found.push({ start, end, why: `以“${suffix}”结尾`, suffix: suffix.length })
    }
    return found
  }

  function byPlus(text: string): BareName[] {
    const found: BareName[] = []
    for (let at = text.search(/[+＋]/); at >= 0; at = nextPlus(text, at)) {
      const previous = found.at(-1)
      if (previous && at < previous.end) continue
      const start = leftEdge(text, at, LONGEST_PART)
      let end = at
      let parts = 1
      while (end < text.length && /[+＋]/.test(text[end] as string)) {
        const right = rightEdge(text, end + 1)
        if (right === end + 1) break
        end = right
        parts += 1
      }
      if (start === at || parts < 2) continue
      const name = text.slice(start, end)
      const numbers = /^\d+([+＋]\d+)+$/.test(name)
      if (numbers && !classifiers.startingAt(text, end) && !tails.startingAt(text, end)) continue
      if (name.length < 3 || isNever.word(name) || /^互联网/.test(name)) continue
      found.push({ start, end, why: '用加号连成的叫法', suffix: 0 })
    }
    return found
  }

  return (text) => [...bySuffix(text), ...byPlus(text)]
}

/** What follows a suffix and makes it another word (驿站式, 工作法律). */
const CONTINUED = /^(律|院|庭|式|化|主任|负责人|成员|员|人员)/
const nextPlus = (text: string, at: number): number => {
  const next = text.slice(at + 1).search(/[+＋]/)
  return next < 0 ? -1 : at + 1 + next
}

const stopsFormula = (text: string, at: number): boolean =>
  /^(方式|形式|相结合|服务|宣传|双|同步|联动|工作|多|新|治理|管理|普法|调解|基层|矛盾|化解|全|手段|渠道|途径)/.test(
    text.slice(at, at + 3),
  )
