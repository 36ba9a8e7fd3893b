import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { Decoded } from '../../../indexer/read/format.ts'
import { html } from '../../../indexer/read/html.ts'
import { decode } from '../../../indexer/read/read.ts'
import { lines, pages, title } from '../../fixtures/read/pages.ts'

const read = async (source: string | Uint8Array): Promise<Decoded> =>
  html.decode(Buffer.from(source as string), 'a.html')
const linesOf = async (body: string): Promise<string[]> => (await read(`<div id="zoom">${body}</div>`)).text.split('\n')
const words = lines.map((line) => `<p>${line}</p>`).join('')

describe('web pages', () => {
  it.each(Object.entries(pages))('give title and article, line by line: %s', async (_, page) => {
    const text = (await read(page)).text.split('\n').map((line) => line.replace(/^[\s\u3000]+/, ''))
    expect(text).toEqual([title, ...lines])
  })

  it('are read in the encoding they are in, whatever they declare', async () => {
    const page = Object.values(pages)[0] ?? ''
    for (const encoding of ['gbk', 'utf8', 'utf16le']) {
      const bytes =
        encoding === 'utf16le' ? iconv.encode(page, encoding, { addBOM: true }) : iconv.encode(page, encoding)
      expect((await read(bytes)).text).toContain(lines[1])
    }
  })

  it('state what their table and head say', async () => {
    expect((await read(Object.values(pages)[0] ?? '')).meta).toEqual({
      名称: title,
      发布日期: '2024-01-08 09:30',
      发布机构: '柳塘镇人民政府',
      网站名称: '青溪县人民政府',
      索引号: '00123/2024-00007',
      主题分类: '司法',
      发文字号: '柳政发〔2024〕3号',
      成文日期: '2024年01月05日',
    })
  })

  it.each([
    [
      'items',
      '<ul><li><b>索引号：</b><span>X1</span></li><li><b>发文机关：</b>柳塘镇人民政府</li><li><b>成文日期：</b>2024-01-05</li></ul>',
    ],
    [
      'terms',
      '<dl><dt>索 引 号</dt><dd>X1</dd><dt>发布单位</dt><dd>柳塘镇人民政府</dd><dt>生成日期</dt><dd>2024-01-05</dd></dl>',
    ],
    [
      'spans',
      '<p><span>【索引号】</span><span>X1</span><span>公开机构：</span><span>柳塘镇人民政府</span><span>成文时间：2024-01-05</span></p>',
    ],
    ['one line', '<p>索引号：X1　发布机构：柳塘镇人民政府 浏览次数：35次 成文日期：2024-01-05</p>'],
    [
      'table heads',
      '<table><tr><th>索引号</th><td>X1</td></tr><tr><th>公文文号</th><td></td></tr><tr><th>发布机构</th><td>柳塘镇人民政府</td></tr><tr><th>成文日期</th><td>2024-01-05</td></tr></table>',
    ],
  ])('state it also in %s', async (_, table) => {
    const { meta } = await read(`<html><body>${table}<div id="zoom">${words}</div></body></html>`)
    expect(meta).toMatchObject({ 索引号: 'X1', 发布机构: '柳塘镇人民政府', 成文日期: '2024-01-05' })
    expect(meta?.发文字号).toBeUndefined()
  })

  it('tell their own address', async () => {
    expect((await read(pages['a public account'] ?? '')).url).toBe('http://example.invalid/s/abc')
    expect((await read('<link rel="canonical" href="javascript:alert(1)"><p>文</p>')).url).toBeUndefined()
  })

  it('keep tables as text, row by row', async () => {
    const table =
      '<table><tr><th>项目</th><th>数量</th></tr><tr><td><p>行政处罚</p></td><td>12件</td></tr><tr><td colspan=2>合计12件</td></tr></table>'
    expect((await linesOf(words + table)).slice(-3)).toEqual(['项目 | 数量', '行政处罚 | 12件', '合计12件'])
  })

  it('lose nothing that an article holds besides paragraphs', async () => {
    const more =
      '<h3>小标题</h3><ol><li>第一条</li></ol><blockquote>引文</blockquote><pre>甲\n乙</pre>裸露的文字<p>断成\n两行的字 and two\nwords</p><p></p>'
    expect((await linesOf(words + more)).slice(-7)).toEqual([
      '小标题',
      '第一条',
      '引文',
      '甲',
      '乙',
      '裸露的文字',
      '断成两行的字 and two words',
    ])
  })

  it('drop what is hidden, scripted or to be filled in', async () => {
    const more =
      '<p style="display: none">藏</p><script>x</script><style>y</style><form><input value=z><button>钮</button></form><p hidden>隐</p><!-- 注 -->'
    expect((await linesOf(words + more)).slice(-1)).toEqual([lines.at(-1)])
  })

  it('repeat no title that the article has, on one line or two', async () => {
    const named = (body: string): string =>
      `<html><head><title>${title}</title></head><body><div id="zoom">${body}${words}</div></body></html>`
    for (const body of [`<p>${title}</p>`, '<p>柳塘镇</p><p>2023年法治政府建设年度报告</p>']) {
      expect((await read(named(body))).text.match(/法治政府建设年度报告/g)).toHaveLength(1)
    }
  })

  it.each([
    ['nesting', '<div>'.repeat(200_000)],
    ['nested tables', '<table><tr><td>'.repeat(50_000)],
    ['nested spans', '<b><i>'.repeat(100_000)],
    ['attributes', `<p ${'a="b" '.repeat(200_000)}>`],
    ['open angles', '<'.repeat(1_000_000)],
    ['comments', '<!--'.repeat(250_000)],
    ['entities', '&amp;'.repeat(200_000)],
    ['scripts', '<script>'.repeat(120_000)],
    ['blanks', '&nbsp;'.repeat(150_000)],
    ['paragraphs', '<p>字'.repeat(15_000)],
    ['table cells', '<td>字'.repeat(15_000)],
  ])('are cut short when they are hostile: %s', async (_, body) => {
    const outcome = await decode('a.html', Buffer.from(`<html><body><p>文</p>${body}`), 'hash')
    if ('problem' in outcome) expect(['too-complex', 'timeout', 'unreadable']).toContain(outcome.problem.code)
  })
})
