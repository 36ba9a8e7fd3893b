import type { Line } from './lines.ts'
import { trim } from './lines.ts'
import { hanValue } from './numbering.ts'
import type { ParseRules } from './rules.ts'
import { classifyHeading } from './section-cues.ts'

/** A line is taken for a whole page when it is this long and holds two first-level numbers in order. */
const HUGE = 150
/** More numbers than any report has: hostile lines stop here. */
const MOST = 2000

/**
 * Splits a page that was flattened into one line (or a few) at its headings: before a number that continues its
 * series, behind a heading, behind the title and the addressee, before the signature. Other lines stay whole.
 */
export function unflatten(lines: Line[], rules: ParseRules): Line[] {
  return lines.flatMap((line) => {
    if (line.text.length < HUGE) return [line]
    const cuts = headingCuts(line.text, rules)
    if (cuts.length === 0) return [line]
    return piecesOf(line, cuts, rules)
  })
}

type Cut = { at: number; style: 'han' | 'han-paren' | 'arab' | 'cue'; value: number }

const CANDIDATE = /[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|\d{1,2}[、.．](?!\d)/g
const BOUNDARY = /[。；：！？;:!?\s\u3000\u00a0”"）)]/

/** Places where a numbered heading begins: each number follows its series. Empty where the line is an ordinary one. */
function headingCuts(text: string, rules: ParseRules): Cut[] {
  const found: Cut[] = []
  for (const match of text.matchAll(CANDIDATE)) {
    found.push(cutOf(match))
    if (found.length >= MOST) break
  }
  const cued = new Set(
    found.filter((cut) => cut.style === 'han' && classifyHeading(headOf(text, cut.at), rules).length > 0),
  )
  const numbered = seriesOf(
    found.filter((cut) => cut.style === 'han' && (cued.has(cut) || boundary(text, cut.at))),
    cued,
  )
  const top = numbered.filter((cut) => cued.has(cut)).length < 2 ? unnumberedCuts(text, rules) : numbered
  if (top.length < 2) return []
  const second = found.filter((cut) => cut.style === 'han-paren' && boundaryOrHeading(text, cut.at, top))
  const third = found.filter((cut) => cut.style === 'arab' && boundaryOrHeading(text, cut.at, top))
  return [...top, ...restarting(second, top), ...restarting(third, [...top, ...second])].sort((a, b) => a.at - b.at)
}

/** Section headings without a number that stand between two blanks. */
function unnumberedCuts(text: string, rules: ParseRules): Cut[] {
  return [...text.matchAll(/(?<=\s)[^\s。；，：（(]{5,40}(?=\s)/g)]
    .filter(([words]) => rules.sections.headingEnd.test(words) && classifyHeading(words, rules).length > 0)
    .map((match) => ({ at: match.index, style: 'cue', value: 0 }))
}

function cutOf(match: RegExpExecArray): Cut {
  const form = match[0]
  if (/^\d/.test(form)) return { at: match.index, style: 'arab', value: Number.parseInt(form, 10) }
  if (/^[（(]/.test(form)) return { at: match.index, style: 'han-paren', value: hanValue(form.slice(1, -1)) }
  return { at: match.index, style: 'han', value: hanValue(form.slice(0, -1)) }
}

const boundary = (text: string, at: number): boolean => at === 0 || BOUNDARY.test(text[at - 1] ?? '')

/** A （一） or 1、 may stand directly behind its first-level heading, which has no full stop. */
function boundaryOrHeading(text: string, at: number, top: Cut[]): boolean {
  if (boundary(text, at)) return true
  return top.some((cut) => cut.at < at && at - cut.at < 60 && !/[。；]/.test(text.slice(cut.at, at)))
}

/** A blank that divides: not one beside the digits of 2023 年 or 〔2024〕 5号. */
const BLANK = '(?<![\\dA-Za-z〔\\[（(第、.．\\s])\\s+(?!\\s|[年度月日〔\\[]|\\d(?!\\d{3}\\s?年))'
const HEAD_END = new RegExp(`${BLANK}|[。：:；（(]|一是`)

/** Up to 40 characters behind the number, to the first dividing blank or punctuation. */
const headOf = (text: string, at: number): string => {
  const rest = text.slice(at, at + 60).replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s{0,4}/, '')
  const end = rest.search(HEAD_END)
  return end < 0 ? rest.slice(0, 40) : rest.slice(0, end)
}

function seriesOf(cuts: Cut[], cued: Set<Cut>): Cut[] {
  const series: Cut[] = []
  let next = 1
  for (const cut of cuts) {
    if (cut.value !== next && !(cued.has(cut) && cut.value > next && cut.value <= next + 2)) continue
    series.push(cut)
    next = cut.value + 1
  }
  return series
}

/** Numbers that count on from their predecessor, or begin again at one behind a heading of a higher level. */
function restarting(cuts: Cut[], above: Cut[]): Cut[] {
  const kept: Cut[] = []
  const higher = [...above].sort((a, b) => a.at - b.at)
  let next = 1
  let h = 0
  for (const cut of cuts) {
    while (h < higher.length && (higher[h]?.at ?? 0) < cut.at) h++
    const fresh = kept.length === 0 || (higher[h - 1]?.at ?? -1) > (kept.at(-1)?.at ?? 0)
    if (cut.value === next || (cut.value === 1 && fresh)) {
      kept.push(cut)
      next = cut.value + 1
    }
  }
  return kept
}

function piecesOf(line: Line, cuts: Cut[], rules: ParseRules): Line[] {
  const pieces: Line[] = []
  const add = (from: number, to: number, first: boolean): void => {
    for (const [start, end] of first ? splitHead(line.text, from, to) : splitBody(line.text, from, to, rules)) {
      const text = trim(line.text.slice(start, end))
      if (text !== '') pieces.push({ ...line, text, start: line.start + start, gap: false, indented: false })
    }
  }
  add(0, cuts[0]?.at ?? line.text.length, true)
  for (const [i, cut] of cuts.entries()) add(cut.at, cuts[i + 1]?.at ?? line.text.length, false)
  return pieces
}

const HEAD_CUT = new RegExp(`${BLANK}|(?<=报告|总结)(?=20\\d\\d年|中共|县委|区委|市委|各)|(?<=[政市县区]府[：:])`, 'g')

/** The head of a flattened page: every blank divides until the first long sentence; a title or addressee ends its piece. */
function splitHead(text: string, from: number, to: number): [number, number][] {
  const pieces: [number, number][] = []
  let start = from
  for (const match of text.slice(from, to).matchAll(HEAD_CUT)) {
    const at = from + match.index
    if (at - start > 60 && /[，。]/.test(text.slice(start, Math.min(at, start + 200)))) break
    pieces.push([start, at])
    start = at + match[0].length
  }
  pieces.push([start, to])
  return pieces
}

const LONG_BLANK = /(?:\u3000{2,8}|[ \u00a0\t]{2,40})/g
const TAIL =
  /(?<=[。\s])[^\s。，；：]{3,24}(?:政府|委员会|党委|办事处|党工委)(?=\s{0,9}(?:20\d\d年\d{1,2}月\d{1,2}日)?\s{0,9}$)|(?<=[^\d\s])20\d\d年\d{1,2}月\d{1,2}日$/g

/** Where closing formula, signature, date and the page's foot begin, at the end of a flattened page. */
function tailCuts(segment: string, start: number): [number, number][] {
  const cuts: [number, number][] = []
  const offset = Math.max(start, segment.length - 600)
  const foot = segment.slice(offset)
  let limit = foot.length
  for (const match of [...foot.matchAll(/[\s\u3000\u00a0]+/g)].reverse()) {
    const next = match.index + match[0].length
    const piece = foot.slice(next, limit)
    if (
      match.index === 0 ||
      piece.length > 80 ||
      (/[。；]/.test(piece) && !/^(?:特此|专此|以上|妥否|当否)/.test(piece))
    )
      break
    cuts.push([match.index, next])
    limit = match.index
  }
  for (const match of foot.slice(0, limit).matchAll(TAIL)) if (match.index > 0) cuts.push([match.index, match.index])
  const formula = /(?<=。)特此(?:报告|汇报)。?/.exec(foot.slice(0, limit))
  if (formula) cuts.push([formula.index, formula.index])
  return cuts.map(([end, next]): [number, number] => [offset + end, offset + next]).sort((a, b) => a[0] - b[0])
}

const FIRST_BLANK = new RegExp(`(?<=[^\\s、.．)）]{4})${BLANK}`)

/** From one heading to the next: the heading apart from its text where a blank or a known beginning divides them. */
function splitBody(text: string, from: number, to: number, rules: ParseRules): [number, number][] {
  const pieces: [number, number][] = []
  const segment = text.slice(from, to)
  const head = segment.slice(0, 60)
  let start = 0
  const blank = FIRST_BLANK.exec(head)
  const opening = new RegExp(`(?<=[^。]{6})(?=${rules.sections.opening.source}|20\\d\\d年(?!度))`).exec(head)
  const plain = (at: number): boolean => !/[。；！？]/.test(segment.slice(0, at))
  if (blank && plain(blank.index)) start = cut(0, blank.index, blank.index + blank[0].length)
  else if (
    opening &&
    plain(opening.index) &&
    classifyHeading(headOf(segment, 0).slice(0, opening.index), rules).length > 0
  )
    start = cut(0, opening.index, opening.index)
  for (const match of segment.slice(start).matchAll(LONG_BLANK)) {
    const at = match.index + (segment.length - segment.slice(start).length)
    if (at > start && /[。：；！？]$/.test(segment.slice(start, at))) start = cut(start, at, at + match[0].length)
  }
  const ends = to === text.length ? tailCuts(segment, start) : []
  for (const [end, next] of ends) start = cut(start, end, next)
  pieces.push([from + start, to])
  return pieces

  function cut(begin: number, end: number, next: number): number {
    pieces.push([from + begin, from + end])
    return next
  }
}
