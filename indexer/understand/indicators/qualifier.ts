import type { IndicatorRules } from '../../../server/lexicon/indicators.ts'

/** Verbs that may stand between a bound and its number: 约有, 超过达. */
const LINKS = '有达为到'
/** Bounds that any verb of two letters may follow: 至少听取1次. */
const AHEAD = /(?:至少|最少|至多|最多)\p{Script=Han}{2}$/u

/** Reads the bounding word that ends right before `at` (不少于, 近, 约有), the longest that fits. */
export function createPrefixReader(rules: IndicatorRules) {
  const words = [...rules.qualifiersBefore].sort((a, b) => b.length - a.length)
  const verbs = rules.lightVerbs.filter((verb) => verb.length === 2)
  const barred = new Map(Object.entries(rules.notBeforeQualifier))
  return (text: string, at: number): { word: string; start: number } | undefined => {
    const verb = AHEAD.test(text.slice(Math.max(0, at - 4), at)) || verbs.some((word) => text.endsWith(word, at))
    const ends = [at, ...(LINKS.includes(text[at - 1] ?? ' ') ? [at - 1] : []), ...(verb ? [at - 2] : [])]
    for (const end of ends) {
      const word = words.find((candidate) => text.endsWith(candidate, end))
      if (!word) continue
      const start = end - word.length
      return start > 0 && barred.get(word)?.includes(text[start - 1] as string)
        ? undefined
        : { word, start: end < at - 1 ? at : start }
    }
    return undefined
  }
}

/** Reads the bounding word that begins at `at` (以上, 左右). */
export function createSuffixReader(rules: IndicatorRules) {
  return (text: string, at: number): { word: string; end: number } | undefined => {
    const word = rules.qualifiersAfter.find((candidate) => text.startsWith(candidate, at))
    return word ? { word, end: at + word.length } : undefined
  }
}
