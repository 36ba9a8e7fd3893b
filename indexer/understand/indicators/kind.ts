import type { IndicatorKind, IndicatorRules } from '../../../server/lexicon/indicators.ts'
import { type Cue, compileAny, compileCue } from './cue.ts'
import type { Window } from './window.ts'

export type Choice = { kind: IndicatorKind; why: string }

type Compiled = {
  kind: IndicatorKind
  any: RegExp
  cues: Cue[]
  short: Cue[]
  shortWhen: RegExp
  unless?: RegExp
  when?: RegExp
}

/** What is known of the number right before this one in the sentence. */
export type Before = { kind?: IndicatorKind; unit: string; label: string }

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

  return (unit: string, window: Window, elliptic: boolean, part: boolean, previous?: Before): Choice | undefined => {
    const kinds = byUnit.get(unit) ?? []
    const own = best(kinds, window.near, window)
    if (own) return own
    if (elliptic) {
      const attendance = previous?.kind?.attendance
      if (attendance && PEOPLE.includes(unit))
        return { kind: bySlug.get(attendance) as IndicatorKind, why: `紧接“${previous.label}”的人数` }
      const short = bestShort(kinds, window)
      if (short) return short
      if (previous?.unit === unit)
        return previous.kind ? { kind: previous.kind, why: `承前“${previous.label}”` } : undefined
    }
    const clause = best(kinds, window.clause, window)
    if (clause) return clause
    if (part && previous?.kind && previous.unit === unit)
      return { kind: previous.kind, why: `“${previous.label}”的分项` }
    return elliptic ? best(kinds, window.before.slice(-60) + window.clause, window) : undefined
  }
}

function best(kinds: readonly Compiled[], near: string, window: Window): Choice | undefined {
  let choice: Choice | undefined
  let top = Number.NEGATIVE_INFINITY
  for (const compiled of kinds) {
    if (!compiled.any.test(near) || barred(compiled, window)) continue
    for (const cue of compiled.cues) {
      const score = scoreOf(cue, near)
      if (score === undefined || score <= top) continue
      top = score
      choice = { kind: compiled.kind, why: `命中“${cue.cue}”` }
    }
  }
  return choice
}

function bestShort(kinds: readonly Compiled[], window: Window): Choice | undefined {
  for (const compiled of kinds) {
    if (compiled.short.length === 0 || !compiled.shortWhen.test(window.before + window.clause)) continue
    const cue = compiled.short.find((candidate) => candidate.pattern.test(window.near))
    if (cue) return { kind: compiled.kind, why: `命中“${cue.cue}”，承前省略` }
  }
  return undefined
}

const barred = ({ unless, when }: Compiled, window: Window): boolean =>
  unless?.test(window.near) || (when !== undefined && !when.test(window.before + window.clause))

/** Longer cues and cues nearer to the number win. */
function scoreOf(cue: Cue, near: string): number | undefined {
  const match = cue.pattern.exec(near)
  if (!match) return undefined
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
    ...(kind.unless.length > 0 && { unless: compileAny(kind.unless) }),
    ...(kind.when.length > 0 && { when: compileAny(kind.when) }),
  }
}
