import { decodeText } from './encoding.ts'
import type { Decoded, FormatReader } from './format.ts'
import { mainContent } from './html-content.ts'
import { elementLines, squeeze } from './html-lines.ts'
import { addressOf, labelledValues, metaTags, pageTitle } from './html-meta.ts'
import { prepareSource } from './html-source.ts'

/**
 * Web pages as government sites publish them: the article without what stands around it, its title on the first line
 * where the article does not repeat it, and what the page states about it (索引号, 成文日期, 发布机构…).
 */
export const html: FormatReader = {
  format: 'html',
  kind: 'html',
  isolated: true,
  async decode(bytes) {
    const { text, encoding, problems } = await decodeText(bytes, declaredCharset(bytes))
    return { ...(await readPage(text)), encoding, problems }
  },
}

async function readPage(source: string): Promise<Pick<Decoded, 'text' | 'meta' | 'url'>> {
  const { parseHTML } = await import('linkedom')
  const prepared = prepareSource(source)
  const whole = /<body[\s>]/i.test(prepared) ? prepared : `<html><head></head><body>${prepared}</body></html>`
  const parse = (): Document => parseHTML(whole).document
  const document = parse()
  const tags = metaTags(document)
  const title = pageTitle(document, tags)
  const meta = { ...tags, ...labelledValues(document) }
  const url = addressOf(document)
  const content = await mainContent(document, parse)
  const lines = content ? elementLines(content).filter((line) => line !== '') : []
  const text = (title && !startsWithTitle(lines, title) ? [title, ...lines] : lines).join('\n')
  if (title && !meta.名称) meta.名称 = title
  return { text, meta: Object.keys(meta).length > 0 ? meta : undefined, url }
}

/** The article begins with its title, on one line or several, or with one of its own. */
function startsWithTitle(lines: readonly string[], title: string): boolean {
  const head = lines.slice(0, 6)
  const joined = squeeze(head.join(''))
  if (joined.slice(0, squeeze(title).length + 80).includes(squeeze(title))) return true
  return head.slice(0, 4).some((line) => line.length <= 60 && /(?:报告|总结|汇报)$/.test(line.trim()))
}

/** The charset that the page itself names, right or wrong. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1')
  return /charset\s{0,5}=\s{0,5}["']?([\w-]{2,30})/i.exec(head)?.[1]
}
