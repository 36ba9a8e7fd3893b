import type { Passage, ReportResponse } from '../api-types.ts'
import { type BasketItem, sourceOf } from './item.ts'

/**
 * How a collected passage stands today. `same`: the words stand as collected, `fresh` is the item with what is now
 * known of its report. `changed`: the passage is not there as it was, `now` is the one most like it. `gone`: nothing like it.
 */
export type Check =
  | { state: 'same'; fresh: BasketItem }
  | { state: 'changed'; now: Passage }
  | { state: 'gone'; report: boolean }

/** Share of common character pairs from which another text counts as the same passage, changed. */
const LIKE = 0.5

/** Compares an item with its report of today; `undefined` where the report is no longer in the corpus. */
export const checkItem = (item: BasketItem, full: ReportResponse | undefined): Check => {
  if (!full) return { state: 'gone', report: true }
  const there = full.passages.find((passage) => passage.id === item.id)
  if (there?.text === item.text) {
    const { n, headingPath } = there
    const fresh = { ...item, n, headingPath, report: sourceOf(full.report), dataVersion: full.dataVersion }
    return { state: 'same', fresh }
  }
  const now = there ?? mostLike(item.text, full.passages)
  return now ? { state: 'changed', now } : { state: 'gone', report: false }
}

const mostLike = (text: string, passages: readonly Passage[]): Passage | undefined => {
  const own = pairs(text)
  let best: { passage: Passage; share: number } | undefined
  for (const passage of passages) {
    const share = dice(own, pairs(passage.text))
    if (share >= LIKE && share > (best?.share ?? 0)) best = { passage, share }
  }
  return best?.passage
}

const pairs = (text: string): Set<string> => {
  const all = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) all.add(text.slice(i, i + 2))
  return all
}

/** Dice's coefficient: twice what is common over the sum of both. */
const dice = (a: Set<string>, b: Set<string>): number => {
  if (a.size + b.size === 0) return 0
  let common = 0
  for (const pair of a) if (b.has(pair)) common++
  return (2 * common) / (a.size + b.size)
}
