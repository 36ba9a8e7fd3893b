import { decodeText } from './encoding.ts'
import type { Decoded, FormatReader } from './format.ts'

/** Plain text in any Chinese encoding. */
export const plainText: FormatReader = {
  format: 'txt',
  kind: 'text',
  extensions: ['.txt', '.text', ''],
  isolated: false,
  decode: (bytes) => decodeText(bytes),
}

/** Markdown: the marks of headings, quotes, lists and emphasis go, the words stay. */
export const markdown: FormatReader = {
  format: 'md',
  kind: 'text',
  extensions: ['.md', '.markdown'],
  isolated: false,
  decode: async (bytes) => {
    const decoded = await decodeText(bytes)
    return { ...decoded, ...frontMatter(decoded.text) }
  },
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
