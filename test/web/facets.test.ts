import { describe, expect, it } from 'vitest'
import { openPlaces, orderFacet, placeTree } from '../../web/facets.ts'

const v = (value: string, passages = 1, parent?: string) => ({
  value,
  label: `名${value}`,
  passages,
  reports: 1,
  townships: 1,
  parent,
})
const values = (list: { value: string }[]) => list.map((x) => x.value)
const same = (value: string) => value

describe('orderFacet', () => {
  it('puts sections into the order of the rule, whatever the counts', () => {
    const ordered = orderFacet('section', [v('closing', 90), v('plan', 5), v('measures', 1)], [], [], same)
    expect(values(ordered)).toEqual(['measures', 'plan', 'closing'])
  })

  it('puts years newest first', () => {
    expect(values(orderFacet('year', [v('2021'), v('2023'), v('2022')], [], [], same))).toEqual([
      '2023',
      '2022',
      '2021',
    ])
  })

  it('keeps remembered values in place and puts new ones behind', () => {
    const ordered = orderFacet('practice', [v('P9', 50), v('P2', 40), v('P1', 1)], [], ['P1', 'P2'], same)
    expect(values(ordered)).toEqual(['P1', 'P2', 'P9'])
  })

  it('keeps a selected value that has no passage left, with zero', () => {
    const ordered = orderFacet('theme', [v('disputes')], ['petitions'], [], () => '信访')
    expect(ordered[1]).toEqual({ value: 'petitions', label: '信访', passages: 0, reports: 0, townships: 0 })
  })
})

describe('placeTree', () => {
  const places = [
    v('33'),
    v('3301', 1, '33'),
    v('330101', 1, '3301'),
    v('330102', 1, '3301'),
    v('44'),
    v('x', 1, 'gone'),
  ]

  it('hangs places under their parent; one without a known parent is a root', () => {
    const roots = placeTree(places)
    expect(roots.map((r) => r.value.value)).toEqual(['33', '44', 'x'])
    expect(roots[0]?.children[0]?.children.map((c) => c.value.value)).toEqual(['330101', '330102'])
  })

  it('opens the way to a selected place', () => {
    expect([...openPlaces(placeTree(places), ['330102'])]).toEqual(['33', '3301'])
  })

  it('opens a chain of single places', () => {
    expect([...openPlaces(placeTree(places.slice(0, 4)), [])]).toEqual(['33', '3301'])
  })

  it('does not loop on a place that is its own parent', () => {
    expect(placeTree([v('1', 1, '1')])).toHaveLength(1)
  })
})
