import {
  AlignmentType,
  Document,
  HeadingLevel,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import { describe, expect, it } from 'vitest'
import { docx } from '../../../indexer/read/docx.ts'
import { decode } from '../../../indexer/read/read.ts'
import { docxFile, zipFile } from '../../fixtures/read/zip-file.ts'

const read = async (bytes: Uint8Array): Promise<string[]> => (await docx.decode(bytes, 'a.docx')).text.split('\n')
const p = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const numbered = (text: string, level: number, id = 1): string =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`)
const level = (n: number, format: string, text: string, more = ''): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`
const report =
  `<w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'chineseCounting', '（%2）')}` +
  `${level(2, 'decimal', '%3.')}${level(3, 'decimal', '%1.%4', '<w:isLgl/>')}${level(4, 'bullet', '')}</w:abstractNum>` +
  '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>' +
  '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'

describe('Word files', () => {
  it('come with headings, lists and tables in order, as another program wrote them', async () => {
    const cell = (text: string): TableCell => new TableCell({ children: [new Paragraph(text)] })
    const file = new Document({
      numbering: {
        config: [
          {
            reference: 'han',
            levels: [
              { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', alignment: AlignmentType.START },
              { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', alignment: AlignmentType.START },
            ],
          },
        ],
      },
      sections: [
        {
          children: [
            new Paragraph({ text: '柳塘镇2023年法治政府建设年度报告', heading: HeadingLevel.TITLE }),
            new Paragraph({ text: '工作情况', numbering: { reference: 'han', level: 0 } }),
            new Paragraph({ text: '组织领导', numbering: { reference: 'han', level: 1 } }),
            new Paragraph({
              children: [new TextRun('召开会议'), new TextRun({ text: '12次', bold: true }), new TextRun('。')],
            }),
            new Paragraph({ text: '依法行政', numbering: { reference: 'han', level: 1 } }),
            new Paragraph({ text: '存在问题', numbering: { reference: 'han', level: 0 } }),
            new Paragraph({ text: '力量不足', numbering: { reference: 'han', level: 1 } }),
            new Table({
              rows: [
                new TableRow({ children: [cell('项目'), cell('件数')] }),
                new TableRow({ children: [cell('处罚'), cell('3')] }),
              ],
            }),
            new Paragraph('柳塘镇人民政府'),
          ],
        },
      ],
    })
    const bytes = await Packer.toBuffer(file)
    const outcome = await decode('报告.docx', bytes, 'hash')
    expect('file' in outcome && outcome.file.format).toBe('docx')
    expect('file' in outcome && outcome.file.text.split('\n')).toEqual([
      '柳塘镇2023年法治政府建设年度报告',
      '一、工作情况',
      '（一）组织领导',
      '召开会议12次。',
      '（二）依法行政',
      '二、存在问题',
      '（一）力量不足',
      '项目 | 件数',
      '处罚 | 3',
      '柳塘镇人民政府',
    ])
  })

  it('count levels on, begin again below a new one and write arabic figures where asked', async () => {
    const body = [0, 1, 1, 2, 2, 1, 2, 0, 3, 1, 4].map((n) => numbered('文', n)).join('')
    expect(await read(docxFile(body, { numbering: report }))).toEqual([
      '一、文',
      '（一）文',
      '（二）文',
      '1.文',
      '2.文',
      '（三）文',
      '1.文',
      '二、文',
      '2.1 文',
      '（一）文',
      '文',
    ])
  })

  it('go on counting over two lists of one definition, or begin where a list says', async () => {
    const body = numbered('甲', 0) + numbered('乙', 0, 2) + numbered('丙', 0, 3) + numbered('丁', 0, 3)
    expect(await read(docxFile(body, { numbering: report }))).toEqual(['一、甲', '二、乙', '五、丙', '六、丁'])
  })

  it('take numbers from styles, also inherited ones, unless a paragraph refuses', async () => {
    const styles =
      '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:styleId="H9"><w:name w:val="我的标题"/><w:basedOn w:val="H1"/></w:style>'
    const styled = (id: string, more = ''): string => p('文', `<w:pStyle w:val="${id}"/>${more}`)
    const body = styled('H1') + styled('H9') + styled('H1', '<w:numPr><w:numId w:val="0"/></w:numPr>')
    expect(await read(docxFile(body, { numbering: report, styles }))).toEqual(['一、文', '二、文', '文'])
  })

  it.each([
    ['decimalEnclosedCircle', '%1', 3, '③ 文'],
    ['chineseCountingThousand', '第%1条', 105, '第一百零五条 文'],
    ['ideographTraditional', '%1、', 2, '乙、文'],
    ['chineseLegalSimplified', '%1、', 12, '壹拾贰、文'],
    ['ideographDigital', '%1、', 10, '一〇、文'],
    ['upperRoman', '%1.', 14, 'XIV.文'],
    ['lowerLetter', '%1)', 27, 'aa)文'],
    ['chineseCounting', '%1、', 10, '十、文'],
    ['chineseCounting', '%1、', 21, '二十一、文'],
    ['decimalFullWidth', '%1．', 12, '１２．文'],
    ['none', '附件：', 1, '附件：文'],
    ['bullet', '', 1, '文'],
  ])('write numbers of the kind %s', async (format, text, start, line) => {
    const numbering = `<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
    expect(await read(docxFile(numbered('文', 0), { numbering }))).toEqual([line])
  })

  it('keep boxes once, behind the paragraph they hang on', async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`
    const both = `<w:r><mc:AlternateContent><mc:Choice>${box('柳塘镇人民政府文件')}</mc:Choice><mc:Fallback>${box('柳塘镇人民政府文件')}</mc:Fallback></mc:AlternateContent></w:r>`
    const body = `<w:p>${both}<w:r><w:t>柳政〔2024〕3号</w:t></w:r></w:p>${p('正文')}`
    expect(await read(docxFile(body))).toEqual(['柳政〔2024〕3号', '柳塘镇人民政府文件', '正文'])
  })

  it('leave out what is deleted, hidden, a field’s code or a table of contents', async () => {
    const body =
      '<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>加</w:t></w:r></w:ins>' +
      '<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>下</w:t></w:r></w:p>' +
      `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>${p('一、目录 1')}</w:sdtContent></w:sdt>` +
      `<w:sdt><w:sdtContent>${p('框')}</w:sdtContent></w:sdt>${p('&lt;完&gt; &#x4e00;')}`
    expect(await read(docxFile(body))).toEqual(['留加下', '框', '<完> 一'])
  })

  it('give cells of prose a line each, and nested tables where they stand', async () => {
    const long = '文'.repeat(200)
    const cell = (content: string): string => `<w:tc>${content}</w:tc>`
    const row = (...cells: string[]): string => `<w:tr>${cells.map(cell).join('')}</w:tr>`
    const inner = `<w:tbl>${row(p('内'), p('表'))}</w:tbl>`
    const body = `<w:tbl>${row(p('甲'), p(''), p('乙'))}${row(p(long) + p(long), p('丙'))}${row(inner)}</w:tbl>`
    expect(await read(docxFile(body))).toEqual(['甲 | 乙', long, long, '丙', '内 | 表'])
  })

  it('tell pages where the file does', async () => {
    const turn = '<w:p><w:r><w:lastRenderedPageBreak/><w:t>次页</w:t></w:r></w:p>'
    const decoded = await docx.decode(docxFile(p('首页') + turn + p('同页')), 'a.docx')
    expect(decoded.pages).toEqual([
      { start: 0, page: 1 },
      { start: 3, page: 2 },
    ])
    expect((await docx.decode(docxFile(p('无')), 'a.docx')).pages).toBeUndefined()
  })

  it('are read under another prefix', async () => {
    const other = new TextDecoder().decode(docxFile(''))
    expect(other).toContain('word/document.xml')
    const xml =
      '<x:document xmlns:x="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><x:body><x:p><x:r><x:t>文</x:t></x:r></x:p></x:body></x:document>'
    expect(await read(zipFile({ 'word/document.xml': xml }))).toEqual(['文'])
  })
})

describe('hostile Word files', () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const outcome = await decode('a.docx', bytes, 'hash')
    return 'problem' in outcome ? outcome.problem.code : 'read'
  }

  it.each([
    ['a bomb', () => docxFile(`<w:p><w:r><w:t>${'0'.repeat(40 * 2 ** 20)}</w:t></w:r></w:p>`), 'too-complex'],
    [
      'a bomb that lies about its size',
      () => zipFile({ 'word/document.xml': '0'.repeat(40 * 2 ** 20) }, 100),
      'too-complex',
    ],
    ['nesting', () => docxFile('<w:tbl><w:tr><w:tc>'.repeat(20_000)), 'too-complex'],
    [
      'an outside entity',
      () =>
        zipFile({
          'word/document.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document>&x;</w:document>',
        }),
      'unsafe-content',
    ],
    [
      'multiplied entities',
      () =>
        zipFile({
          'word/document.xml':
            '<!DOCTYPE a [<!ENTITY x "xxxxxxxx"><!ENTITY y "&x;&x;&x;">]><w:document>&y;</w:document>',
        }),
      'unsafe-content',
    ],
    ['XML that is cut off', () => zipFile({ 'word/document.xml': '<w:document><w:body><w:p a="' }), 'unreadable'],
    ['no text', () => docxFile(''), 'empty'],
  ])('are a problem: %s', async (_, make, code) => {
    expect(await codeOf(make())).toBe(code)
  })

  it('cannot make macros or pictures cost anything', async () => {
    const bytes = zipFile({
      'word/document.xml': '<w:document><w:p><w:r><w:t>文</w:t></w:r></w:p></w:document>',
      'word/vbaProject.bin': '0'.repeat(50 * 2 ** 20),
    })
    expect(await codeOf(bytes)).toBe('read')
  })
})
