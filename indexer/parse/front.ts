import type { Role } from '../../server/schema.ts'
import { isDateLine } from './dates.ts'
import type { Line } from './lines.ts'
import { compact, halfWidth, trim } from './lines.ts'
import { markOf } from './numbering.ts'
import type { ParseRules } from './rules.ts'
import { townshipIn } from './township.ts'

/** The lines before the text: their roles, and what is no part of the report (site names, a title printed twice). */
export type Front = {
  roles: Map<number, Role>
  /** lines from here on are text */
  end: number
  title?: string
  /** lines that the page put above the title */
  dropped: Set<number>
}

const HEAD = 40
const DOCNO = /^[^\s，。：；（(〔【[]{1,16}[〔[（(【﹝［]\s?(?:20)?\d{2}\s?[〕\])）】﹞］]\s?第?\s?\d{1,4}\s?号/

/** Finds title, own document number, issuer and addressee at the head of the report. */
export function findFront(lines: Line[], rules: ParseRules): Front {
  const limit = headEnd(lines, rules)
  const span = titleSpan(lines, limit, rules)
  const roles = new Map<number, Role>()
  const dropped = new Set<number>()
  const from = span?.from ?? 0
  for (let i = 0; i < from; i++) {
    const { text = '', cut } = lines[i] ?? {}
    const role = frontRole(text, rules)
    // a superior's name above the page's own lines is the name of the site
    const site = role === 'issuer' && cut && !townshipIn(text, rules)
    if (role && role !== 'addressee' && !site) roles.set(i, role)
    else dropped.add(i)
  }
  let end = from
  if (span) {
    for (let i = span.from; i < span.to; i++) roles.set(i, 'title')
    end = span.to
  }
  for (; end < Math.min(lines.length, from + HEAD); end++) {
    const text = lines[end]?.text ?? ''
    const role = frontRole(text, rules) ?? (span && repeats(text, span.title) ? 'title' : undefined)
    // below the issuers the report may bear a title of its own, worded otherwise than the page's
    if (!role && span && end - span.to <= 6 && text.length < 60 && isTitle(compact(text), rules)) {
      roles.set(end, 'title')
      continue
    }
    if (!role) break
    if (role === 'title') dropped.add(end)
    else roles.set(end, role)
  }
  return { roles, end, dropped, ...(span ? { title: span.title } : {}) }
}

/** The title again, or a line of it when it is set over several lines. */
function repeats(text: string, title: string): boolean {
  const [line, whole] = [bare(text), bare(title)]
  if (line === whole) return true
  if (line.length < 6 || line.length > whole.length + 4 || /[。；：]/.test(text) || markOf(text)) return false
  return whole.startsWith(line) || line.startsWith(whole) || (whole.endsWith(line) && /(?:报告|总结|汇报)$/.test(line))
}

/** A title without the words that two prints of it may write or leave out. */
const bare = (title: string): string =>
  compact(title).replace(/年度|[年度的《》“”]|工作|情况|关于|人民政府|办事处/g, '')

/** Own document number alone on its line (a signatory may stand beside it). */
export function docNumberOf(text: string): string | undefined {
  const line = trim(halfWidth(text))
  if (line.length > 60) return undefined
  const bare = line.replace(/^[（(](.{1,40})[）)]$/, '$1')
  const match = DOCNO.exec(bare.replace(/^(?:文号|发文字号)[：:]\s?/, '').replace(/\s+(?=[〔[（(【﹝［\d号第])/g, ''))
  if (!match) return undefined
  const rest = bare.slice(bare.lastIndexOf('号', bare.search(/[〕\])）】﹞］][^号]{0,10}号/) + 12) + 1)
  if (rest.trim() !== '' && !/^\s*(?:签发人|密级|★|急|[（(])/.test(rest) && rest.trim().length > 12) return undefined
  return match[0]
    .replace(/\s/g, '')
    .replace(/[[（(【﹝［]/, '〔')
    .replace(/[\])）】﹞］]/, '〕')
}

/** Role of a line that may stand before the text; undefined for anything else. */
function frontRole(text: string, rules: ParseRules): Role | undefined {
  if (text.length > 70 || /[。；！？]/.test(text)) return undefined
  if (docNumberOf(text)) return 'docno'
  if (isDateLine(text)) return 'date'
  if (isAddressee(text)) return 'addressee'
  const line = compact(text)
  // with 报告 in it the line is the page's own: title, column and site in one
  const named = line.length <= 40 && !/[，：:_|]|报告|总结/.test(line) && rules.identity.organEnd.test(line)
  if (named && !markOf(text)) return 'issuer'
  if (/^签发人[：:]/.test(line)) return 'issuer'
  return undefined
}

const BODIES =
  '委员会|常委会|党委|县委|区委|市委|省委|旗委|党工委|工委|人民政府|政府|办公室|委办|府办|政法委|司法局|人大|领导小组|政协|组织部|局|领导|依法治.{1,4}办|法治办|督察组|督查组|工作组|中心'
const ADDRESSED = new RegExp(`(?:${BODIES})[）)]?[：:]$`)
const ADDRESSED_BARE = /^(?:中共)?[^，。：]{0,10}(?:县委|区委|市委|旗委)[、，]\s?[^，。：]{0,10}(?:政府|县府|区府)$/

function isAddressee(text: string): boolean {
  const line = compact(text)
  return line.length <= 60 && (ADDRESSED.test(line) || ADDRESSED_BARE.test(line)) && !/(?:如下|报告|情况)/.test(line)
}

/** First line of prose or first numbered heading: the head ends there. */
function headEnd(lines: Line[], rules: ParseRules): number {
  const end = lines.findIndex(
    ({ text }) =>
      (text.length > 60 && /[。；]/.test(text)) ||
      (/^(?:一[、.．]|[（(]一[)）])/.test(text) && !rules.identity.topic.test(compact(text).slice(0, 8))),
  )
  return Math.min(HEAD, end < 0 ? lines.length : end)
}

type Span = { from: number; to: number; title: string }

/** The report's title over one to three lines: the last candidate of the head, for a page may print it twice. */
function titleSpan(lines: Line[], limit: number, rules: ParseRules): Span | undefined {
  let best: Span | undefined
  for (let from = 0; from < limit; from++) {
    const span = spanAt(lines, from, limit, rules, (title) => isTitle(title, rules))
    if (!span) continue
    if (best && !similar(best.title, span.title)) break
    const keep = best && townshipIn(best.title, rules) && !townshipIn(span.title, rules)
    best = keep ? { ...span, title: best?.title ?? span.title } : span
    from = span.to - 1
  }
  return best ?? spanAt(lines, 0, limit, rules, (title) => isOtherTitle(title, rules)) ?? anyTitle(lines, limit, rules)
}

function spanAt(
  lines: Line[],
  from: number,
  limit: number,
  rules: ParseRules,
  accepts: (title: string) => boolean,
): Span | undefined {
  for (let to = from + 1; to <= Math.min(from + 3, limit); to++) {
    const parts = lines.slice(from, to).map((line) => line.text)
    if (/^附件\s?\d{0,2}\s?[:：]?$/.test(parts[0] ?? '')) return undefined
    if (parts.some((part) => part.length > 70 || /[。；！？]$/.test(part) || docNumberOf(part) || isDateLine(part)))
      return undefined
    const title = joined(parts)
    if (!accepts(compact(title))) continue
    const first = compact(parts[0] ?? '')
    if (to - from > 1 && accepts(compact(joined(parts.slice(1))))) {
      const separate = rules.identity.organEnd.test(first) || !/(?:镇|乡|街道|苏木|关于|年度?|\d)$/.test(first)
      if (separate) return undefined
    }
    const tail = lines[to]?.text ?? ''
    const more = to < limit && /^[（(—-]{1,4}20\d\d年度?[）)]?$/.test(compact(tail)) && tail.length < 16
    return { from, to: more ? to + 1 : to, title: more ? joined([...parts, tail]) : title }
  }
  return undefined
}

/** Blanks beside digits and line ends are dropped, other blanks stay (two issuers on one line). */
const joined = (parts: string[]): string =>
  parts
    .map((part) => gathered(halfWidthDigits(trim(part))))
    .join('')
    .replace(/\s+(?=[\d年])|(?<=[\d年])\s+/g, '')
    .replace(/\s{2,}/g, ' ')

/** Letters set apart by blanks (报　告) belong together. */
const gathered = (part: string): string =>
  part.replace(/(?<=(?:^|\s)[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|$))/g, '')

const halfWidthDigits = (text: string): string =>
  text.replace(/[\uff10-\uff19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))

/** Whether a line, without its blanks, is the title of a report of this trade. */
export function isTitle(title: string, rules: ParseRules): boolean {
  const { topic, reportKind, transmitting } = rules.identity
  if (title.length < 6 || title.length > 90 || /[。；！？：:]/.test(title)) return false
  if (/^(?:一|[（(]一|现将|按照|根据)/.test(title)) return false
  return topic.test(title) && (reportKind.test(title) || transmitting.test(title))
}

function isOtherTitle(title: string, rules: ParseRules): boolean {
  if (title.length < 4 || title.length > 60 || /[。；！？：:，]/.test(title) || markOf(title)) return false
  return rules.identity.reportKind.test(title) || rules.identity.otherKind.test(title)
}

/** No title by its words: the first short line that names the trade, or a markdown heading of the first level. */
function anyTitle(lines: Line[], limit: number, rules: ParseRules): Span | undefined {
  for (let i = 0; i < Math.min(limit, 12); i++) {
    const line = lines[i] as Line
    const title = compact(line.text)
    const short =
      title.length >= 6 && title.length <= 60 && !/[。；：:]$/.test(title) && markOf(line.text) === undefined
    const plausible = line.md === 1 || rules.identity.topic.test(title) || isOtherTitle(title, rules)
    if (short && plausible && !frontRole(line.text, rules)) return { from: i, to: i + 1, title: joined([line.text]) }
  }
  return undefined
}

function similar(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)]
  return x.includes(y) || y.includes(x) || x.slice(0, 12) === y.slice(0, 12) || x.slice(-12) === y.slice(-12)
}
