import type { BasketItem, ItemSource } from './item.ts'

const KIND = 'qianmo-basket'

/** A basket as a file that can be read back here or in another browser. */
export const writeBasketFile = (items: readonly BasketItem[], dataVersion: string | undefined): string =>
  `${JSON.stringify({ kind: KIND, version: 1, dataVersion, items }, undefined, 2)}\n`

/** Reads a basket file. Undefined where it is none; items that are broken are left out and counted. */
export const readBasketFile = (text: string): { items: BasketItem[]; broken: number } | undefined => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value) || value.kind !== KIND || !Array.isArray(value.items)) return undefined
  const items = value.items.flatMap((item: unknown) => readItem(item) ?? [])
  return { items, broken: value.items.length - items.length }
}

/** An item as it was stored or saved, with everything in it of the right kind; undefined where that cannot be. */
export const readItem = (value: unknown): BasketItem | undefined => {
  if (!isObject(value) || !isObject(value.report) || !isObject(value.report.township)) return undefined
  const { id, n, text } = value
  const { report } = value
  const name = string(value.report.township.name)
  if (typeof id !== 'string' || id === '' || typeof n !== 'number' || typeof text !== 'string') return undefined
  if (typeof report.id !== 'string' || typeof report.title !== 'string' || name === undefined) return undefined
  const { county, city, province } = value.report.township
  const source: ItemSource = {
    id: report.id,
    title: report.title,
    year: typeof report.year === 'number' ? report.year : undefined,
    township: { name, county: string(county), city: string(city), province: string(province) },
    issuer: string(report.issuer),
    docNumber: string(report.docNumber),
    date: string(report.date),
    path: string(report.path),
    url: string(report.url),
    importedAt: string(report.importedAt),
  }
  return {
    id,
    n,
    text,
    headingPath: strings(value.headingPath),
    report: source,
    note: string(value.note) ?? '',
    tags: strings(value.tags),
    addedAt: string(value.addedAt) ?? '',
    dataVersion: string(value.dataVersion),
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
