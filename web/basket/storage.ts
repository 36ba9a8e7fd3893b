import { readItem } from './file.ts'
import type { BasketItem } from './item.ts'

/** Where the basket is kept. `update` reads, changes and writes in one step, so that two windows lose nothing. */
export interface BasketStorage {
  update(change: (items: readonly BasketItem[]) => readonly BasketItem[]): Promise<readonly BasketItem[]>
  /** calls back after another window has changed the basket */
  onOthers(changed: () => void): void
}

const STORE = 'basket'
const KEY = 'items'

/** Keeps the basket in the browser's IndexedDB. A browser that refuses makes `update` reject. */
export const createIndexedStorage = (name = 'qianmo'): BasketStorage => {
  let opened: Promise<IDBDatabase> | undefined
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(`${name}:${STORE}`)
  return {
    async update(change) {
      opened ??= open(name)
      const database = await opened
      return new Promise((resolve, reject) => {
        const step = database.transaction(STORE, 'readwrite')
        const store = step.objectStore(STORE)
        const kept = store.get(KEY)
        let next: readonly BasketItem[] = []
        let wrote = false
        kept.onsuccess = () => {
          const before = readItems(kept.result)
          next = change(before)
          wrote = next !== before
          if (wrote) store.put(next, KEY)
        }
        step.oncomplete = () => {
          if (wrote) channel?.postMessage(undefined)
          resolve(next)
        }
        step.onabort = () => reject(step.error)
      })
    },
    onOthers(changed) {
      if (channel) channel.onmessage = () => changed()
    },
  }
}

const open = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })

const readItems = (value: unknown): readonly BasketItem[] =>
  Array.isArray(value) ? value.flatMap((item) => readItem(item) ?? []) : []
