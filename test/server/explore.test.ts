import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
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
const site = siteOf(specs.map(reportOf))
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
    for (const list of [units, scopes])
      expect(list.reduce((sum: number, one: { rows: number }) => sum + one.rows, 0)).toBe(most.rows)
  })
  it.each(['/api/practices/P000', '/api/places/000000000', '/api/passages/x.y/similar'])(
    'answers %s with 404',
    async (path) => {
      expect((await app.request(path)).status).toBe(404)
    },
  )
})
