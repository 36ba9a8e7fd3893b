import type { ImpliedRule, IndicatorRules } from '../../../server/lexicon/indicators.ts'
import { compileAny } from './cue.ts'
import type { Quantity } from './quantity.ts'
import { openWindow, type Window } from './window.ts'

/** A value said in words: 全覆盖 = 100 %, 未发生…事件 = 0, two named places = 2. */
export type Implied = { rule: ImpliedRule; quantity: Quantity; window: Window; why: string }

/** Names of villages and communities as they are listed: 青山村、柳林社区. */
const PLACE = /[\p{Script=Han}]{1,6}(?:村|社区|居委会|小区|学校|中学|小学)/u
const NO_PLACE = /(?:各|每个?|全镇|全乡|所有|多个?|部分|等|该|行政|示范|先进|文明|美丽|乡|农|本|我)(?:村|社区)/
/** More than any real paragraph has; what follows in a hostile one is left out. */
const MAX_TRIED = 300

/** Finds the values said in words; `quantities` are the numbers of the same text. */
export function createImpliedReader(rules: IndicatorRules) {
  const compiled = rules.implied.map((rule) => ({
    rule,
    cues: compileAny(rule.cues),
    unless: compileAny(rule.unless),
  }))
  const words = compileAny(
    [...new Set(rules.implied.flatMap((rule) => rule.words))].sort((a, b) => b.length - a.length),
    'g',
  )

  return (text: string, sentences: [number, number][], quantities: readonly Quantity[]): Implied[] => {
    const found: Implied[] = []
    let s = 0
    let tried = 0
    for (const match of text.matchAll(words)) {
      if (tried++ >= MAX_TRIED) break
      const start = match.index
      while ((sentences[s] as [number, number])[1] <= start) s++
      const word = match[0]
      const end = start + word.length
      const place: Quantity = { from: start, start, end, unit: '', script: 'chinese' }
      const window = openWindow(text, sentences[s] as [number, number], place)
      for (const { rule, cues, unless } of compiled) {
        if (!rule.words.includes(word) || unless.test(window.clause) || !cues.test(window.clause)) continue
        const value = impliedValue(rule, window, quantities)
        if (value === undefined) continue
        found.push({ rule, quantity: { ...place, value, unit: rule.unit }, window, why: `“${word}”` })
        break
      }
    }
    return found
  }
}

function impliedValue(rule: ImpliedRule, window: Window, quantities: readonly Quantity[]): number | undefined {
  if (typeof rule.value === 'number') return rule.value
  const inside = quantities.filter((q) => q.start >= window.clauseStart && q.end <= window.clauseEnd)
  if (rule.value === 'number') return inside.findLast((q) => q.unit === '个')?.value
  if (inside.length > 0) return undefined
  const named = countPlaces(rule.value === 'named-before' ? window.own : window.tail)
  return named > 0 ? named : undefined
}

function countPlaces(words: string): number {
  return words.split(/[、和及与]/).filter((item) => PLACE.test(item) && !NO_PLACE.test(item)).length
}
