import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import type { FullReport, Indicator } from '../../server/schema.ts'
import { reportOf } from '../contract/corpus.ts'
import { sampleReports } from '../contract/texts.ts'
import { siteOf } from '../fixtures/site.ts'

const specs = sampleReports().map((spec) => ({
  ...spec,
  passages: spec.passages.map((passage) => ({
    ...passage,
    practices: (passage.practices ?? []).map((one) => ({ ...one, id: one.id === 'P1' ? 'P065' : 'P066' })),
  })),
}))
/** Of each report the disputes of its second passage, now bounded, now by the quarter, now in another unit. */
const withFacts = (full: FullReport, i: number): FullReport => {
  const text = full.passages[1]?.text ?? ''
  const number = /\d+12/.exec(text)
  const start = number?.index ?? 0
  const fact: Indicator = {
    n: 2,
    indicator: 'disputes_resolved',
    label: '调解各类纠纷',
    value: Number(number?.[0]) / 2,
    unit: i % 5 === 0 ? '起' : '件',
    ...(i % 3 === 0 && { qualifier: '余' }),
    ...(i % 4 === 0 && { per: '每季度' }),
    scope: 'year',
    text: number?.[0] ?? '',
    start,
    end: start + (number?.[0].length ?? 0),
    sentence: [0, text.length],
  }
  return { ...full, indicators: [fact] }
}
const site = siteOf(specs.map(reportOf).map(withFacts))
const app = createApp({ site })
const body = async (path: string) => {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return response.json()
}

describe('the explorer', () => {
  it('counts who does a practice as the search under the same filters does', async () => {
    const { practice, coverage, years, townships } = await body('/api/practices/P065')
    const { total } = await body('/api/search?practice=P065')
    const done = await body('/api/search?practice=P065&stance=done')
    expect(practice.total).toEqual(total)
    expect(practice.stances.done).toEqual(done.total)
    expect(coverage.reports).toBe(site.corpus.stats().reports)
    for (const year of years) {
      const there = await body(`/api/search?year=${year.year}`)
      expect(year.of).toEqual({ reports: there.total.reports, townships: there.total.townships })
      const found = await body(`/api/search?practice=P065&year=${year.year}`)
      expect(year.any).toEqual(found.total)
    }
    expect(townships.filter((row: { since?: number }) => row.since).length).toBe(done.total.townships)
  })
  it('says where it was first seen in this corpus', async () => {
    const { first } = await body('/api/practices/P065')
    const oldest = await body('/api/search?practice=P065&sort=oldest&perPage=1')
    expect(first.report.id).toBe(oldest.hits[0].report.id)
  })
  it('lists every practice of the lexicon, those that stand nowhere too', async () => {
    const { practices } = await body('/api/practices')
    expect(practices.length).toBe(site.lexicon.practices.length)
    expect(practices.some((one: { total: { passages: number } }) => one.total.passages === 0)).toBe(true)
  })
  it('counts each place as the sum of what lies in it', async () => {
    const { places } = await body('/api/places')
    const reports = (code: string) => places.find((one: { code: string }) => one.code === code)?.reports
    const top = places.filter((one: { parent?: string }) => one.parent === undefined)
    expect(top.reduce((sum: number, one: { reports: number }) => sum + one.reports, 0)).toBe(
      site.corpus.stats().reports,
    )
    expect(reports('9901')).toBe(reports('990101') + reports('990102'))
  })
  it('shows a township over the years, with the years that are missing', async () => {
    const town = await body('/api/places/990101101')
    expect(town.reports.map((one: { year: number }) => one.year)).toEqual([2021, 2022, 2023])
    expect(town.practices.find((one: { id: string }) => one.id === 'P065').years).toMatchObject({ 2022: 'done' })
  })
  it('puts other townships first among similar passages, own years apart, and marks what is shared', async () => {
    const { hits } = await body('/api/search?q=网格员&place=990101101')
    const { others, sameTownship } = await body(`/api/passages/${hits[0].id}/similar`)
    expect(others.length).toBeGreaterThan(0)
    expect(
      others.every((one: { report: { township: { name: string } } }) => one.report.township.name !== '甲一镇'),
    ).toBe(true)
    expect(sameTownship.length).toBeGreaterThan(0)
    const { text, shared } = others[0]
    expect(text.slice(...shared[0]).length).toBeGreaterThanOrEqual(6)
  })
  it('has a row for every township and says which units of its counties have no report', async () => {
    const { rows, years } = await body('/api/coverage')
    expect(rows.length).toBe(site.corpus.stats().townships)
    expect(years).toEqual([2021, 2022, 2023])
  })
  it('counts the facts of each kind as the ledger under the same filters does, and lays out one kind', async () => {
    const { kinds } = await body('/api/indicators/summary?year=2022')
    for (const { indicator, rows } of kinds.filter((one: { rows: number }) => one.rows > 0))
      expect((await body(`/api/indicators?indicator=${indicator}&year=2022`)).total).toBe(rows)
    const most = kinds.sort((a: { rows: number }, b: { rows: number }) => b.rows - a.rows)[0]
    const { units, scopes } = await body(`/api/indicators/summary?year=2022&indicator=${most.indicator}`)
    expect(most.rows).toBeGreaterThan(3)
    for (const list of [units, scopes])
      expect(list.reduce((sum: number, one: { rows: number }) => sum + one.rows, 0)).toBe(most.rows)
  })
  it('finds as many rows as each bar, unit and bounding word of a distribution counts', async () => {
    const { kinds } = await body('/api/indicators/summary')
    const total = async (query: string): Promise<number> => (await body(`/api/indicators?${query}`)).total
    let bars = 0
    let words = 0
    for (const { indicator } of kinds.filter((one: { rows: number }) => one.rows > 0)) {
      const { distributions, qualifiers } = await body(`/api/indicators/summary?indicator=${indicator}`)
      for (const { value, rows } of qualifiers) {
        expect(await total(`indicator=${indicator}&qualifier=${value}`), value).toBe(rows)
        words++
      }
      for (const { unit, scope, per = 'none', bins } of distributions) {
        for (const { from, to, rows } of bins) {
          const query = new URLSearchParams({
            indicator,
            unit,
            scope,
            per,
            valueFrom: from,
            ...(to && { valueTo: to }),
          })
          expect(await total(`${query}`), `${query}`).toBe(rows)
          bars++
        }
      }
    }
    expect(bars).toBeGreaterThan(5)
    expect(words).toBe(2)
  })
  it.each(['/api/practices/P000', '/api/places/000000000', '/api/passages/x.y/similar'])(
    'answers %s with 404',
    async (path) => {
      expect((await app.request(path)).status).toBe(404)
    },
  )
})
