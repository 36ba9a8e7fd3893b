import { LEVELS, SECTIONS, STANCES } from './address.ts'
import type { SearchResponse } from './api-types.ts'

type FacetField = keyof SearchResponse['facets']
/** One value of a facet as the server counts it. */
export type FacetValue = NonNullable<SearchResponse['facets'][FacetField]>[number]

const NATURAL: Partial<Record<FacetField, readonly string[]>> = { section: SECTIONS, stance: STANCES, level: LEVELS }

/**
 * Puts values into an order that does not jump when counts change: the natural order of the field (years newest
 * first), else the order they were first seen in, `remembered`, with new ones behind. Selected values that the
 * answer does not hold stay, with zero.
 */
export const orderFacet = (
  field: FacetField,
  values: readonly FacetValue[],
  selected: readonly string[],
  remembered: readonly string[],
  labelOf: (value: string) => string,
): FacetValue[] => {
  const present = new Set(values.map((v) => v.value))
  const all = [
    ...values,
    ...selected
      .filter((v) => !present.has(v))
      .map((v) => ({ value: v, label: labelOf(v), passages: 0, reports: 0, townships: 0 })),
  ]
  if (field === 'year') return all.sort((a, b) => Number(b.value) - Number(a.value))
  const order = NATURAL[field] ?? remembered
  const place = new Map(order.map((v, i) => [v, i]))
  return all
    .map((v, i) => ({ v, key: place.get(v.value) ?? order.length + i }))
    .sort((a, b) => a.key - b.key)
    .map(({ v }) => v)
}

/** A place with the places inside it. */
export interface PlaceNode {
  value: FacetValue
  children: PlaceNode[]
}

/** Builds province → city → county → township from codes and parents; a value whose parent is missing is a root. */
export const placeTree = (values: readonly FacetValue[]): PlaceNode[] => {
  const nodes = new Map(values.map((value) => [value.value, { value, children: [] as PlaceNode[] }]))
  const roots: PlaceNode[] = []
  for (const node of nodes.values()) {
    const parent = node.value.parent === node.value.value ? undefined : nodes.get(node.value.parent ?? '')
    ;(parent?.children ?? roots).push(node)
  }
  return roots
}

/** Codes of all places on the way down to a selected one, which are shown open. */
export const openPlaces = (roots: readonly PlaceNode[], selected: readonly string[]): Set<string> => {
  const open = new Set<string>()
  const visit = (node: PlaceNode, path: string[]): void => {
    if (selected.includes(node.value.value)) for (const code of path) open.add(code)
    for (const child of node.children) visit(child, [...path, node.value.value])
  }
  for (const root of roots) visit(root, [])
  for (let level = roots; level.length === 1 && level[0]; level = level[0].children) open.add(level[0].value.value)
  return open
}
