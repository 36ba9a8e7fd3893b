import type { IndicatorKind, IndicatorRules } from '../../../server/lexicon/indicators.ts'
import type { Indicator, Role, Section } from '../../../server/schema.ts'
import { compileAny } from './cue.ts'
import { createImpliedReader, type Implied } from './implied.ts'
import { type Before, createKindChooser } from './kind.ts'
import { completeLabel, createLabeller } from './label.ts'
import { isDigit } from './numeral.ts'
import { createQuantityScanner, type Quantity } from './quantity.ts'
import { createScopeReader } from './scope.ts'
import { nameShares } from './share.ts'
import { createView, sourceEnd, sourceSlice, type View } from './view.ts'
import { findSentences, openWindow, type Window } from './window.ts'

export type IndicatorPassage = { n: number; text: string; section: Section; role: Role; headingPath: string[] }
/** `year` of the report, `level` of its township, where they are known. */
export type IndicatorContext = { year?: number; level?: string }
export type IndicatorExtractor = (passage: IndicatorPassage, context: IndicatorContext) => Indicator[]

const SILENT_ROLES: readonly Role[] = [
  'title',
  'docno',
  'issuer',
  'addressee',
  'heading',
  'signature',
  'date',
  'closing-formula',
]
/** How far a programme name may reach around a number that stands in it. */
const NAME_REACH = 12
const MEASURES: Record<string, Indicator['measure']> = { '%': 'rate', '‰': 'rate', 个百分点: 'rate', 元: 'sum' }

/**
 * Reads the counts, sums and rates of one passage, in the order of the text. Headings, titles and signatures have none.
 * A number that the source masks is kept without `value`. Never throws; linear in the length of the text.
 */
