import type { ReadFile } from '../stages.ts'
import type { ParseRules } from './rules.ts'

/** One line of the source, trimmed, with what its surroundings say about it. */
export type Line = {
  text: string
  /** offset of the line in the source */
  start: number
  /** indented in the source: in wrapped text the sign of a new paragraph */
  indented: boolean
  /** follows an empty line */
  gap: boolean
  /** level of a markdown heading, 0 for none */
  md: number
  page?: number
  /** the page's own lines stood right behind it */
  cut?: true
}

const BLANK = '\\s\\u3000\\u00a0\\u200b-\\u200f\\u2060\\ufeff\\u00ad'
const LEADING = new RegExp(`^[${BLANK}]+`)
/** A link or picture in markdown, as scrapers leave it in plain text too. */
const LINK = /!?\[([^[\]]{0,200})\]\((?:[^()]|\([^()]{0,60}\)){0,600}\)/g
const RULE = /^(?:[-*_]\s?){3,}$|^\|?(?:\s?:?-{2,}:?\s?\|){1,40}\s?:?-{0,9}:?\s?$/

/** Trims blanks of every kind, the full-width and zero-width ones included. */
export function trim(text: string): string {
  const from = LEADING.exec(text)?.[0].length ?? 0
  let to = text.length
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

function isBlank(code: number): boolean {
  return (
    code === 32 ||
    (code >= 9 && code <= 13) ||
    code === 0xa0 ||
    code === 0x3000 ||
    (code >= 0x2000 && code <= 0x200f) ||
    code === 0x2060 ||
    code === 0xfeff ||
    code === 0xad
  )
}

/**
 * Non-empty lines of the text in order. Left-overs of software are cut out, markdown marks become structure; the rest
 * of each line is as in the source.
 */
export function linesOf(file: Pick<ReadFile, 'text' | 'pages' | 'format'>, rules: ParseRules): Line[] {
  const lines: Line[] = []
  const markdown = file.format === 'md' || /^#{1,4} \S/m.test(file.text.slice(0, 20_000))
  let start = 0
  let gap = true
  let page = 0
  for (const raw of file.text.split('\n')) {
    const pages = file.pages ?? []
    while (page < pages.length && (pages[page]?.start ?? 0) <= start) page++
    const line = lineOf(raw, markdown, rules)
    if (line) lines.push({ ...line, start, gap, ...(page > 0 ? { page: pages[page - 1]?.page } : {}) })
    gap = line === undefined
    start += raw.length + 1
  }
  return lines
}

function lineOf(raw: string, markdown: boolean, rules: ParseRules): Pick<Line, 'text' | 'indented' | 'md'> | undefined {
  const indented = /^(?:\u3000|[ \t\u00a0]{2})/.test(raw)
  let text = trim(raw)
  if (text.includes('[') || text.includes('{') || text.includes('&')) {
    text = trim(text.replace(rules.furniture.artifacts, ''))
  }
  if (text.includes('](')) text = trim(text.replace(LINK, '$1'))
  let md = 0
  if (markdown && text !== '') {
    if (text.length < 200 && RULE.test(text)) return undefined
    const marks = /^(#{1,6})\s{1,4}/.exec(text)
    md = marks?.[1]?.length ?? 0
    text = trim(text.slice(marks?.[0].length ?? 0).replaceAll('**', '')).replace(/^(?:>|[-*+](?=\s))\s{0,3}/, '')
    text = trim(text)
  }
  return text === '' ? undefined : { text, indented, md }
}

/** The text with full-width letters, digits and blanks made half-width, unit for unit, so offsets stay. */
export const halfWidth = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff0e\u3000\u00a0]/g, (char) => {
    const code = char.charCodeAt(0)
    return code === 0x3000 || code === 0xa0 ? ' ' : String.fromCharCode(code - 0xfee0)
  })

/** The text without any blank, half-width: what names and titles are matched on. */
export const compact = (text: string): string => halfWidth(text).replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '')
