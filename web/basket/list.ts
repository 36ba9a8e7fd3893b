import type { BasketItem } from './item.ts'

type Items = readonly BasketItem[]

/** Puts an item at the end; one that is there already stays where it is. */
export const withItem = (items: Items, item: BasketItem): Items =>
  items.some((one) => one.id === item.id) ? items : [...items, item]

export const withoutItem = (items: Items, id: string): Items => items.filter((one) => one.id !== id)

/** Changes one item; its place stays. */
export const changed = (items: Items, id: string, change: Partial<BasketItem>): Items =>
  items.map((one) => (one.id === id ? { ...one, ...change } : one))

/** Moves an item by so many places, not beyond either end. */
export const moved = (items: Items, id: string, by: number): Items => {
  const from = items.findIndex((one) => one.id === id)
  const item = items[from]
  if (!item) return items
  const rest = withoutItem(items, id)
  const to = Math.min(Math.max(from + by, 0), rest.length)
  return [...rest.slice(0, to), item, ...rest.slice(to)]
}

/**
 * Joins a basket that was saved elsewhere: new items go to the end in their order; of an item in both, the tags are
 * united and a different note is added below the own one. Nothing of the own basket is lost.
 */
export const merged = (own: Items, other: Items): Items => {
  const theirs = new Map(other.map((item) => [item.id, item]))
  const joined = own.map((item) => {
    const twin = theirs.get(item.id)
    if (!twin) return item
    const notes = item.note.includes(twin.note) ? [item.note] : [item.note, twin.note]
    return { ...item, note: notes.filter(Boolean).join('\n'), tags: [...new Set([...item.tags, ...twin.tags])] }
  })
  return [...theirs.values()].reduce(withItem, joined)
}

/** Words between commas, each once; a full-width comma, 、 or ； divides too. */
export const readTags = (typed: string): string[] => [
  ...new Set(
    typed
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]