export function createIndicatorExtractor(rules: IndicatorRules): IndicatorExtractor {
  const scan = createQuantityScanner(rules)
  const chooseKind = createKindChooser(rules)
  const labelOf = createLabeller(rules)
  const scopeOf = createScopeReader(rules)
  const readImplied = createImpliedReader(rules)
  const notNumber = compileAny(rules.notNumbers)
  const names = compileAny(rules.names, 'g')
  const per = compileAny(rules.per)
  const weak = new Set(rules.weakUnits)
  const kinds = new Map(rules.kinds.map((kind) => [kind.slug, kind]))

  return (passage, context) => {
    if (SILENT_ROLES.includes(passage.role) || passage.section === 'front-matter' || passage.section === 'closing')
      return []
    const view = createView(passage.text)
    const sentences = findSentences(view.text)
    const quantities = dropNames(scan(view.text, view.quoted), view.text)
    const facts = readQuantities(view, sentences, quantities, passage, context)
    const implied = readImplied(view.text, sentences, quantities).filter((item) => !isSaidTwice(item, facts))
    for (const item of implied) facts.push(toImplied(item, view, passage, context))
    return facts.sort((a, b) => a.start - b.start || a.end - b.end)
  }

  function readQuantities(
    view: View,
    sentences: [number, number][],
    quantities: Quantity[],
    passage: IndicatorPassage,
    context: IndicatorContext,
  ): Indicator[] {
    const facts: Indicator[] = []
    let s = 0
    let before: Before | undefined
    for (const [i, quantity] of quantities.entries()) {
      while ((sentences[s] as [number, number])[1] <= quantity.start) {
        s++
        before = undefined
      }
      const window = openWindow(
        view.text,
        sentences[s] as [number, number],
        quantity,
        quantities[i - 1],
        quantities[i + 1],
      )
      if (notNumber.test(window.before.slice(-8) + window.near) || isNoThing(window.tail)) continue
      const label = labelOf(window)
      const choice = chooseKind(
        quantity.unit,
        window,
        label,
        before && { ...before, part: isPartGoingOn(view.text, before, quantity) },
      )
      // 为辖区11个社区配备…: villages and the like are named behind their number
      const behind = choice?.kind.stock && label.before && quantity.unit === '个' && window.tail !== ''
      const place = behind ? labelOf({ ...window, own: '' }).text : ''
      const text = place || completeLabel(label, before?.label, rules.bareVerbs)
      const often = frequency(window.own)
      if (!isCounted(quantity, choice?.kind, text, often)) continue
      const kind = choice?.kind
      const why = `${choice?.why ?? '未归入既有指标'}${label.part ? '；其中（分项）' : ''}`
      for (const name of nameShares(window, text, quantity, quantities, view.text))
        facts.push(
          toFact({ view, passage, context, quantity, window, kind, label: name, why, ...(often && { often }) }),
        )
      before = {
        ...(kind && { kind }),
        unit: quantity.unit,
        label: text,
        part: label.part || (before?.part ?? false),
        end: quantity.end,
        ...(before && { whole: before }),
      }
    }
    return facts
  }

  /** 每季度, 半年; but not 上半年, which is a time. */
  function frequency(own: string): string | undefined {
    const found = per.exec(own)
    return found && !/[上下前后近]半$/.test(own.slice(0, found.index + 1)) ? found[0] : undefined
  }

  type Finding = {
    view: View
    passage: IndicatorPassage
    context: IndicatorContext
    quantity: Quantity
    window: Window
    kind: IndicatorKind | undefined
    label: string
    why: string
    often?: string
  }

  function toFact({ view, passage, context, quantity, window, kind, label, why, often }: Finding): Indicator {
    const { value, max, qualifier, unit } = quantity
    const scope = scopeOf({
      window,
      quantity,
      stock: kind?.stock ?? false,
      section: passage.section,
      ...(context.year !== undefined && { year: context.year }),
    })
    return {
      n: passage.n,
      indicator: kind?.slug ?? 'other',
      label,
      ...(value !== undefined && { value }),
      ...(max !== undefined && { valueMax: max }),
      unit,
      ...(qualifier && { qualifier }),
      scope,
      ...(often && { per: often }),
      measure: kind?.measure ?? MEASURES[unit] ?? 'count',
      text: sourceSlice(view, passage.text, window.clauseStart, window.clauseEnd).trim(),
      start: view.at[quantity.start] as number,
      end: sourceEnd(view, quantity.end),
      sentence: [view.at[window.sentence[0]] as number, sourceEnd(view, window.sentence[1])],
      why,
    }
  }

  function toImplied(
    { rule, quantity, window, why }: Implied,
    view: View,
    passage: IndicatorPassage,
    context: IndicatorContext,
  ) {
    const label = labelOf(rule.label === 'before' ? { ...window, tail: '' } : { ...window, own: '' })
    const fallback =
      window.before === '' ? quantity.unit : labelOf({ ...window, own: window.before.replace(/.$/, ''), tail: '' }).text
    const kind = kinds.get(rule.kind)
    const fact = toFact({ view, passage, context, quantity, window, kind, label: label.text || fallback, why })
    // 目前在册11人，无一人脱管: what did not happen is no state of things
    const timeless = fact.scope === 'stock' || fact.scope === 'year'
    const scope: Indicator['scope'] = timeless ? (rule.scope ?? 'year') : fact.scope
    return { ...fact, implied: true, scope }
  }

  /** What no kind takes must at least name its thing; Chinese numerals are words more often than counts. */
  function isCounted(quantity: Quantity, kind: IndicatorKind | undefined, label: string, often?: string): boolean {
    if (!kind && !/\p{Script=Han}/u.test(label)) return false
    if (quantity.script !== 'chinese' || quantity.unit === '%' || quantity.unit === '‰') return true
    if (often) return true
    const value = quantity.value ?? 0
    if (value === 1 && !quantity.qualifier)
      return kind !== undefined && !weak.has(quantity.unit) && quantity.unit !== '次'
    return value > 10 || kind !== undefined || !weak.has(quantity.unit)
  }

  function isNoThing(tail: string): boolean {
    return rules.notThings.some((word) => tail.startsWith(word))
  }

  function dropNames(quantities: Quantity[], text: string): Quantity[] {
    return quantities.filter(({ start, end }) => {
      const from = Math.max(0, start - NAME_REACH)
      const around = text.slice(from, end + NAME_REACH)
      return ![...around.matchAll(names)].some((match) => {
        const nameStart = from + match.index
        const nameEnd = nameStart + match[0].length
        return nameStart <= start && start < nameEnd && !cutsNumber(text, nameStart) && !cutsNumber(text, nameEnd)
      })
    })
  }
}

/** 12309 is a telephone number, 123093 is not. */
const cutsNumber = (text: string, at: number): boolean => isDigit(text[at - 1]) && isDigit(text[at])

/** 其中口头协议98件，书面协议58件）: the list of parts ends with its bracket or a semicolon. */
const isPartGoingOn = (text: string, before: Before | undefined, next: Quantity): boolean =>
  (before?.part ?? false) && !/[)）；;]/.test(text.slice(before?.end, next.from))

/** 实现全覆盖，覆盖率100%: the number itself is enough. */
function isSaidTwice({ rule, quantity }: Implied, facts: readonly Indicator[]): boolean {
  if (!rule.words.includes('全覆盖')) return false
  return facts.some(
    (fact) => fact.indicator === rule.kind && fact.value === 100 && Math.abs(fact.start - quantity.start) < 24,
  )
}
