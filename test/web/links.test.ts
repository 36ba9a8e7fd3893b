import { describe, expect, it } from 'vitest'
import { readAddress } from '../../web/address.ts'
import { passagesAddress, withParams } from '../../web/links.ts'

describe('the address of the passages that a number counts', () => {
  it('sets just these filters, and the search page reads them back', () => {
    const address = passagesAddress({ practice: 'P065', stance: 'done', year: 2023, place: undefined }, 'township')
    const state = readAddress(address.slice(1))
    expect(state).toMatchObject({ asked: true, q: '', view: 'township' })
    expect(state.filters).toMatchObject({ practice: ['P065'], stance: ['done'], year: ['2023'], place: [] })
  })

  it('takes several values of one field', () => {
    const state = readAddress(passagesAddress({ report: ['a-2022', 'a-2023'] }).slice(1))
    expect(state.filters.report).toEqual(['a-2022', 'a-2023'])
  })

  it('leaves no filter behind in the next address', () => {
    passagesAddress({ practice: 'P001' })
    expect(passagesAddress({ year: 2022 })).not.toContain('P001')
  })
})

describe('an address with some parameters changed', () => {
  const now = new URLSearchParams('sort=name&q=调解&page=3')

  it('keeps the others, and leaves what was given untouched', () => {
    const next = new URL(withParams('/practices', now, { page: undefined, kind: '机制' }), 'http://x')
    expect(Object.fromEntries(next.searchParams)).toEqual({ sort: 'name', q: '调解', kind: '机制' })
    expect(now.get('page')).toBe('3')
  })

  it('is the bare path when nothing is left', () => {
    expect(withParams('/practices', now, { sort: '', q: undefined, page: undefined })).toBe('/practices')
  })
})
