import type { Passage } from '../../server/schema.ts'
import type { Understood } from '../run/pipeline.ts'
import type { GoldPassage } from './gold.ts'

export type Pair = { gold: GoldPassage; passage?: Passage }

/** How far a passage may have moved when lines were split or joined otherwise. */
const REACH = 8

/** Pairs each gold passage with the passage of its number, or, where that starts otherwise, with the nearest that fits. */
export function align(gold: readonly GoldPassage[], understood: Understood): Pair[] {
  const { passages } = understood
  const taken = new Set<number>()
  return gold.map((label) => {
    const order = Array.from({ length: 2 * REACH + 1 }, (_, k) => label.n + (k % 2 ? (k + 1) / 2 : -k / 2))
    const n = order.find((at) => !taken.has(at) && startsLike(passages[at - 1], label.start))
    if (n === undefined) return { gold: label }
    taken.add(n)
    return { gold: label, passage: passages[n - 1] }
  })
}

function startsLike(passage: Passage | undefined, start: string): boolean {
  return passage !== undefined && fold(passage.text).startsWith(fold(start))
}

const fold = (text: string): string => text.replace(/\[bookmark: ?\w{1,40}\]/g, '').replace(/[\s\u00a0\u3000]/g, '')
