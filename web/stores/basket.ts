import { type ReadonlySignal, signal } from '@preact/signals'
import type { BasketItem } from '../basket/item.ts'
import { changed, moved, withItem, withoutItem } from '../basket/list.ts'
import { type BasketStorage, createIndexedStorage } from '../basket/storage.ts'

type Items = readonly BasketItem[]

export interface Basket {
  items: ReadonlySignal<Items>
  /** `opening` before the first read; `page-only` where the browser refuses to keep anything */
  status: ReadonlySignal<'opening' | 'kept' | 'page-only'>
  add(item: BasketItem): void
  remove(id: string): void
  change(id: string, change: Partial<BasketItem>): void
  move(id: string, by: number): void
  /** any other change of the whole list */
  apply(change: (items: Items) => Items): void
}

/**
 * The basket as every page sees it. A change shows at once and is then kept; what the storage answers counts only while
 * no later change is under way.
 */
export const createBasket = (storage: BasketStorage): Basket => {
  const items = signal<Items>([])
  const status = signal<'opening' | 'kept' | 'page-only'>('opening')
  let newest = 0

  const apply = async (change: (items: Items) => Items): Promise<void> => {
    const number = ++newest
    items.value = change(items.value)
    try {
      const kept = await storage.update(change)
      if (number === newest) items.value = kept
      status.value = 'kept'
    } catch {
      status.value = 'page-only'
    }
  }
  const same = (now: Items): Items => now
  storage.onOthers(() => apply(same))
  apply(same)

  return {
    items,
    status,
    apply,
    add: (item) => apply((now) => withItem(now, item)),
    remove: (id) => apply((now) => withoutItem(now, id)),
    change: (id, change) => apply((now) => changed(now, id, change)),
    move: (id, by) => apply((now) => moved(now, id, by)),
  }
}

/** The reader's own basket, kept in this browser. */
export const basket = createBasket(createIndexedStorage())
