import type { Lexicon } from '../../server/lexicon/load.ts'
import { inspectPattern } from '../../server/lexicon/pattern.ts'
import type { StanceRule } from '../../server/lexicon/schema.ts'
import type { Stance } from '../../server/schema.ts'
import type { ParsedPassage } from '../stages.ts'
import { type MatchingView, originalRange } from './matching-view.ts'
import { clauseAround, sentenceAfter, sentenceAround, sentenceBefore, textBefore } from './stance-context.ts'

/** A stance with the words, or the section, that decided it (Chinese). */
export type DecidedStance = { stance: Stance; why: string }

/** How much of the deciding words is shown. */
const LONGEST_WORDS = 30

/** `literals`: a text that holds none of them cannot hold the wording (empty: always look). */
type Rule = StanceRule & { regex: RegExp; not?: RegExp; literals: string[] }

/**
 * Compiles `stance.yaml`. For a passage it gives a function from a range of the matching view to the stance there:
 * a heading's own stance first, then the first wording rule of the section that holds, then the section's default.
 */
export function createStanceFinder(
  lexicon: Lexicon,
): (passage: ParsedPassage, view: MatchingView) => (start: number, end: number) => DecidedStance {
  const { rules, sections, headings } = lexicon.stanceRules
  const compiled: Rule[] = rules.map((rule) => ({
    ...rule,
    regex: new RegExp(rule.match),
    not: rule.unless === undefined ? undefined : new RegExp(rule.unless),
    literals: literalsOf(rule.match),
  }))

  return (passage, view) => {
    const { section, role, headingLength } = passage
    const label = lexicon.sections[section].zh
    const heading = headings[section]
    const own = compiled.filter((rule) => rule.sections.includes(section) && mayHold(rule, view.text))
    return (start, end) => {
      if (heading && (role === 'heading' || originalRange(view, start, end)[1] <= headingLength)) {
        return { stance: heading, why: `标题（章节：${label}）` }
      }
      const contexts = new Map<StanceRule['where'], string>()
      for (const rule of own) {
        const context = contexts.get(rule.where) ?? contextOf(rule, view.text, start, end)
        contexts.set(rule.where, context)
        const words = wordsOf(rule, context)
        if (words !== undefined) return { stance: rule.stance, why: `用语：“${words}”（章节：${label}）` }
      }
      return { stance: sections[section], why: `章节：${label}` }
    }
  }
}

function literalsOf(source: string): string[] {
  const report = inspectPattern(source)
  return report.ok ? report.literals : []
}

/** Not the expression itself: `$` and `^` mean the edges of the mention's surroundings, not of the passage. */
const mayHold = ({ literals }: Rule, text: string): boolean =>
  literals.length === 0 || literals.some((literal) => text.includes(literal))

function wordsOf(rule: Rule, context: string): string | undefined {
  const found = rule.regex.exec(context)
  return found && !rule.not?.test(context) ? found[0].replace(/^[。；！：]/, '').slice(0, LONGEST_WORDS) : undefined
}

function contextOf(rule: Rule, text: string, start: number, end: number): string {
  switch (rule.where) {
    case 'clause':
      return clauseAround(text, start, end)
    case 'sentence':
      return sentenceAround(text, start, end)
    case 'sentence-before':
      return sentenceBefore(text, start)
    case 'after':
      return sentenceAfter(text, end)
    case 'before':
      return textBefore(text, start)
  }
}
