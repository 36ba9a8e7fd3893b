import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import {
  apiQuery,
  change,
  clearFilters,
  countFilters,
  FILTER_FIELDS,
  KWIC_SORTS,
  LEVELS,
  onlyFilter,
  readAddress,
  reportAddress,
  SECTIONS,
  type SearchState,
  SORTS,
  STANCES,
  toggleFilter,
  VIEWS,
  writeAddress,
} from '../../web/address.ts'

const read = (address: string) => readAddress(new URL(address, 'http://x').search)
const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }), { maxLength: 3 })
const year = fc.option(fc.integer({ min: 1900, max: 2199 }).map(String), { nil: undefined })

const states: fc.Arbitrary<SearchState> = fc.record({
  asked: fc.constant(true),
  q: fc.string({ unit: 'grapheme' }),
  mode: fc.constantFrom('smart' as const, 'exact' as const),
  aliases: fc.boolean(),
  group: fc.boolean(),
  filters: fc.record({
    ...Object.fromEntries(FILTER_FIELDS.map((f) => [f, values])),
    section: fc.subarray([...SECTIONS]),
    stance: fc.subarray([...STANCES]),
    level: fc.subarray([...LEVELS]),
    year: fc.subarray(['2019', '2023', '2024']),
  }) as fc.Arbitrary<SearchState['filters']>,
  yearFrom: year,
  yearTo: year,
  sort: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 9999 }),
  view: fc.constantFrom(...VIEWS),
  kwicSort: fc.constantFrom(...KWIC_SORTS),
  seed: fc.integer({ min: 1, max: 9999 }),
})

describe('the address of a search', () => {
  property.prop([states])('gives the same state back', (state) => {
    expect(read(writeAddress(state))).toEqual(state)
  })

  property.prop([fc.string()])('is never an error, whatever stands in it', (text) => {
    const state = readAddress(text)
    expect(VIEWS).toContain(state.view)
    expect(state.page).toBeGreaterThanOrEqual(1)
  })

  it('leaves defaults out', () => {
    expect(writeAddress(change(readAddress(''), { q: '枫桥经验' }))).toBe(`/?q=${encodeURIComponent('枫桥经验')}`)
  })

  it('tells the bare first page from a browse without words', () => {
    expect(readAddress('').asked).toBe(false)
    expect(writeAddress(readAddress(''))).toBe('/')
    expect(read('/?q=').asked).toBe(true)
  })

  it('drops filter values that no server would take', () => {
    const state = read('/?q=a&section=nope&section=plan&year=20x3&year=2023&level=city&stance=&theme=any')
    expect(state.filters).toMatchObject({ section: ['plan'], year: ['2023'], level: [], stance: [], theme: ['any'] })
  })

  it.each([
    ['/?page=0', { page: 1 }],
    ['/?page=-3', { page: 1 }],
    ['/?page=1e3', { page: 1 }],
    ['/?view=map', { view: 'list' }],
    ['/?mode=EXACT', { mode: 'smart' }],
    ['/?yearFrom=20x1', { yearFrom: undefined }],
    ['/?sort=price', { sort: 'relevance' }],
  ])('falls back on %s', (address, part) => {
    expect(read(address)).toMatchObject(part)
  })
})

describe('changes of a state', () => {
  const base = read('/?q=a&year=2023&year=2022&section=plan&page=4')

  it('turns a value on, off, and goes back to the first page', () => {
    const on = toggleFilter(base, 'theme', 'disputes')
    expect(on.filters.theme).toEqual(['disputes'])
    expect(on.page).toBe(1)
    expect(toggleFilter(on, 'theme', 'disputes').filters.theme).toEqual([])
    expect(base.filters.theme).toEqual([])
  })

  it('keeps the other fields when one value is singled out', () => {
    expect(onlyFilter(base, 'year', '2021').filters).toMatchObject({ year: ['2021'], section: ['plan'] })
  })

  it('counts filters and clears them, the question kept', () => {
    expect(countFilters(base)).toBe(3)
    expect(countFilters(read('/?q=a&yearFrom=2020&yearTo=2021'))).toBe(1)
    expect(writeAddress(clearFilters(base))).toBe('/?q=a')
  })

  it('asks the interface for query and filters only', () => {
    const query = apiQuery(read('/?q=a&view=kwic&ksort=left&page=3&aliases=0&mode=exact&place=330101'))
    expect(query.toString()).toBe('q=a&mode=exact&aliases=0&place=330101')
  })
})

it('keeps the question and the passage in the address of a report', () => {
  const address = reportAddress('甲-2023', { q: '调 解', mode: 'exact', aliases: false }, '甲-2023:1')
  expect(address).toBe(
    `/reports/${encodeURIComponent('甲-2023')}?q=${encodeURIComponent('调')}+${encodeURIComponent('解')}&mode=exact&aliases=0#p=${encodeURIComponent('甲-2023:1')}`,
  )
  expect(reportAddress('a-1')).toBe('/reports/a-1')
})
