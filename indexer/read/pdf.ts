import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { type FormatReader, isExhausted, ReadFailure, tooComplex } from './format.ts'
import { type Glyphs, pageLines } from './pdf-lines.ts'
import { joinPages } from './pdf-pages.ts'

const maxPages = 500

/** PDF files with a text layer: lines in reading order, joined to paragraphs, without what every page repeats. */
export const pdf: FormatReader = {
  format: 'pdf',
  kind: 'pdf',
  isolated: true,
  async decode(bytes) {
    const pages = await readPages(bytes)
    const empty = pages.flatMap((page, i) => (page.length === 0 ? [i + 1] : []))
    const letters = pages.flat().reduce((sum, glyphs) => sum + glyphs.text.trim().length, 0)
    if (letters < 20 || empty.length > pages.length * 0.8) {
      throw new ReadFailure(
        'no-text-layer',
        'PDF 是扫描件，只有图片没有文字：请先用 OCR 识别成文字，另存为 docx 或带文字层的 PDF 再收录',
      )
    }
    const decoded = joinPages(pages.map(pageLines))
    const message = `PDF 第 ${empty.slice(0, 20).join('、')} 页没有文字层（可能是扫描或图片）：请核对有无缺漏`
    const problems = empty.length > 0 ? [{ stage: 'read' as const, code: 'no-text-layer', message }] : []
    return { ...decoded, problems }
  },
}

async function readPages(bytes: Uint8Array): Promise<Glyphs[][]> {
  // it takes these from a canvas library that need not be installed, and reading text draws nothing
  for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) Object.assign(globalThis, { [name]: class {} })
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const task = getDocument({
    data: new Uint8Array(bytes),
    // without these a page in GBK-EUC-H gives no text, and no error
    cMapUrl: join(home, 'cmaps') + sep,
    cMapPacked: true,
    standardFontDataUrl: join(home, 'standard_fonts') + sep,
    disableFontFace: true,
    isEvalSupported: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    verbosity: 0,
  })
  try {
    const document = await task.promise
    if (document.numPages > maxPages) throw tooComplex(`PDF 有 ${document.numPages} 页`)
    const pages: Glyphs[][] = []
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n)
      const { items } = await page.getTextContent({ disableNormalization: false })
      const [left = 0, bottom = 0, right = 595, top = 842] = page.view
      pages.push(
        items.flatMap((item) => {
          if (!('str' in item) || item.str.trim() === '') return []
          const [a = 1, b = 0, c = 0, , x = 0, y = 0] = item.transform as number[]
          // turned text is a watermark or a stamp
          if (Math.abs(b) > Math.abs(a) * 0.1 || Math.abs(c) > Math.abs(a) * 0.6) return []
          const size = Math.abs(a) || item.height
          return [
            {
              text: item.str,
              x: x - left,
              y: y - bottom,
              width: item.width,
              size,
              room: { width: right - left, height: top - bottom },
            },
          ]
        }),
      )
      page.cleanup()
    }
    return pages
  } catch (error) {
    if (error instanceof ReadFailure || isExhausted(error)) throw error
    const name = error instanceof Error ? error.name : ''
    if (name === 'PasswordException')
      throw new ReadFailure('encrypted', 'PDF 加了密码：请打开后去掉密码，另存一份再收录')
    throw new ReadFailure('unreadable', 'PDF 已损坏或不完整，读不出来：请重新下载')
  } finally {
    await task.destroy()
  }
}
