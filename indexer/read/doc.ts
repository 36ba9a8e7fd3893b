import { type FormatReader, isExhausted, ReadFailure } from './format.ts'
import { rowLines } from './rows.ts'

/** Word 97–2003 documents, and WPS ones of the same build: plain text, tables as rows, no computed numbers. */
export const doc: FormatReader = {
  format: 'doc',
  kind: 'doc',
  isolated: true,
  async decode(bytes) {
    const { default: WordExtractor } = await import('word-extractor')
    let body: string
    let boxes: string
    try {
      const document = await new WordExtractor().extract(Buffer.from(bytes))
      body = document.getBody()
      boxes = document.getTextboxes({ includeHeadersAndFooters: false })
    } catch (error) {
      if (isExhausted(error)) throw error
      throw new ReadFailure(
        'unreadable',
        '旧版 Word 文件读不出来（可能加了密码、已损坏或格式特殊）：请用 WPS 或 Word 打开，另存为 docx 再收录',
      )
    }
    return { text: [lines(body), lines(boxes)].filter(Boolean).join('\n'), problems: [] }
  },
}

/** Line and page breaks become line ends; cells, which come parted by tabs, a row. */
function lines(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .split('\n')
    .map((line) => (line.trim().includes('\t') ? rowLines(line.split('\t').map((cell) => [cell])).join('\n') : line))
    .join('\n')
    .trim()
}
