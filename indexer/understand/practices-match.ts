import { alternativesOf, inspectPattern } from '../../server/lexicon/pattern.ts'
import type { Practice } from '../../server/lexicon/schema.ts'
import { matchingView } from './matching-view.ts'

/** One place where a wording of a practice stands in the matching view. */
export type Match = {
  practice: number
  start: number
  end: number
  /** the wording bridges a gap, so what stands inside it is not part of its name */
  gapped: boolean
  /** the variant or pattern */
  wording: string
}

type Form = { practice: number; wording: string; gapped: boolean; regex?: RegExp }

/** More places than this of one wording in one passage are no text that a person wrote. */
const MAX_PLACES = 500

/**
 * Compiles all wordings (name, variants, each alternative of each pattern) for matching together: one walk over the
 * text finds the literals that stand in it, and only wordings whose literal is there are tried as expressions.
 */
export function createMatcher(practices: Practice[]): (text: string) => Match[] {
  const forms = practices.flatMap((practice, i) => formsOf(practice, i))
  const index = new Map<number, { literal: string; forms: number[] }[]>()
  const always: number[] = []
  forms.forEach((form, i) => {
    const literals = form.regex ? literalsOf(form.wording) : [form.wording]
    if (literals.length === 0) always.push(i)
    for (const literal of literals) addLiteral(index, literal, i)
  })

  return (text) => {
    const found: Match[] = []
    const places = new Uint16Array(forms.length)
    const tried: number[] = [...always]
    const hit = (number: number, start: number, length: number) => {
      const form = forms[number]
      if (!form || (places[number] ?? 0) >= MAX_PLACES) return
      places[number] = (places[number] ?? 0) + 1
      if (form.regex) {
        if (places[number] === 1) tried.push(number)
        return
      }
      const { practice, wording } = form
      found.push({ practice, wording, gapped: false, start, end: start + length })
    }
    for (let i = 0; i + 1 < text.length; i += 1) {
      const entries = index.get(text.charCodeAt(i) * 0x10000 + text.charCodeAt(i + 1))
      if (!entries) continue
      for (const entry of entries) {
        if (entry.literal.length > 2 && !text.startsWith(entry.literal, i)) continue
        for (const number of entry.forms) hit(number, i, entry.literal.length)
      }
    }
    for (const number of tried) {
      const form = forms[number]
      if (form?.regex) collect(form, form.regex, text, found)
    }
    return found
  }
}

function collect(form: Form, regex: RegExp, text: string, found: Match[]): void {
  const { practice, wording, gapped } = form
  regex.lastIndex = 0
  for (let n = 0; n < MAX_PLACES; n += 1) {
    const match = regex.exec(text)
    if (!match) return
    const end = match.index + match[0].length
    if (match[0].length > 0) found.push({ practice, wording, gapped, start: match.index, end })
    else regex.lastIndex += 1
  }
}

function formsOf(practice: Practice, number: number): Form[] {
  const words = [practice.name, ...practice.variants].map((word) => matchingView(word).text)
  const literal = [...new Set(words)].filter((word) => word.length > 1)
  const regular = practice.patterns.flatMap(alternativesOf).map((source) => ({
    practice: number,
    wording: source,
    gapped: GAP.test(source),
    regex: new RegExp(source, 'g'),
  }))
  return [...literal.map((wording) => ({ practice: number, wording, gapped: false })), ...regular]
}

/** A repeated class of characters such as [^，。]{0,12} or .{0,6}. */
const GAP = /(\]|\.)\{\d*,?([3-9]|\d\d)\}/

function literalsOf(source: string): string[] {
  const report = inspectPattern(source)
  return report.ok && report.literals.every((literal) => literal.length > 1) ? report.literals : []
}

function addLiteral(index: Map<number, { literal: string; forms: number[] }[]>, literal: string, form: number): void {
  const key = literal.charCodeAt(0) * 0x10000 + literal.charCodeAt(1)
  const entries = index.get(key) ?? []
  index.set(key, entries)
  const entry = entries.find((known) => known.literal === literal)
  if (entry) entry.forms.push(form)
  else entries.push({ literal, forms: [form] })
}
