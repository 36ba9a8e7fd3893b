import type { IndicatorKind, IndicatorRules } from '../../../server/lexicon/indicators.ts'
import { type Cue, compileAny, compileCue } from './cue.ts'
import type { Label } from './label.ts'
import type { Window } from './window.ts'

export type Choice = { kind: IndicatorKind; why: string }

type Compiled = {
  kind: IndicatorKind
  any: RegExp
  cues: Cue[]
  short: Cue[]
  shortWhen: RegExp
  /** tied to the number by #: looked for in its own words; the others in its clause */
  unless: RegExp
  unlessClause: RegExp
  when?: RegExp
}

/** What is known of the number right before this one in the sentence. */
export type Before = {
  kind?: IndicatorKind
  unit: string
  label: string
  part: boolean
  end: number
  /** the one before it, in the same sentence: 查处58宗，罚款3万元，其中简易39宗 */
  whole?: Before
}

/** Numbers between a whole and its first part. */
const FURTHEST_WHOLE = 3
const PEOPLE = ['人', '人次', '名', '余人']

/**
 * Chooses the kind of a number by its unit and the words around it, nearest words first: the number's own words, then
 * its clause, then (where its own words leave the noun out) the sentence before it. Undefined where none fits.
 */
export function createKindChooser(rules: IndicatorRules) {
  const byUnit = new Map<string, Compiled[]>()
  for (const kind of rules.kinds) {
    const compiled = compile(kind)
    for (const unit of kind.units) byUnit.set(unit, [...(byUnit.get(unit) ?? []), compiled])
  }
  const bySlug = new Map(rules.kinds.map((kind) => [kind.slug, kind]))

  return (unit: string, surroundings: Window, label: Label, previous?: Before): Choice | undefined => {
    const window = withoutTitles(surroundings)
    const choice = chosen(unit, window, label, previous)
    const attendance = previous?.kind?.attendance
    const attends = choice?.kind.slug === 'audience' && attendance && window.clauseStart - (previous?.end ?? 0) <= 2
    return attends ? { kind: bySlug.get(attendance) as IndicatorKind, why: `紧接“${previous?.label}”的人数` } : choice
  }

  function chosen(unit: string, window: Window, label: Label, previous?: Before): Choice | undefined {
    const kinds = byUnit.get(unit) ?? []
    const listed =
      previous?.kind?.list && previous.end > window.clauseStart ? inList(kinds, previous, window) : undefined
    if (listed) return listed
    const own = best(kinds, window.near, window)
    if (own) return own
    if (label.elliptic) {
      const attendance = previous?.kind?.attendance
      if (attendance && PEOPLE.includes(unit))
        return { kind: bySlug.get(attendance) as IndicatorKind, why: `紧接“${previous.label}”的人数` }
      const short = bestShort(kinds, window)
      if (short) return short
      if (previous?.unit === unit)
        return previous.kind ? { kind: previous.kind, why: `承前“${previous.label}”` } : undefined
    }
    const clause = label.before ? undefined : best(kinds, label.elliptic ? window.clause : window.ahead, window)
    if (clause) return clause
    if (unit === '%') return bestShort(kinds, window)
    const whole = label.part ? wholeOf(unit, previous) : previous
    if ((label.part || previous?.part) && whole?.kind && isAlike(whole.unit, unit))
      return { kind: whole.kind, why: `“${whole.label}”的分项` }
    return label.elliptic ? best(kinds, joined(window), window) : undefined
  }
}

/** What stands in 《》 is the name of a law or document: it does not say what was counted. */
function withoutTitles(window: Window): Window {
  if (!/[《》]/.test(window.clause + window.before)) return window
  const clear = (text: string): string => text.replace(/《[^《》#]{0,80}》?|^[^《》#]{0,80}》/g, '')
  const { near, ahead, clause, before } = window
  return { ...window, near: clear(near), ahead: clear(ahead), clause: clear(clause), before: clear(before) }
}

function best(kinds: readonly Compiled[], near: string, window: Window): Choice | undefined {
  let choice: Choice | undefined
  let top = Number.NEGATIVE_INFINITY
  for (const compiled of kinds) {
    if (!compiled.any.test(near) || barred(compiled, window)) continue
    for (const cue of compiled.cues) {
      const score = scoreOf(cue, near) + compiled.kind.rank
      if (!(score > top)) continue
      top = score
      choice = { kind: compiled.kind, why: `命中“${cue.cue}”` }
    }
  }
  return choice
}

/** The number that a part after 其中 belongs to: the last of its unit. */
function wholeOf(unit: string, previous: Before | undefined): Before | undefined {
  let whole = previous
  for (let i = 0; i < FURTHEST_WHOLE && whole && !isAlike(whole.unit, unit); i++) whole = whole.whole
  return whole
}

/** 42批次 and 9批 count the same things. */
const isAlike = (a: string, b: string): boolean => a === b || a === `${b}次` || b === `${a}次`

function inList(kinds: readonly Compiled[], previous: Before, window: Window): Choice | undefined {
  const same = kinds.find(({ kind }) => kind.slug === previous.kind?.slug)
  const cue = same?.short.find((candidate) => candidate.pattern.test(window.near))
  return same && cue ? { kind: same.kind, why: `与“${previous.label}”并列，命中“${cue.cue}”` } : undefined
}

/** The sentence up to the number as one clause, for a number whose own words leave the noun out. */
const joined = (window: Window): string => window.before.slice(-60).replaceAll(/[，：；,:;|]/g, '') + window.clause

function bestShort(kinds: readonly Compiled[], window: Window): Choice | undefined {
  for (const compiled of kinds) {
    if (
      compiled.short.length === 0 ||
      !compiled.shortWhen.test(window.before + window.clause) ||
      barred(compiled, window)
    )
      continue
    const near = compiled.kind.measure === 'rate' ? joined(window) : window.near
    const cue = compiled.short.find((candidate) => candidate.pattern.test(near))
    if (cue) return { kind: compiled.kind, why: `命中“${cue.cue}”，承前省略` }
  }
  return undefined
}

const barred = ({ unless, unlessClause, when }: Compiled, window: Window): boolean =>
  unless.test(window.near) ||
  unlessClause.test(window.clause) ||
  (when !== undefined && !when.test(window.before + window.clause))

/** Longer cues and cues nearer to the number win. */
function scoreOf(cue: Cue, near: string): number {
  const match = cue.pattern.exec(near)
  if (!match) return Number.NEGATIVE_INFINITY
  const hash = near.indexOf('#')
  const end = match.index + match[0].length
  const distance = match.index > hash ? match.index - hash - 1 : end <= hash ? hash - end : 0
  const gap = match[0].length - cue.weight
  return cue.weight * 2 - distance * 0.4 - Math.max(0, gap) * 0.1
}

function compile(kind: IndicatorKind): Compiled {
  return {
    kind,
    any: compileAny(kind.cues),
    cues: kind.cues.map(compileCue),
    short: kind.short.map(compileCue),
    shortWhen: compileAny(kind.shortWhen),
    unless: compileAny(kind.unless.filter((cue) => cue.includes('#'))),
    unlessClause: compileAny(kind.unless.filter((cue) => !cue.includes('#'))),
    ...(kind.when.length > 0 && { when: compileAny(kind.when) }),
  }
}
