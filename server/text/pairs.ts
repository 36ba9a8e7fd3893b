import type { Unit } from './units.ts'

/**
 * Tokens of the pair index. A literal of n ≥ 2 units is found as the phrase of its n−1 overlapping pairs
 * (枫桥经验 → 枫桥 桥经 经验), so that no word boundary can lose it.
 *
 *     枫 桥 经 验 ， 验 收
 *     枫桥 桥经 经验  |  验收      the break stands only where the next pair could seem to continue the last
 */
export function pairTokens(units: readonly Unit[]): string[] {
  const tokens: string[] = []
  let lastEnd = ''
  for (let i = 1; i < units.length; i++) {
    const unit = units[i] as Unit
    if (!unit.joined) continue
    const before = units[i - 1] as Unit
    if (!before.joined && before.text === lastEnd) tokens.push(BREAK)
    tokens.push(pair(before.text, unit.text))
    lastEnd = unit.text
  }
  return tokens
}

/** A token that no pair can equal. */
const BREAK = '|'

/** Two runs of letters are kept apart, so that ab+c and a+bc stay two things; Han needs no mark. */
const pair = (a: string, b: string): string => (isRun(a) && isRun(b) ? `${a}_${b}` : a + b)

const isRun = (unit: string): boolean => unit.charCodeAt(0) < 0x2e80

/**
 * The runs of a literal, as the index has to find them: one entry a run of joined units, each with its pairs, or with
 * its single unit where the run is one unit long.
 */
export function literalRuns(units: readonly Unit[]): { pairs: string[]; unit?: string }[] {
  const runs: Unit[][] = []
  for (const unit of units) {
    if (unit.joined && runs.length > 0) runs.at(-1)?.push(unit)
    else runs.push([unit])
  }
  return runs.map((run) => (run.length === 1 ? { pairs: [], unit: run[0]?.text } : { pairs: pairTokens(run) }))
}
