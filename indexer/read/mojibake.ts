import { plausibility } from './encoding.ts'
import { type Decoded, ReadFailure } from './format.ts'

/** Shares of a line's and of a text's characters from which on they are taken for garbled. */
const limits = { line: 0.2, text: 0.3 }

/** How many characters of a line are no text: lost ones, and traces of a decoding by the wrong table. */
function garbled(line: string): number {
  let lost = 0
  for (const char of line) {
    const code = char.codePointAt(0) ?? 0
    if (char === '\ufffd' || (code >= 0x80 && code <= 0x9f) || (code >= 0xe000 && code <= 0xefff)) lost++
  }
  lost += 3 * (line.match(/锟斤拷|烫烫烫|屯屯屯/g)?.length ?? 0)
  // UTF-8 read as Latin-1 or Windows-1252: ä¸­å›½
  lost += 2 * (line.match(/[\u00c2-\u00f4][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g)?.length ?? 0)
  // UTF-8 read as GBK gives real characters, but hardly one that anybody uses
  return line.length >= 20 && plausibility(line) < 0.08 ? line.length : lost
}

/**
 * Leaves out lines that are garbled and says so; scattered lost characters are only counted.
 * @throws ReadFailure `mojibake` when too much of the text is gone
 */
export function withoutMojibake(decoded: Decoded): Decoded {
  const lines = decoded.text.split('\n')
  const bad = lines.map(garbled)
  const all = lines.reduce((sum, line) => sum + line.trim().length, 0)
  const out = lines.map((line, i) => (bad[i] ?? 0) >= 2 && (bad[i] ?? 0) >= line.trim().length * limits.line)
  const lost = lines.reduce((sum, line, i) => sum + (out[i] ? line.trim().length : 0), 0)
  if (lost > all * limits.text) {
    throw new ReadFailure('mojibake', '文字是乱码，原文已经丢失或编码无法识别：请从来源网页重新下载或复制正文')
  }
  const scattered = lines.reduce((sum, line, i) => sum + (out[i] ? 0 : (line.match(/\ufffd|锟斤拷/g)?.length ?? 0)), 0)
  const dropped = out.filter(Boolean).length
  if (dropped === 0 && scattered === 0) return decoded
  const parts = [
    ...(dropped > 0 ? [`有 ${dropped} 行是乱码，已略去`] : []),
    ...(scattered > 0 ? [`有 ${scattered} 个字符丢失`] : []),
  ]
  const message = `${parts.join('；')}：请对照原文补全`
  const problems = [...decoded.problems, { stage: 'read' as const, code: 'mojibake', message }]
  return { ...withoutLines(decoded, lines, out), problems }
}

/** The text without some of its lines, the beginnings of pages moved along. */
function withoutLines(decoded: Decoded, lines: readonly string[], out: readonly boolean[]): Decoded {
  const pages = decoded.pages?.map((page) => ({ ...page }))
  const text = lines.filter((_, i) => !out[i]).join('\n')
  let start = 0
  for (const [i, line] of lines.entries()) {
    if (out[i]) {
      for (const [p, page] of (decoded.pages ?? []).entries()) {
        const moved = pages?.[p]
        if (moved && page.start > start) moved.start -= Math.min(line.length + 1, page.start - start)
      }
    }
    start += line.length + 1
  }
  return { ...decoded, text, pages }
}
