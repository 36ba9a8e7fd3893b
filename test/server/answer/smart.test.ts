import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planQuestion } from '../../../server/answer/question.ts'
import { verify } from '../../../server/answer/verify.ts'
import { needle } from '../../../server/text/occurrences.ts'
import { reportOf } from '../../contract/corpus.ts'
import { sampleLines } from '../../fixtures/sample-lines.ts'
import { siteOf } from '../../fixtures/site.ts'

const reports = sampleLines().map(reportOf)
const site = siteOf(reports)
const texts = reports.flatMap((full) => full.passages)

const ask = (q: string, rest: object = {}) => ({
  q,
  mode: 'smart' as const,
  sort: 'relevance' as const,
  filters: {},
  aliases: true,
  group: true,
  ...rest,
})

const found = async (q: string, rest: object = {}): Promise<Set<string>> => {
  const rows = await site.engine.rows(planQuestion(site, ask(q, rest)).query)
  return new Set(site.corpus.passagesByPid([...rows]).map(({ passage }) => passage.id))
}

const substring = fc
  .record({ at: fc.nat(), start: fc.nat(), length: fc.integer({ min: 1, max: 40 }) })
  .map(({ at, start, length }) => {
    const text = texts[at % texts.length]?.text ?? ''
    return text.slice(start % text.length, (start % text.length) + length)
  })

describe('smart search', () => {
  it('loses no passage that holds what was typed, for random pieces of the samples', async () => {
    await fc.assert(
      fc.asyncProperty(substring, async (typed) => {
        const ids = await found(typed)
        const { in: stands } = needle(typed, { raw: true })
        const lost = texts.filter((passage) => stands(passage.text) && !ids.has(passage.id))
        expect(lost.map((passage) => passage.text)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('is checked by the plain scan: nothing missing, every extra passage explained', async () => {
    for (const q of ['枫桥经验', '法律明白人', '矛盾 纠纷', '人民调解委员会', '楓橋經驗', '全镇']) {
      const report = await verify(site, ask(q))
      expect(report.missing).toEqual([])
      const kinds = Object.values(report.extraKinds).reduce((sum, n) => sum + n, 0)
      expect(kinds).toBe(report.found - (report.literal ?? 0))
    }
  })

  it('is checked for each thing typed once, however often it was typed', () => {
    const { literal } = planQuestion(site, ask('法治 法治 法治')).plan
    expect(literal).toEqual({ op: 'literal', text: '法治', raw: true })
  })

  it('folds traditional, full-width and upper-case forms', async () => {
    expect(await found('楓橋經驗')).toEqual(await found('枫桥经验'))
    expect((await found('枫桥经验')).size).toBeGreaterThan(0)
    expect(await found('ｌｅｄ')).toEqual(await found('LED'))
  })

  it('adds the other wordings of a practice, says so, and leaves them out when told', async () => {
    const { plan } = planQuestion(site, ask('以案释法'))
    expect(plan.echo.terms[0]).toMatchObject({ text: '以案释法', kind: 'practice' })
    expect(plan.echo.terms[0]?.aliases.length).toBeGreaterThan(0)
    const strict = await found('以案释法', { aliases: false })
    const wide = await found('以案释法')
    expect([...strict].every((id) => wide.has(id))).toBe(true)
    const literal = needle('以案释法', { raw: false })
    expect(strict).toEqual(new Set(texts.filter((passage) => literal.in(passage.text)).map((passage) => passage.id)))
  })

  it('knows a practice that was typed with a blank inside', () => {
    const { plan } = planQuestion(site, ask('枫桥 经验'))
    expect(plan.echo.terms.some((term) => term.kind === 'practice' && term.text === '枫桥经验')).toBe(true)
  })

  it.each([
    ['年份:2021', { year: [2021] }],
    ['年份:2021-2023', { yearFrom: 2021, yearTo: 2023 }],
    ['章节:存在问题', { section: ['problems'] }],
    ['主题:行政执法', { theme: ['enforcement'] }],
    ['立场:计划', { stance: ['planned'] }],
    ['级别:街道', { level: ['街道'] }],
    ['section:plan', { section: ['plan'] }],
    ['乡镇:样本3镇', { place: ['990100003'] }],
  ])('reads %s as a filter', (q, filters) => {
    expect(planQuestion(site, ask(`调解 ${q}`)).query.filters).toEqual(filters)
  })

  it('reports a filter value that it does not know and searches for the rest', async () => {
    const { plan } = planQuestion(site, ask('调解 章节:不存在的章节'))
    expect(plan.echo.ignored).toEqual([{ text: '章节:不存在的章节', why: '没有这样的章节' }])
    expect(await found('调解 章节:不存在的章节')).toEqual(await found('调解'))
  })

  it('joins a filter in the query with one beside it', async () => {
    const both = await found('调解 年份:2021', { filters: { year: [2022] } })
    expect(both.size).toBe(0)
  })

  it('answers hostile queries: operators of the index, thousands of terms, deep brackets', async () => {
    for (const q of [
      '" OR 1=1 --',
      '*',
      'NEAR(枫桥 经验)',
      '{a b}: c',
      '^枫桥',
      '枫桥*',
      "'; DELETE FROM passage",
      '('.repeat(4000),
      '甲乙丙'.repeat(3000),
      '调解 '.repeat(2000),
    ]) {
      await expect(found(q)).resolves.toBeInstanceOf(Set)
    }
    expect(site.corpus.stats().passages).toBe(texts.length)
  })
})

describe('exact search', () => {
  it('finds what a plain scan finds, blanks and quotation marks at the edges left out', async () => {
    await fc.assert(
      fc.asyncProperty(substring, async (typed) => {
        const ids = await found(` "${typed}" `, { mode: 'exact' })
        const literal = typed.replace(/^[\s"“”„‟「」『』]+|[\s"“”„‟「」『』]+$/g, '') || `"${typed}"`
        const { in: stands } = needle(literal, { raw: true })
        expect(ids).toEqual(new Set(texts.filter((passage) => stands(passage.text)).map((passage) => passage.id)))
      }),
      { numRuns: 200 },
    )
  })
})
