import type { Section } from '../../server/schema.ts'
import { compact } from './lines.ts'
import { markOf } from './numbering.ts'
import type { ParseRules, SectionRule } from './rules.ts'

/** A section that a heading names, and the words that say so. */
export type SectionCue = { section: Section; words: string }

/** The heading without number, blanks, quotation marks and closing punctuation. */
export function coreOf(heading: string): string {
  const mark = markOf(heading)
  return compact(heading.slice(mark?.length ?? 0))
    .replace(/[“”"'‘’]/g, '')
    .replace(/[。：:；;，,、.]+$/, '')
}

/** 及, 和, 与 that join two things, not those inside 普及, 涉及, 和谐, 参与… */
const JOINTS = /[、，；,;]|以及|暨|(?<![涉普参给波])(?:及|与|和)(?![谐时平解睦])/

/** The things that a heading names side by side. */
export const partsOf = (heading: string): string[] => coreOf(heading).split(JOINTS)

/**
 * Sections that a first-level heading names, in the order in which it names them, each once; empty where its words
 * fit none. A merged heading (存在的问题、原因和整改情况) names several.
 */
export function classifyHeading(heading: string, rules: ParseRules, year?: number): SectionCue[] {
  const core = coreOf(heading)
  if (core === '' || core.length > 60) return []
  const cues: SectionCue[] = []
  for (const part of partsOf(heading)) {
    const cue = classifyPart(part, rules, 'heading', year)
    if (cue && !cues.some((each) => each.section === cue.section)) cues.push(cue)
  }
  // 意见建议及下一步打算 is a plan
  if (cues.length > 0) return cues.sort((a, b) => Number(a.section === 'other') - Number(b.section === 'other'))
  const whole = classifyPart(core, rules, 'heading', year)
  return whole ? [whole] : []
}

/** The section that a heading below the first level names by itself (（三）履行第一责任人职责情况 among the measures). */
export function classifyLower(heading: string, rules: ParseRules): SectionCue | undefined {
  const core = coreOf(heading)
  return core.length > 40 ? undefined : classifyPart(core, rules, 'strong')
}

function classifyPart(
  part: string,
  rules: ParseRules,
  cues: 'heading' | 'strong',
  year?: number,
): SectionCue | undefined {
  if (part === '') return undefined
  const ahead = cues === 'heading' && year !== undefined && part.includes(`${year + 1}年`)
  if (ahead) return { section: 'plan', words: `${year + 1}年` }
  const given = cues === 'heading' && year !== undefined && part.includes(`${year}年`)
  for (const rule of rules.sections.entries) {
    if (rule.not?.test(part)) continue
    if (given && rule.slug === 'plan' && /工作$|情况|成效|举措/.test(part)) continue
    const match = rule[cues]?.exec(part)
    if (match) return { section: rule.slug, words: match[0] }
  }
  return undefined
}

/** The section that a paragraph switches to by the way it begins. */
export function classifyStart(text: string, rules: ParseRules, year?: number): SectionCue | undefined {
  const head = compact(text.slice(0, 140))
    .replace(/[“”"'‘’]/g, '')
    .slice(0, 120)
  const begin = head.replace(/^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．]/, '')
  if (year !== undefined && begin.startsWith(`${year + 1}年`)) return { section: 'plan', words: `${year + 1}年` }
  for (const rule of rules.sections.entries) {
    const match = rule.start ? startOf(rule, begin) : undefined
    if (match) return { section: rule.slug, words: match.slice(0, 20) }
  }
  return undefined
}

function startOf(rule: SectionRule, text: string): string | undefined {
  const match = rule.start?.exec(text)
  if (!match) return undefined
  if (rule.slug === 'rectification' && rule.not?.test(text.split('。', 1)[0] ?? '')) return undefined
  return match[0]
}
