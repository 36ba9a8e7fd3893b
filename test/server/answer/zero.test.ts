import { describe, expect, it } from 'vitest'
import { answerSearch } from '../../../server/answer/search.ts'
import type { Filters, Mode, ZeroHint } from '../../../server/schema.ts'
import { reportOf } from '../../contract/corpus.ts'
import { sampleLines } from '../../fixtures/sample-lines.ts'
import { siteOf } from '../../fixtures/site.ts'

const site = siteOf(sampleLines().map(reportOf))

const ask = (q: string, filters: Filters = {}, mode: Mode = 'smart') =>
  answerSearch(site, { q, mode, filters, sort: 'relevance', aliases: true, group: true, page: 1, perPage: 1 })

const hints = async (q: string, filters: Filters = {}): Promise<ZeroHint[]> => {
  const { total, zero } = await ask(q, filters)
  expect(total.passages).toBe(0)
  return zero ?? []
}

describe('a search that finds nothing', () => {
  it('offers names near the whole run of text, and says what they would replace', async () => {
    for (const [typed, meant] of [
      ['枫桥经念', '枫桥经验'],
      ['枫乔经验', '枫桥经验'],
      ['法绿明白人', '法律明白人'],
      ['fengqiaojingyan', '枫桥经验'],
      ['fqjy', '枫桥经验'],
      ['falvmingbai', '法律明白人'],
    ] as const) {
      const found = (await hints(typed)).find((hint) => hint.suggestions.includes(meant))
      expect(found, typed).toMatchObject({ alone: 0, replaces: typed })
    }
  })

  it('counts what is left exactly: the query it offers finds the number it names', async () => {
    for (const q of [
      '调解 火星基地',
      '年份:2023 调解 火星基地',
      '(调解 | 信访) 村 火星基地',
      '年份:1950 调解',
      '级别:镇 年份:1950 调解',
    ]) {
      const offered = (await hints(q)).filter((hint) => hint.withoutPassages > 0)
      expect(offered.length, q).toBeGreaterThan(0)
      for (const hint of offered) {
        expect((await ask(hint.without)).total.passages, `${q} → ${hint.without}`).toBe(hint.withoutPassages)
      }
    }
  })

  it('blames a written filter, not the words, where the filters alone leave nothing', async () => {
    expect((await hints('年份:1950 调解')).map((hint) => hint.term)).toEqual(['年份:1950'])
  })

  it('offers no near names for a word that stands in the corpus, only not under the filters', async () => {
    for (const hint of await hints('调解', { year: [1950] })) expect(hint.suggestions).toEqual([])
  })
})
