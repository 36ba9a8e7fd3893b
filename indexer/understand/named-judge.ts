import { nameKey } from '../../server/corpus/ids.ts'
import type { NamedFile } from '../../server/lexicon/schema.ts'
import { matchingView } from './matching-view.ts'
import type { Quote } from './named-quotes.ts'
import { createWordFinder, isMadeOf } from './named-words.ts'

/** What speaks for a quoted name; `end` is where the name ends when a suffix after the marks belongs to it. */
export type Verdict = {
  why: string
  end?: number
  /** length of a suffix inside the marks: what stands before it is what tells the name from others */
  suffix?: number
}

const PUNCTUATION = /[，。；：！？,;:!?（）()《》\n]/
/** Characters a name in quotation marks may have, and with nothing beside it but a maker. */
const LONGEST = { named: 24, made: 10 }
const LONGEST_BETWEEN = 12
const REACH_OF_MAKER = 12
/** What says that a formula before it is a practice, past words of any kind. */
const FAR = /^[\p{Script=Han}]{0,10}?(机制|模式|工作法|制度)/u

/** Compiles the rules for quoted names; the judge looks at the words in the marks, before and after them. */
export function createQuoteJudge(
  rules: NamedFile,
): (text: string, quotes: readonly Quote[], at: number) => Verdict | undefined {
  const bare = createWordFinder(rules.suffixes.bare)
  const suffixes = createWordFinder([...rules.suffixes.bare, ...rules.suffixes.quoted])
  const classifiers = createWordFinder([...rules.classifiers, ...rules.weakClassifiers])
  const weakClassifiers = new Set(rules.weakClassifiers)
  const plain = createWordFinder(rules.plainSuffixes)
  const generic = createWordFinder(rules.generic)
  const between = createWordFinder(rules.between)
  const makers = createWordFinder(rules.makers)
  const barredBefore = createWordFinder(rules.barredBefore)
  const barredAfter = createWordFinder(rules.barredAfter)
  const formulas = rules.formulas.map((source) => new RegExp(source))
  const isNever = createStopList(rules)
  const weakStops = rules.weakStopPatterns.map((source) => new RegExp(source))
  /** A pattern that holds a closing mark is about what follows it as well. */
  const isWeak = (name: string, text: string, end: number): boolean =>
    weakStops.some((regex) => regex.test(regex.source.includes('”') ? `${name}”${text.slice(end, end + 2)}` : name))

  /** A suffix or classifier right after the marks, past modifiers. */
  function following(text: string, from: number): { word: string; end: number; suffix: boolean } | undefined {
    let at = from
    for (;;) {
      const suffix = suffixes.startingAt(text, at)
      const classifier = classifiers.startingAt(text, at)
      const word = (suffix?.length ?? 0) >= (classifier?.length ?? 0) ? suffix : classifier
      if (word) return { word, end: at + word.length, suffix: word === suffix }
      const step = between.startingAt(text, at)
      if (!step || at + step.length - from > LONGEST_BETWEEN) return undefined
      at += step.length
    }
  }

  function makerBefore(text: string, start: number): string | undefined {
    const left = text.slice(Math.max(0, start - REACH_OF_MAKER - 4), start)
    const cut = Math.max(...[...'，。；：！？,;:!?\n”’"」』'].map((mark) => left.lastIndexOf(mark)))
    const clause = left.slice(cut + 1)
    for (let end = clause.length; end > 0; end -= 1) {
      const maker = makers.endingAt(clause, end)
      if (maker) return clause.slice(end).includes('中') ? undefined : maker
    }
    return undefined
  }

  return (text, quotes, at) => {
    const quote = quotes[at] as Quote
    const last = lastOfRun(text, quotes, at)
    const first = firstOfRun(text, quotes, at)
    const inner = quote.inner.trim()
    if (inner.length < 2 || inner.length > LONGEST.named || PUNCTUATION.test(inner)) {
      return undefined
    }
    const before = barredBefore.endingAt(text, first.start)
    const next = following(text, last.end)
    if (!/[\p{Script=Han}+＋]/u.test(inner)) {
      // figures and letters name a method (“721”工作法), nothing else
      return next?.suffix && next.word.endsWith('法') && last === quote && /^[0-9A-Za-z]{2,6}$/.test(inner)
        ? { why: `引号后接“${next.word}”`, end: next.end }
        : undefined
    }
    // a figure of speech may name a method (“零距离”工作法), never a place or a scheme
    if (isNever.word(inner) && !(next?.suffix && next.word.endsWith('法'))) return undefined
    const owns = suffixes.endingAt(inner, inner.length)
    const ownsName = owns !== undefined && owns.length < inner.length
    if (/[—–－―].*[—–－―]/.test(inner) && !(next?.suffix && next.word.endsWith('法'))) return undefined
    const kind = plain.endingAt(inner, inner.length)
    if (kind && isMadeOf(inner.slice(0, -kind.length), generic)) return undefined
    const plus = /[+＋]/.test(inner) && !/^[+＋]|\d[+＋]\d$/.test(inner)
    const formula = plus || formulas.some((regex) => regex.test(inner))
    if (next?.suffix && !isHonour(before)) {
      const direct = last === quote && next.end - quote.end <= LONGEST_BETWEEN
      if (!isNever.pattern(inner)) {
        return {
          why: `引号后接“${next.word}”`,
          ...(direct && !/^[的等]/.test(text.slice(quote.end, next.end)) && { end: next.end }),
        }
      }
    }
    if (isNever.pattern(inner) && !ownsName) return undefined
    const strange = formula || isRhythm(inner)
    const far = strange ? FAR.exec(text.slice(last.end, last.end + 14))?.[1] : undefined
    if (far && !next && !isHonour(before)) return { why: `引号后接“${far}”` }
    const short = inner.length <= LONGEST.made && next && !weakClassifiers.has(next.word)
    if (next && !next.suffix && !isHonour(before) && (short || strange)) {
      return { why: `引号后接“${next.word}”` }
    }
    const barred = barredAfter.startingAt(text, last.end)
    // “1+9+N”“甲”普法网络, but not “八五”普法
    if ((barred && !(plus && barred.startsWith('普法'))) || before) return undefined
    if (plus) return { why: '引号里是用加号连成的叫法' }
    if (owns && bare.endingAt(inner, inner.length) && ownsName)
      return { why: `引号里以“${owns}”结尾`, suffix: owns.length }
    const maker = makerBefore(text, first.start)
    if (ownsName && maker) return { why: `引号里以“${owns}”结尾，前有“${maker}”`, suffix: owns.length }
    if (ownsName && owns.length >= 2) return { why: `引号里以“${owns}”结尾`, suffix: owns.length }
    if (formula && maker && !isWeak(inner, text, last.end)) return { why: `引号里是数字叫法，前有“${maker}”` }
    if (!maker || inner.length > LONGEST.made || /[、.．]/.test(inner)) return undefined
    if (isWeak(inner, text, last.end)) return undefined
    return { why: `引号前有“${maker}”` }
  }

  function isHonour(word: string | undefined): boolean {
    return word !== undefined && /[获评授颁选荣说讲喊]/.test(word)
  }
}

