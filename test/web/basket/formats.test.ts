import { describe, expect, it } from 'vitest'
import { bibtex, cslJson, ris } from '../../../web/basket/bibliography.ts'
import { exportBasket } from '../../../web/basket/export.ts'
import { gbt7714 } from '../../../web/basket/gbt7714.ts'
import type { BasketItem } from '../../../web/basket/item.ts'
import { markdown, quotation } from '../../../web/basket/markdown.ts'
import { en } from '../../../web/messages/study/en.ts'
import { zh } from '../../../web/messages/study/zh.ts'

const context = { origin: 'http://127.0.0.1:8787', today: '2026-11-21', dataVersion: 'v9' }
const report = {
  id: '990101101-2023',
  title: '《云溪镇2023年法治政府建设年度报告》',
  year: 2023,
  township: { name: '云溪镇', county: '青禾县' },
  issuer: '云溪镇人民政府',
  docNumber: '云政〔2024〕3号',
  date: '2024-01-15',
}
const item = (n: number, more: Partial<BasketItem> = {}): BasketItem => ({
  id: `990101101-2023.p${n}`,
  n,
  headingPath: ['二、主要做法', '（三）化解矛盾'],
  text: `调解纠纷${n}起，成功率98%。`,
  report,
  note: '',
  tags: [],
  addedAt: '2026-11-20T08:00:00.000Z',
  dataVersion: 'v8',
  ...more,
})
const bare = item(4, {
  id: 'yunshan-x.p4',
  report: { id: 'yunshan-x', title: '云山乡报告', township: { name: '云山乡' } },
})

describe('the list after GB/T 7714', () => {
  it('names each report once and below it the passages', () => {
    const lines = gbt7714([item(1), bare, item(2)], context).split('\n')
    expect(lines[1]).toBe(
      '[1] 云溪镇人民政府. 云溪镇2023年法治政府建设年度报告: 云政〔2024〕3号[R/OL]. (2024-01-15)[2026-11-21]. http://127.0.0.1:8787/reports/990101101-2023.',
    )
    expect(lines[2]).toContain('二、主要做法 › （三）化解矛盾；第1段；http://127.0.0.1:8787/reports/990101101-2023#p=')
    expect(lines[3]).toContain('第2段')
    expect(lines[4]).toBe('[2] 云山乡. 云山乡报告[R/OL]. [2026-11-21]. http://127.0.0.1:8787/reports/yunshan-x.')
  })

  it('prefers the address of the source, unless it is none of the web', () => {
    const at = (url: string) => gbt7714([item(1, { report: { ...report, url } })], context)
    expect(at('https://a.example/1.html')).toContain('. https://a.example/1.html.\n')
    expect(at('javascript:alert(1)')).not.toContain('javascript')
  })
})

it('writes BibTeX that no sign of the text can break', () => {
  const text = bibtex([item(1, { report: { ...report, title: '50% & {x}_#\\~^$' } })], context)
  expect(text).toContain('title = {{50\\% \\& \\{x\\}\\_\\#\\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\$}}')
  expect(text).toContain('@techreport{qianmo-990101101-2023,')
  expect(text).toContain('year = {2024}')
  expect(bibtex([bare], context)).not.toMatch(/year|number|date = \{\}/)
})

it('writes RIS with one field a line', () => {
  const text = ris([item(1, { note: '一\n二', tags: ['案例'] })], context)
  expect(text.split('\r\n').filter((line) => line !== '' && !/^[A-Z][A-Z0-9] {2}- /.test(line))).toEqual([])
  expect(text).toMatch(/^TY {2}- RPRT\r\n/)
  expect(text).toContain('DA  - 2024/01/15')
  expect(text).toContain('批注：一 二')
  expect(text).toContain('KW  - 案例')
  expect(text.trimEnd()).toMatch(/ER {2}-$/)
})

it('writes CSL-JSON', () => {
  const [first, second] = JSON.parse(cslJson([item(1), bare], context))
  expect(first).toMatchObject({
    type: 'report',
    author: [{ literal: '云溪镇人民政府' }],
    issued: { 'date-parts': [[2024, 1, 15]] },
    accessed: { 'date-parts': [[2026, 11, 21]] },
    number: '云政〔2024〕3号',
  })
  expect(second).not.toHaveProperty('issued')
})

it('writes Markdown in which the words stay words', () => {
  const text = markdown([item(1, { text: '*1*_x_[a](b)', note: '# 批', tags: ['甲'] })], context)
  expect(text).toContain('> \\*1\\*\\_x\\_\\[a\\](b)')
  expect(text).toContain('批注：\\# 批')
  expect(text).toContain('阡陌数据版本 v8')
  expect(quotation(item(1), context)).toContain('“调解纠纷1起，成功率98%。”\n——云溪镇人民政府')
})

it('writes a table that runs no formula', async () => {
  const { content, name } = await exportBasket('csv', [item(1, { note: '=1+1', text: '甲,"乙"' })], context)
  expect(name).toBe('qianmo-basket-2026-11-21.csv')
  expect(content).toMatch(/^\ufeff序,/)
  expect(content).toContain("'=1+1")
  expect(content).toContain('"甲,""乙"""')
})

it('writes a Word document with footnotes', async () => {
  const { content } = await exportBasket('docx', [item(1, { text: '甲\u0001乙' }), bare], context)
  const bytes = Buffer.from(await (content as Blob).arrayBuffer())
  expect(bytes.subarray(0, 2).toString()).toBe('PK')
  expect(bytes.includes('word/footnotes.xml')).toBe(true)
})

it('has the same wording in both languages', () => {
  const keys = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`))
      : [path]
  expect(keys(en).sort()).toEqual(keys(zh).sort())
})
