import type { IndicatorRules } from '../../../server/lexicon/indicators.ts'

export type UnitReader = (text: string, at: number) => { unit: string; end: number; factor: number } | undefined

/** Units that take （次）: 120件（次） counts 件次. */
const TIMES = ['(次)', '（次）']

/**
 * Reads the unit that begins at `at`, the longest that fits; a letter that begins another word (条例, 起草) is none.
 * 元 comes with its factor in 元.
 */
export function createUnitReader(rules: IndicatorRules): UnitReader {
  const byFirst = new Map<string, IndicatorRules['units']>()
  for (const unit of rules.units) {
    const first = unit.unit[0] as string
    byFirst.set(first, [...(byFirst.get(first) ?? []), unit])
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.unit.length - a.unit.length)
  const known = new Set(rules.units.map((unit) => unit.unit))
  return (text, at) => {
    const first = text[at]
    if (first === undefined) return undefined
    for (const { unit, not } of byFirst.get(first) ?? []) {
      if (!text.startsWith(unit, at)) continue
      const end = at + unit.length
      if (not.some((next) => text.startsWith(next, end))) continue
      const times = TIMES.find((suffix) => text.startsWith(suffix, end))
      if (times && known.has(`${unit}次`)) return { unit: `${unit}次`, end: end + times.length, factor: 1 }
      return { unit, end, factor: 1 }
    }
    return undefined
  }
}
