import { tooComplex } from './format.ts'

/** Elements that must be closed, open at one time; and entities or stray brackets, each of which becomes a node. */
const limits = { depth: 2000, pieces: 50_000 }

const spaces: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  middot: '·',
}

/**
 * A page's source as the parser can take it: without scripts, styles and comments, the entities that Chinese pages
 * are full of as characters. Linear in its length.
 * @throws ReadFailure `too-complex` for nesting and fragments that would take the parser hours
 */
export function prepareSource(source: string): string {
  const bare = [
    ['<!--', '-->'],
    ['<script', '</script>'],
    ['<style', '</style>'],
  ].reduce((text, [open, close]) => without(text, open ?? '', close ?? ''), source)
  const text = bare.replace(
    /&(nbsp|ensp|emsp|ldquo|rdquo|mdash|middot);/g,
    (whole, name: string) => spaces[name] ?? whole,
  )
  if (depthOf(text) > limits.depth) throw tooComplex('网页标签嵌套过深')
  if ((text.match(/&|<(?![a-zA-Z/!?])/g)?.length ?? 0) > limits.pieces) throw tooComplex('网页里零碎的符号过多')
  return text
}

/** Cuts out what stands between two marks; an open one without its end stays. */
function without(text: string, open: string, close: string): string {
  const lower = text.toLowerCase()
  // letters that change length with their case would shift the positions
  if (lower.length !== text.length) return text
  const parts: string[] = []
  let at = 0
  while (true) {
    const start = lower.indexOf(open, at)
    const end = start < 0 ? -1 : lower.indexOf(close, start + open.length)
    if (end < 0) break
    parts.push(text.slice(at, start))
    at = end + close.length
  }
  return [...parts, text.slice(at)].join('')
}

/** Elements that need no end tag do not count: pages are full of paragraphs that nobody closed. */
const unclosed = /^(?:p|li|dt|dd|br|hr|img|input|meta|link|option|area|base|col|embed|source|track|wbr|param)$/i

function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (const [, slash, name = ''] of text.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})/g)) {
    if (unclosed.test(name)) continue
    depth = slash ? Math.max(0, depth - 1) : depth + 1
    if (depth > most) most = depth
  }
  return most
}
