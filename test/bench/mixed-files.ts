import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { docFile } from '../fixtures/read/doc-file.ts'
import { pdfFile, setPages } from '../fixtures/read/pdf-file.ts'
import { docxFile } from '../fixtures/read/zip-file.ts'
import { type GeneratedReport, generateReports } from './generate.ts'

/** Shares of a county's folder: mostly pages and Word files, some PDF, old Word files and bare text. */
const kinds: readonly [share: number, extension: string, make: (report: GeneratedReport) => string | Uint8Array][] = [
  [30, 'html', ({ text }) => page(text, 'utf-8')],
  [10, 'htm', ({ text }) => iconv.encode(page(text, 'gb2312'), 'gbk')],
  [25, 'docx', ({ text }) => docxFile(text.split('\n').map(paragraph).join(''))],
  [10, 'pdf', ({ text }) => pdfOf(text)],
  [5, 'doc', ({ text }) => docFile(text)],
  [10, 'txt', ({ text }) => text],
  [5, 'txt', ({ text }) => iconv.encode(text, 'gbk')],
  [2, 'txt', ({ text }) => iconv.encode(text, 'utf16le', { addBOM: true })],
  [3, 'md', ({ text }) => `# ${text.replaceAll('\n', '\n\n')}`],
]

/** Writes as many generated reports in mixed formats and encodings; the same for the same number. */
export function writeMixedFiles(dir: string, count: number, practices: readonly string[]): { bytes: number } {
  mkdirSync(dir, { recursive: true })
  let bytes = 0
  let i = 0
  for (const report of generateReports(count, practices, 7)) {
    const [, extension, make] = kindAt((i++ * 37) % 100)
    const content = Buffer.from(make(report) as string)
    bytes += content.length
    writeFileSync(join(dir, `${report.name}-${report.code}-${report.year}.${extension}`), content)
  }
  return { bytes }
}

function kindAt(percent: number): (typeof kinds)[number] {
  let sum = 0
  return kinds.find(([share]) => {
    sum += share
    return percent < sum
  }) as (typeof kinds)[number]
}

const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

function pdfOf(text: string): Uint8Array {
  const [title = '', ...paragraphs] = text.split('\n')
  return pdfFile(setPages(title, paragraphs))
}

/** As the content systems of counties make them: an article among links. */
function page(text: string, charset: string): string {
  const [title, ...paragraphs] = text.split('\n')
  const links = Array.from({ length: 40 }, (_, i) => `<li><a href="/${i}">栏目${i}</a></li>`).join('')
  const article = paragraphs.map((one) => `<p style="text-indent:2em"><span>　　${one}</span></p>`).join('')
  return (
    `<!DOCTYPE html><html><head><meta charset="${charset}"><title>${title}</title></head><body><ul class="nav">${links}</ul>` +
    `<h1>${title}</h1><div id="UCAP-CONTENT">${article}</div><div class="footer">主办单位 版权所有</div></body></html>`
  )
}
