import { z } from 'zod'
import { readLexiconFile } from './read.ts'

/**
 * A cue: plain words, `(甲|乙)` for alternatives, `甲?` for a letter that may be missing, `…` for up to twelve
 * characters of the same clause, `#` for the number with its unit. Nothing else, so that every cue runs in linear time.
 */
const Cue = z
  .string()
  .min(1)
  .regex(/^[\p{Script=Han}\p{L}\p{N}()|?…#%+、（）.：/]+$/u, '只能用文字、数字、(甲|乙)、?、… 和 #')
  .refine(isBalanced, '括号不成对')
  .refine((cue) => !/(?:^|[(|?…])\?/.test(cue), '? 前面要有一个字或一对括号')

const Words = z.array(z.string().min(1))

const IndicatorKind = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z_]*$/, '只能用小写字母和下划线'),
  name: z.string().min(1),
  english: z.string().min(1),
  measure: z.enum(['count', 'sum', 'rate']),
  units: Words.min(1),
  cues: z.array(Cue),
  /** cues for a clause that leaves its noun out (排查…120件，化解118件); they count only where `shortWhen` stands before */
  short: z.array(Cue).default([]),
  shortWhen: z.array(Cue).default([]),
  unless: z.array(Cue).default([]),
  /** words one of which must stand in the sentence */
  when: z.array(Cue).default([]),
  /** a state of things (全镇43个村) rather than something of the year */
  stock: z.boolean().default(false),
  /** its verb governs the following items too (审查决策8项、合同26份); they are found by the short cues */
  list: z.boolean().default(false),
  /** kind of a number of people that directly follows (12场500余人次) */
  attendance: z.string().optional(),
  /** added to the score of every cue: a broad kind goes below zero, so that a narrower one wins */
  rank: z.number().min(-10).max(10).default(0),
  note: z.string().default(''),
})
export type IndicatorKind = z.infer<typeof IndicatorKind>

const Unit = z.strictObject({
  unit: z.string().min(1),
  /** continuations that make it another word (条 + 例) */
  not: Words.default([]),
  /** a thing that is held: with 现有, 全镇… its number is a stock */
  thing: z.boolean().default(false),
})

const ImpliedRule = z.strictObject({
  kind: z.string(),
  /** a fixed value, the number before it in the clause, or how many places are named before / after the word */
  value: z.union([z.number(), z.enum(['number', 'named-before', 'named-after'])]),
  unit: z.string(),
  words: Words.min(1),
  cues: z.array(Cue).min(1),
  unless: z.array(Cue).default([]),
  label: z.enum(['before', 'after']),
  scope: z.enum(['stock', 'cumulative']).optional(),
})
export type ImpliedRule = z.infer<typeof ImpliedRule>

const IndicatorRulesSchema = z
  .strictObject({
    kinds: z.array(IndicatorKind).min(1),
    implied: z.array(ImpliedRule),
    units: z.array(Unit).min(1),
    qualifiersBefore: Words,
    qualifiersAfter: Words,
    /** last letters before a qualifier that make it another word (节 + 约) */
    notBeforeQualifier: z.record(z.string(), z.string()),
    names: z.array(Cue),
    notNumbers: z.array(Cue),
    notThings: Words,
    weakUnits: Words,
    lightVerbs: Words,
    bareVerbs: Words,
    functionFront: Words,
    functionBack: Words,
    innerVerbs: Words,
    labelStops: Words,
    per: z.array(Cue),
    stockWords: z.array(Cue),
    stockCarry: Words,
    notCarried: Words,
    timeWords: z.strictObject({
      year: z.array(Cue),
      other: z.array(Cue),
      plan: z.array(Cue),
      cumulative: z.array(Cue),
      until: z.array(Cue),
    }),
    otherLevels: Words,
    notOtherLevels: Words,
  })
  .superRefine((rules, context) => {
    const slugs = new Set(rules.kinds.map((kind) => kind.slug))
    if (slugs.size < rules.kinds.length) context.addIssue({ code: 'custom', path: ['kinds'], message: 'slug 有重复' })
    for (const [i, rule] of rules.implied.entries())
      if (rule.kind !== 'other' && !slugs.has(rule.kind))
        context.addIssue({ code: 'custom', path: ['implied', i, 'kind'], message: `没有指标 ${rule.kind}` })
    for (const [i, kind] of rules.kinds.entries())
      if (kind.attendance && !slugs.has(kind.attendance))
        context.addIssue({ code: 'custom', path: ['kinds', i, 'attendance'], message: `没有指标 ${kind.attendance}` })
  })

/** What `data/lexicon/indicators.yaml` says: kinds, units, qualifiers, and words that only look like numbers. */
export type IndicatorRules = z.infer<typeof IndicatorRulesSchema>

/**
 * Reads and validates `indicators.yaml` of a lexicon folder.
 * @throws LexiconError naming entry and field.
 */
export function loadIndicatorRules(lexiconDir: string): IndicatorRules {
  return readLexiconFile(lexiconDir, 'indicators.yaml', IndicatorRulesSchema)
}

function isBalanced(cue: string): boolean {
  let depth = 0
  for (const letter of cue) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (depth < 0) return false
  }
  return depth === 0
}
