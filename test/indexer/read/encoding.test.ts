import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../indexer/read/encoding.ts'
import { decode } from '../../../indexer/read/read.ts'

const simplified = '柳塘镇2023年法治政府建设年度报告\n\n　　一、加强组织领导。全镇召开会议12次，办理案件“零积压”。\n'
const traditional = '柳塘鎮2023年法治政府建設年度報告\n一、加強組織領導，落實各項責任，辦理案件十二件。\n'

async function read(bytes: Uint8Array, name = 'a.txt'): Promise<{ text?: string; encoding?: string; codes: string[] }> {
  const outcome = await decode(name, bytes, 'hash')
  if ('problem' in outcome) return { codes: [outcome.problem.code] }
  const { text, encoding, problems } = outcome.file
  return { text, encoding, codes: problems.map((problem) => problem.code) }
}

describe('encodings', () => {
  it.each([
    ['UTF-8', 'utf-8', Buffer.from(simplified)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${simplified}`)],
    ['UTF-16 little end first', 'utf-16le', iconv.encode(simplified, 'utf16le', { addBOM: true })],
    ['UTF-16 big end first', 'utf-16be', iconv.encode(simplified, 'utf16be', { addBOM: true })],
    ['UTF-16 without a mark', 'utf-16le', iconv.encode(simplified, 'utf16le', { addBOM: false })],
    ['UTF-16 big end first without a mark', 'utf-16be', iconv.encode(simplified, 'utf16be', { addBOM: false })],
    ['GBK', 'gb18030', iconv.encode(simplified, 'gbk')],
    ['GB18030', 'gb18030', iconv.encode(simplified, 'gb18030')],
  ])('tells %s and records it', async (_, encoding, bytes) => {
    expect(await read(bytes)).toEqual({ text: simplified, encoding, codes: [] })
  })

  it('tells Big5', async () => {
    expect(await read(iconv.encode(traditional, 'big5'))).toEqual({ text: traditional, encoding: 'big5', codes: [] })
  })

  it.each(['柳塘镇', '联通', '某镇报告', '一、概况', '法治'])(
    'takes a few characters of GBK (%s) for GBK',
    async (text) => {
      expect((await read(iconv.encode(text, 'gbk'))).text).toBe(text)
    },
  )

  it('keeps characters of GB18030 beyond GBK', async () => {
    expect((await read(iconv.encode('𠮷野镇在㙟村开展法治宣传。', 'gb18030'))).text).toBe('𠮷野镇在㙟村开展法治宣传。')
  })

  it.each([
    ['utf-8', 'gbk', 'gb18030'],
    ['big5', 'gbk', 'gb18030'],
    ['iso-8859-1', 'gbk', 'gb18030'],
    ['gb2312', 'gbk', 'gb18030'],
    ['gb2312', 'utf8', 'utf-8'],
    ['gbk', 'big5', 'big5'],
  ])('is not misled by a charset %s on bytes of %s', async (declared, real, encoding) => {
    const text = real === 'big5' ? traditional : simplified
    const decoded = await decodeText(iconv.encode(text, real), declared)
    expect(decoded).toMatchObject({ text, encoding })
  })

  it('decodes lines of two encodings each by its own', async () => {
    const [first, second, third] = [
      '第一段是用统一码写成的文字。',
      '第二段是从别处粘贴过来的国标文字。',
      '第三段又是统一码的文字。',
    ]
    const bytes = Buffer.concat([Buffer.from(`${first}\n`), iconv.encode(`${second}\n`, 'gbk'), Buffer.from(third)])
    expect(await read(bytes)).toEqual({
      text: [first, second, third].join('\n'),
      encoding: 'utf-8+gb18030',
      codes: ['mixed-encoding'],
    })
  })

  it('names a file that ends inside a character', async () => {
    const cut = Buffer.from(simplified).subarray(0, -3)
    const { text, codes } = await read(cut)
    expect(codes).toEqual(['truncated'])
    expect(simplified.startsWith(text ?? 'x')).toBe(true)
  })

  it('brings back any Chinese text from UTF-8 and UTF-16 with a mark', async () => {
    const char = fc.oneof(
      fc.constantFrom(...'的一是在不了有和人这。，\n'),
      fc.integer({ min: 0x4e00, max: 0x9fff }).map((n) => String.fromCodePoint(n)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(char, { minLength: 1 }), async (chars) => {
        const text = chars.join('')
        for (const bytes of [Buffer.from(text), iconv.encode(text, 'utf16le', { addBOM: true })]) {
          expect((await decodeText(bytes)).text).toBe(text)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('mojibake', () => {
  const lost = (text: string, from: string, to: string): Buffer =>
    Buffer.from(iconv.decode(iconv.encode(text, from), to))
  const long = '全镇坚持把法治建设摆在突出位置，健全制度，压实责任，推动各项任务落细落实。\n'.repeat(5)

  it.each([
    ['UTF-8 read as GBK', 'utf8', 'gbk'],
    ['UTF-8 read as Latin-1', 'utf8', 'latin1'],
    ['UTF-8 read as Windows-1252', 'utf8', 'win1252'],
    ['GBK read as UTF-8', 'gbk', 'utf8'],
    ['GBK read as Big5', 'gbk', 'big5'],
  ])('is a problem and no text: %s', async (_, from, to) => {
    expect(await read(lost(long, from, to))).toEqual({ codes: ['mojibake'] })
  })

  it('is left out line by line, and named', async () => {
    const outcome = await decode('a.txt', Buffer.from(`${long}锟斤拷锟斤拷锟斤拷锟斤拷\n${long}`), 'hash')
    expect(outcome).toMatchObject({ file: { text: long + long, problems: [{ code: 'mojibake', path: 'a.txt' }] } })
  })

  it('is counted where single characters are lost', async () => {
    const { text, codes } = await read(Buffer.from(`${long}王\ufffd镇长主持会议，部署全年工作任务安排。`))
    expect(codes).toEqual(['mojibake'])
    expect(text).toContain('王\ufffd镇长')
  })

  it('is not seen in lists of names, other languages or rare place names', async () => {
    const names = '垵埕镇、圐圙乡、漈头镇、峃口镇、硖斜镇、莰市镇、郪江镇、阆中街道、濉溪镇'
    const { codes } = await read(Buffer.from(`${long}${names}\nThe quick brown fox, “déjà vu” — naïve café.\n`))
    expect(codes).toEqual([])
  })
})