/** Short parts of equal make (日巡查、周研判、月通报). */
function isRhythm(inner: string): boolean {
  const parts = inner.split('、')
  return parts.length > 1 && parts.every((part) => part.length >= 2 && part.length <= 5)
}

/** Quotes that stand side by side (“甲”“乙”、“丙”) share what stands before the first and after the last. */
function lastOfRun(text: string, quotes: readonly Quote[], at: number): Quote {
  let last = quotes[at] as Quote
  for (const next of quotes.slice(at + 1, at + 8)) {
    if (!isJoint(text, last, next)) break
    last = next
  }
  return last
}

function firstOfRun(text: string, quotes: readonly Quote[], at: number): Quote {
  let first = quotes[at] as Quote
  for (const previous of quotes.slice(Math.max(0, at - 8), at).reverse()) {
    if (!isJoint(text, previous, first)) break
    first = previous
  }
  return first
}

const isJoint = (text: string, a: Quote, b: Quote): boolean =>
  a.end <= b.start && /^[、和与及]?$/.test(text.slice(a.end, b.start))

/** Words and patterns that are never a name. */
export function createStopList(rules: NamedFile): {
  word: (name: string) => boolean
  pattern: (name: string) => boolean
} {
  const words = new Set([...rules.stop, ...rules.refused].map(nameKey))
  const patterns = rules.stopPatterns.map((source) => new RegExp(source))
  return {
    word: (name) => words.has(nameKey(name)),
    pattern: (name) => {
      const view = matchingView(name).text
      return patterns.some((regex) => regex.test(view))
    },
  }
}
