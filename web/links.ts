import { change, type FilterField, readAddress, type View, writeAddress } from './address.ts'

const blank = readAddress('')

type Wanted = Partial<Record<FilterField, string | number | readonly string[] | undefined>>

/** The search page with just these filters set: where a number leads to the passages it counts. */
export const passagesAddress = (wanted: Wanted, view: View = 'list'): string => {
  const filters = { ...blank.filters }
  for (const [field, value] of Object.entries(wanted)) {
    if (value !== undefined) filters[field as FilterField] = Array.isArray(value) ? [...value] : [String(value)]
  }
  return writeAddress(change(blank, { filters, view }))
}

/** A page's address with some parameters changed; `undefined` and `''` take one away. */
export const withParams = (
  path: string,
  now: URLSearchParams,
  changes: Record<string, string | readonly string[] | undefined>,
): string => {
  const p = new URLSearchParams(now)
  for (const [name, value] of Object.entries(changes)) {
    p.delete(name)
    for (const one of value === undefined || value === '' ? [] : [value].flat()) p.append(name, one)
  }
  const query = p.toString()
  return query ? `${path}?${query}` : path
}
