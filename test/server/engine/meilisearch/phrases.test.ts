import { describe, expect, it } from 'vitest'
import { frequentAmong, sampleOf } from '../../../../indexer/engine/frequent.ts'
import { planLiteral } from '../../../../server/engine/meilisearch/literal.ts'
import { createPhrases } from '../../../../server/engine/meilisearch/phrases.ts'
import { splitRowNumbers } from '../../../../server/engine/meilisearch/row-numbers.ts'
import { searchBody } from '../../../../server/engine/meilisearch/server.ts'
import { documentOf, hanRuns, phraseToken } from '../../../../server/engine/meilisearch/tokens.ts'

const segmenter = { fingerprint: 'test', cut: (text: string) => [...text] }
const unitsFor = (text: string, list: string[]): string[] =>
  documentOf({ pid: 7, text }, 'a-2023@0', segmenter, createPhrases(list)).units.filter((unit) => unit.startsWith('l'))

describe('frequent phrases', () => {
  it('are named by the documents that hold them as a literal would be found', () => {
    const list = ['法治政府建设', '政府建设工作', '推进法治政府']
    expect(unitsFor('推进法治政府建设工作。', list).sort()).toEqual(list.map(phraseToken).sort())
    expect(unitsFor('推进法治，政府建设工作', list)).toEqual([phraseToken('政府建设工作')])
    expect(unitsFor('推进 法治　政府', list)).toEqual([phraseToken('推进法治政府')])
    expect(unitsFor('推進法治政府', list)).toEqual([phraseToken('推进法治政府')])
    expect(unitsFor('推进法治LED政府建设', list)).toEqual([])
  })
  it('are runs of Han characters, blanks between them left out', () => {
    expect(hanRuns('全镇 法治，12件LED屏。說明')).toEqual(['全镇法治', '件', '屏', '说明'])
  })
  it('answer a literal that is one of them, and leave only the rest of one inside them to be looked at', () => {
    const listed = createPhrases(['法治政府建设', '推进法治政府'])
    expect(planLiteral('法治政府建设', listed)).toMatchObject({
      exact: true,
      sure: [],
      query: { phrases: [], values: [{ token: phraseToken('法治政府建设') }] },
    })
    const inside = planLiteral('治政府建设', listed)
    expect(inside).toMatchObject({ exact: false, sure: [{ listed: true }] })
    expect(inside.query?.phrases.length).toBe(1)
    expect(searchBody(inside.query ?? { phrases: [], values: [] })).toMatchObject({
      filter: [`units NOT IN [${phraseToken('法治政府建设')}]`],
    })
    expect(planLiteral('法治政府', listed)).toMatchObject({ exact: true, sure: [] })
    expect(planLiteral('全镇法治政府建设', listed)).toMatchObject({ exact: false, sure: [] })
  })
})

describe('what is frequent', () => {
  const texts = Array.from({ length: 100 }, (_, i) => [
    i % 2 ? '推进法治政府建设工作' : '法治政府建设',
    `别处${String.fromCharCode(0x4e00 + i)}字`,
  ])
  it('names short strings by how many passages have them, once a passage', () => {
    const { strings } = frequentAmong([...texts, ['法法法法']])
    expect(strings.indexOf('法')).toBeLessThan(strings.indexOf('工'))
    expect(strings).toContain('推进法治')
    expect(strings).not.toContain('法法')
  })
  it('names of the long ones those whose places no longer one tells', () => {
    expect(frequentAmong(texts).phrases).toEqual(['法治政府建设', '推进法治政府建设工作'])
    const together = texts.filter((_, i) => i % 2)
    expect(frequentAmong(together).phrases).toEqual(['推进法治政府建设工作'])
  })
  it('finds nothing in no passages', () => {
    expect(frequentAmong([])).toEqual({ strings: [], phrases: [] })
  })
})

describe('the sample', () => {
  it('takes every place in a report equally often, however long the reports are', () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => i + 1)
    const sample = sampleOf(rows, 4000)
    expect(Math.abs(sample.length - 4000)).toBeLessThan(40)
    for (const length of [10, 25, 75]) {
      const places = new Array<number>(length).fill(0)
      for (const row of sample) places[row % length] = (places[row % length] ?? 0) + 1
      expect(Math.min(...places), `reports of ${length}`).toBeGreaterThan(4000 / length / 2)
    }
  })
  it('takes all of few', () => {
    expect(sampleOf([3, 5, 9], 500)).toEqual([3, 5, 9])
  })
})

describe('row numbers of an answer', () => {
  it('are taken out of it, list by list, and leave JSON behind', () => {
    const answer = {
      results: [
        { hits: [{ meta: { dataVersion: '七' } }] },
        {
          query: '"facetDistribution":{"pid":{"9":1}',
          facetDistribution: { pid: { 0: 1, 7: 1, 123456: 1 } },
          estimatedTotalHits: 3,
        },
        { facetDistribution: { pid: {} }, facetStats: {} },
        { facetDistribution: { pid: { 40: 1 } }, facetStats: { pid: { min: 40, max: 40 } } },
      ],
    }
    const { json, lists } = splitRowNumbers(Buffer.from(JSON.stringify(answer)))
    expect(lists.map((list) => [...list])).toEqual([[0, 7, 123456], [], [40]])
    expect(JSON.parse(json)).toMatchObject({ results: [{ hits: [{ meta: { dataVersion: '七' } }] }, {}, {}, {}] })
  })
})
