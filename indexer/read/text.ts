import { type Decoded, type FormatReader, ReadFailure } from './format.ts'

/** Plain text in UTF-8, with or without BOM. */
export const plainText: FormatReader = {
  format: 'txt',
  extensions: ['.txt', '.text', ''],
  decode: (bytes) => ({ text: decodeText(bytes), encoding: 'utf-8', problems: [] }),
}

/** Markdown in UTF-8: the marks of headings, quotes, lists and emphasis go, the words stay. */
export const markdown: FormatReader = {
  format: 'md',
  extensions: ['.md', '.markdown'],
  decode: (bytes) => ({ ...frontMatter(decodeText(bytes)), encoding: 'utf-8', problems: [] }),
}

const signatures: readonly [string, number[]][] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['ZIP 压缩包（docx、xlsx 等）', [0x50, 0x4b, 0x03, 0x04]],
  ['旧版 Office 文档（doc、xls 等）', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG 图片', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG 图片', [0xff, 0xd8, 0xff]],
]

/**
 * Decodes UTF-8 and unifies line ends.
 * @throws ReadFailure `binary` or `not-utf8`
 */
export function decodeText(bytes: Uint8Array): string {
  const kind = signatures.find(([, magic]) => magic.every((byte, i) => bytes[i] === byte))?.[0]
  if (kind) throw new ReadFailure('binary', `内容不是文本，而是${kind}：请改正扩展名，或另存为 UTF-8 文本`)
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) throw new ReadFailure('not-utf8', '编码是 UTF-16，不是 UTF-8：请另存为 UTF-8 编码')
  if (bytes.includes(0)) throw new ReadFailure('binary', '内容不是文本（含有二进制数据）')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n')
  } catch {
    throw new ReadFailure('not-utf8', '编码不是 UTF-8（可能是 GBK）：请另存为 UTF-8 编码')
  }
}

function frontMatter(text: string): Pick<Decoded, 'text' | 'meta'> {
  const block = /^---\n([\s\S]{0,4000}?)\n---\n/.exec(text)
  if (!block) return { text: stripMarks(text) }
  const pairs = (block[1] ?? '').split('\n').flatMap((line): [string, string][] => {
    const at = line.search(/[:：]/)
    const value = line.slice(at + 1).trim()
    return at > 0 && value ? [[line.slice(0, at).trim(), value.replace(/^(["'])(.*)\1$/, '$2')]] : []
  })
  return { text: stripMarks(text.slice(block[0].length)), meta: Object.fromEntries(pairs) }
}

function stripMarks(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$/.test(line))
    .map((line) =>
      line
        .replace(/^\s{0,3}(?:#{1,6}\s+|>\s?)/, '')
        .replace(/^\s{0,8}[-*+]\s+/, '')
        .replace(/(\*\*|__)(?=\S)([^*_]{1,2000})\1/g, '$2')
        .replace(/!?\[([^\]]{0,500})\]\([^)\s]{0,500}\)/g, '$1')
        .replace(/\s#+\s*$/, ''),
    )
    .join('\n')
}
