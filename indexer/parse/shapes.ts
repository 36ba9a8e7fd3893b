import type { Section } from '../../server/schema.ts'
import type { Line } from './lines.ts'
import type { Mark } from './numbering.ts'
import { markOf, RANK } from './numbering.ts'
import type { ParseRules } from './rules.ts'
import { classifyHeading, coreOf, partsOf } from './section-cues.ts'

/**
 * What a line looks like before its surroundings decide: `full` a numbered line that may be a heading, `glued` one
 * with a heading in front of its text, `long` a numbered sentence, `cue` an unnumbered section heading, `topical` an
 * unnumbered short line, `item` 一是…, `text` anything else.
 */
export type Shape = {
  form: 'full' | 'glued' | 'long' | 'cue' | 'topical' | 'item' | 'text'
  mark?: Mark
  /** length of the heading in the text, without its closing punctuation; 0 where there is none */
  head: number
  /** nesting rank; Infinity for text */
  rank: number
  /** sections that the heading's words name */
  sections: Section[]
  /** the whole line is one sentence with its full stop */
  closed?: boolean
}

const MAX_FULL = 60
const MAX_GLUED = 50
const CLOSING = /[。：:；;，,、.]+$/

/** Shape of one line by itself; `next` is the line behind it. */
export function shapeOf(line: Line, next: Line | undefined, previous: Line | undefined, rules: ParseRules): Shape {
  const mark = markOf(line.text)
  if (mark?.style === 'item') return { form: 'item', mark, head: 0, rank: Number.POSITIVE_INFINITY, sections: [] }
  if (mark) return numbered(line.text, mark, rules)
  return unnumbered(line, next, previous, rules)
}

function numbered(text: string, mark: Mark, rules: ParseRules): Shape {
  const rank = RANK[mark.style]
  const rest = text.slice(mark.length)
  const shape = (form: Shape['form'], head: number): Shape => ({
    form,
    mark,
    rank,
    head,
    sections: head > 0 ? classifyHeading(text.slice(0, head), rules).map((cue) => cue.section) : [],
  })
  if (listsInline(rest, mark)) return shape('long', 0)
  const opening = rules.sections.opening.exec(rest.slice(0, 40))
  if (opening && opening.index >= 4 && !/[。；：，]/.test(rest.slice(0, opening.index))) {
    const glued = shape('glued', mark.length + opening.index)
    if (glued.sections.length > 0 && rules.sections.headingEnd.test(rest.slice(0, opening.index))) return glued
  }
  const closed = rest.replace(CLOSING, '')
  const blank = blankEnd(rest)
  if (blank > 0) return shape('glued', mark.length + blank)
  if (rest.length <= MAX_FULL && closed.length >= 2 && !/[。；！？;]/.test(closed) && !/[；;，,、]$/.test(rest)) {
    const colon = /[：:]/.exec(closed)
    if (!colon || closed.length - colon.index < 6) {
      return { ...shape('full', mark.length + closed.length), closed: /。$/.test(rest) }
    }
  }
  const end = gluedEnd(rest, rules)
  return end > 0 ? shape('glued', mark.length + end) : shape('long', 0)
}

/** A whole list in one line (1、…。2、…。): its first item is no heading of the rest. */
function listsInline(rest: string, mark: Mark): boolean {
  if (mark.style === 'arab')
    return new RegExp(`[。；;]\\s{0,4}${mark.value + 1}[、.．](?!\\d)`).test(rest.slice(0, 400))
  if (mark.style === 'arab-paren')
    return new RegExp(`[。；;]\\s{0,4}[（(]${mark.value + 1}[)）]`).test(rest.slice(0, 400))
  if (mark.style === 'circled') return rest.includes(String.fromCharCode(0x2460 + mark.value))
  return false
}

/** Length of a heading that a blank sets apart from the sentence behind it, 0 where there is none. */
function blankEnd(rest: string): number {
  const match = /(?<=[\u4e00-\u9fff”）)]{4})[ \u3000\u00a0]{1,20}(?=[\u4e00-\u9fff“])/.exec(rest.slice(0, 36))
  if (!match || /[。；：！？]/.test(rest.slice(0, match.index))) return 0
  const behind = rest.slice(match.index + match[0].length)
  return behind.length >= 15 && /[，。]/.test(behind) ? match.index : 0
}

/** Length of a heading in front of its paragraph, 0 where there is none. */
function gluedEnd(rest: string, rules: ParseRules): number {
  const head = rest.slice(0, MAX_GLUED + 1)
  const match = /[。：:；！？]/.exec(head)
  if (!match || match.index < 2 || match[0] === '；' || match[0] === '！' || match[0] === '？') return 0
  if (rest.length - match.index - 1 < 6) return 0
  const words = rest.slice(0, match.index)
  if (rules.sections.quantity.test(words) || (words.match(/[，,]/g)?.length ?? 0) > 4) return 0
  return match.index
}

function unnumbered(line: Line, next: Line | undefined, previous: Line | undefined, rules: ParseRules): Shape {
  const { text } = line
  const closed = text.replace(/[：:。]$/, '')
  const none: Shape = { form: 'text', head: 0, rank: Number.POSITIVE_INFINITY, sections: [] }
  if (closed.length > 40 || closed.length < 2 || /[。；！？;]/.test(closed)) return none
  const core = coreOf(text)
  const full: Shape = { ...none, head: closed.length }
  const cues = rules.sections.headingEnd.test(core) ? classifyHeading(text, rules) : []
  const named = cues.length > 0
  const sections = cues.map((cue) => cue.section)
  const commas = closed.match(/[，,]/g)?.length ?? 0
  if (line.md > 0) return { ...full, form: named ? 'cue' : 'topical', sections }
  if (/[：:]$/.test(text) && partsOf(text).length === 1 && rules.sections.causeHeading.test(core)) return none
  if (!/。$/.test(text) && named && (commas === 0 || core.includes('责任人'))) return { ...full, form: 'cue', sections }
  if (text !== closed || text.length > 30 || commas > 2 || !/[\u4e00-\u9fff”’）)]$/.test(text)) return none
  if (!next || next.text.length <= text.length + 6 || !/[。；]/.test(next.text)) return none
  if (previous && !/[。！？；：”）)]$/.test(previous.text) && previous.text.length > 40) return none
  const mark = markOf(next.text)
  if (mark && mark.style !== 'item' && previous && !/[。：]$/.test(previous.text)) return none
  return { ...full, form: 'topical' }
}
