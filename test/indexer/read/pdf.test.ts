import { describe, expect, it } from 'vitest'
import { pdf } from '../../../indexer/read/pdf.ts'
import { decode } from '../../../indexer/read/read.ts'
import { assemble, type Ink, pdfFile, setPages } from '../../fixtures/read/pdf-file.ts'

const title = '柳塘镇2023年法治政府建设年度报告'
const long =
  '一年来，全镇坚持把法治建设摆在突出位置，健全制度，压实责任，召开会议12次，推动各项任务落细落实，取得了新的成效。'
const paragraphs = [
  '一、总体情况',
  long,
  `（一）加强领导。${long}`,
  '二、存在问题',
  long.repeat(3),
  '三、下步打算',
  long.repeat(8),
  long,
  '柳塘镇人民政府',
  '2024年1月5日',
]

const read = async (pages: readonly (readonly Ink[])[], encoding?: 'GBK-EUC-H' | 'UniGB-UCS2-H'): Promise<string[]> =>
  (await pdf.decode(pdfFile(pages, encoding), 'a.pdf')).text.split('\n')

describe('PDF', () => {
  it.each(['GBK-EUC-H', 'UniGB-UCS2-H'] as const)(
    'gives paragraphs back whole from a font in %s that is not embedded',
    async (encoding) => {
      expect(await read(setPages(title, paragraphs), encoding)).toEqual([title, ...paragraphs])
    },
  )

  it('tells where each page begins', async () => {
    const pages = setPages(title, paragraphs)
    const decoded = await pdf.decode(pdfFile(pages), 'a.pdf')
    expect(decoded.pages?.map(({ page }) => page)).toEqual(pages.map((_, i) => i + 1))
    const second = pages[1]?.[0]?.text ?? 'x'
    expect(decoded.text.slice(decoded.pages?.[1]?.start)).toMatch(new RegExp(`^${second.slice(0, 10)}`))
  })

  it.each(['1', '- 2 -', '— 3 —', '第 4 页', '第5页 共9页', '6/9', '·7·'])(
    'drops page numbers like %s at the edge only',
    async (number) => {
      const page = [
        { text: long.slice(0, 28), x: 74, y: 600 },
        { text: '3', x: 74, y: 500 },
        { text: number, x: 290, y: 40 },
      ]
      expect(await read([page])).toEqual([long.slice(0, 28), '3'])
    },
  )

  it('reads what is written out of order, and two columns one by one', async () => {
    const rows = Array.from({ length: 15 }, (_, i) => ({
      y: 700 - i * 24,
      left: `左栏第${i + 10}行文字占满一行`,
      right: `右栏第${i + 10}行文字占满一行`,
    }))
    const ink = rows.flatMap(({ y, left, right }) => [
      { text: right, x: 310, y, size: 14 },
      { text: left, x: 60, y, size: 14 },
    ])
    const text = (await read([[...ink, { text: title, x: 120, y: 760, size: 20 }].reverse()])).join('')
    expect(text.indexOf(title)).toBe(0)
    expect(text.indexOf('左栏第24行')).toBeLessThan(text.indexOf('右栏第10行'))
  })

  it('leaves out turned watermarks and text drawn twice for bold type', async () => {
    const page = [
      { text: '内部资料', x: 200, y: 300, turned: true },
      { text: title, x: 100, y: 700, size: 22 },
      { text: title, x: 100.4, y: 700, size: 22 },
      { text: long.slice(0, 28), x: 106, y: 650 },
    ]
    expect(await read([page])).toEqual([title, long.slice(0, 28)])
  })

  it('keeps a table’s cells apart', async () => {
    const page = [
      { text: long.slice(0, 28), x: 74, y: 700 },
      { text: '处罚案件', x: 74, y: 600 },
      { text: '12件', x: 300, y: 600 },
    ]
    expect((await read([page])).at(-1)).toBe('处罚案件  12件')
  })

  it('without text is named as a scan, and so are single pages', async () => {
    const codes = async (pages: Ink[][]): Promise<unknown> => {
      const outcome = await decode('a.pdf', pdfFile(pages), 'hash')
      return 'problem' in outcome ? outcome.problem : outcome.file.problems
    }
    expect(await codes([[], []])).toMatchObject({ code: 'no-text-layer', message: expect.stringContaining('OCR') })
    expect(await codes([...setPages(title, paragraphs), []])).toMatchObject([
      { code: 'no-text-layer', message: expect.stringContaining('页没有文字层') },
    ])
  })

  it('that is damaged, locked or endless is a problem', async () => {
    const whole = Buffer.from(pdfFile(setPages(title, paragraphs)))
    const locked = Buffer.from(
      whole
        .toString('latin1')
        .replace(
          '/Root 1 0 R',
          '/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >> /ID [<00><00>]',
        ),
      'latin1',
    )
    const many = assemble([
      Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
      Buffer.from(`<< /Type /Pages /Count 90000 /Kids [${'3 0 R '.repeat(600)}] >>`),
      Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>'),
    ])
    const code = async (bytes: Uint8Array): Promise<string> => {
      const outcome = await decode('a.pdf', bytes, 'hash')
      return 'problem' in outcome ? outcome.problem.code : 'read'
    }
    expect(await code(whole.subarray(0, 200))).toBe('unreadable')
    expect(['encrypted', 'unreadable']).toContain(await code(locked))
    expect(['unreadable', 'too-complex']).toContain(await code(many))
  })
})
