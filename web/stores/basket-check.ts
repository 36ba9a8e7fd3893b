import { signal } from '@preact/signals'
import { ApiError, api } from '../api.ts'
import { type Check, checkItem } from '../basket/check.ts'
import type { BasketItem } from '../basket/item.ts'
import { changed } from '../basket/list.ts'
import { basket } from './basket.ts'
import { dataVersion } from './version.ts'

const AT_ONCE = 4

/** How each item stands today, by id; an item without an entry is not compared yet. */
export const checks = signal<ReadonlyMap<string, Check | 'failed'>>(new Map())

/**
 * Compares items with the corpus, report by report, and writes into the basket what a search result did not say about a
 * report (issuer, document number, date, source). Stops when aborted.
 */
export const checkBasket = async (items: readonly BasketItem[], signal: AbortSignal): Promise<void> => {
  const byReport = new Map<string, BasketItem[]>()
  for (const item of items) byReport.set(item.report.id, [...(byReport.get(item.report.id) ?? []), item])
  const waiting = [...byReport]
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      await checkReport(next[0], next[1], signal)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

const checkReport = async (report: string, items: readonly BasketItem[], signal: AbortSignal): Promise<void> => {
  const found = await api.report(report, signal).catch((error: unknown) => {
    return error instanceof ApiError && error.status === 404 ? undefined : ('failed' as const)
  })
  if (signal.aborted) return
  if (typeof found === 'object') dataVersion.value = found.dataVersion
  const results = items.map((item) => [item.id, found === 'failed' ? found : checkItem(item, found)] as const)
  checks.value = new Map([...checks.value, ...results])
  const fresh = results.flatMap(([, check]) => (check !== 'failed' && check.state === 'same' ? check.fresh : []))
  if (fresh.some((item) => differs(item, items))) {
    basket.apply((now) =>
      fresh.reduce((list, { id, n, headingPath, report, dataVersion }) => {
        return changed(list, id, { n, headingPath, report, dataVersion })
      }, now),
    )
  }
}

const differs = (fresh: BasketItem, items: readonly BasketItem[]): boolean =>
  JSON.stringify(fresh) !== JSON.stringify(items.find((item) => item.id === fresh.id))
