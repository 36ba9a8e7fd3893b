import { z } from 'zod'
import { Section, Stance } from '../schema.ts'
import { inspectPattern } from './pattern.ts'

/** A regular expression on the matching view; refused where it could take super-linear time. */
export const Pattern = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    const report = inspectPattern(source)
    if (!report.ok) context.addIssue({ code: 'custom', message: report.why })
  })

const Text = z.string().trim().min(1, '不能为空')
const texts = z.array(Text).default([])
const patterns = z.array(Pattern).default([])
const Slug = z.string().regex(/^[a-z][a-z-]*$/, '只能用小写英文字母和连字符')
const PracticeId = z.string().regex(/^P\d{3,}$/, '编号应为 P 加数字，如 P178')

/** Chinese and English name of a slug. */
const Label = z.strictObject({ zh: Text, en: Text })
export type Label = z.infer<typeof Label>

export const LabelsFile = z.strictObject({
  sections: z.record(Section, Label),
  stances: z.record(Stance, Label),
  kinds: z.array(Text),
})

/** One kind of thing townships do; fields are explained at the head of practices.yaml. */
export const Practice = z.strictObject({
  id: PracticeId,
  name: Text,
  kind: Text,
  theme: Slug,
  definition: Text.optional(),
  variants: texts,
  patterns,
  excludes: patterns,
  requires: z
    .strictObject({ pattern: Pattern, within: z.enum(['sentence', 'passage']).default('sentence') })
    .optional(),
  includes: z.array(PracticeId).default([]),
  yields: z.array(PracticeId).default([]),
  unless: z.array(PracticeId).default([]),
  local: z.boolean().default(false),
  note: Text.optional(),
  examples: z.strictObject({ positive: texts, negative: texts }).default({ positive: [], negative: [] }),
})
export type Practice = z.infer<typeof Practice>

/** A word or pattern that speaks for (or, negative, against) a theme; `max` is how often it may count in one passage. */
const Cue = z.strictObject({
  match: Pattern,
  weight: z.number(),
  max: z.number().int().positive().default(2),
})
export type Cue = z.infer<typeof Cue>

/** One of the sixteen things a passage can be about. */
export const Theme = z.strictObject({
  slug: Slug,
  label: Text,
  en: Text,
  grounding: Text.optional(),
  definition: Text,
  sub: z.array(z.strictObject({ slug: Slug, label: Text })).default([]),
  cues: z.array(Cue),
  counter: z.array(Cue).default([]),
  note: Text.optional(),
  examples: z.strictObject({ positive: texts, negative: texts }).default({ positive: [], negative: [] }),
})
export type Theme = z.infer<typeof Theme>

export const ThemesFile = z.strictObject({
  scoring: z.strictObject({
    /** weight of one practice of the theme */
    practice: z.number(),
    /** factor on the score of the nearest heading above */
    heading: z.number(),
    /** factor on what stands in the first sentence */
    lead: z.number(),
    /** lowest score that is a label */
    threshold: z.number(),
    /** lowest share of the main theme's score that makes a second and a third */
    second: z.number(),
    third: z.number(),
  }),
  masks: z.array(z.strictObject({ match: Pattern, note: Text.optional() })),
  themes: z.array(Theme),
})
export type ThemesFile = z.infer<typeof ThemesFile>

/** Wordings that turn the stance a section gives. */
const StanceRule = z.strictObject({
  id: Slug,
  stance: Stance,
  sections: z.array(Section).min(1),
  match: Pattern,
  /** where the wording has to stand: the mention's clause, its sentence, that sentence before or after it, the passage before it */
  where: z.enum(['clause', 'sentence', 'sentence-before', 'after', 'before']),
  unless: Pattern.optional(),
  note: Text.optional(),
})
export type StanceRule = z.infer<typeof StanceRule>

export const StanceFile = z.strictObject({
  sections: z.record(Section, Stance),
  headings: z.partialRecord(Section, Stance),
  rules: z.array(StanceRule),
})
export type StanceFile = z.infer<typeof StanceFile>

export const NamedFile = z.strictObject({
  quoted: z.strictObject({ after: texts, before: texts }),
  suffixes: z.array(z.strictObject({ suffix: Text, bare: z.boolean().default(false) })),
  formulas: z.array(z.strictObject({ id: Slug, match: Pattern, note: Text.optional() })),
  stop: texts,
  stopPatterns: patterns,
  refused: texts,
})
export type NamedFile = z.infer<typeof NamedFile>

export const StopwordsFile = z.strictObject({ phrases: texts, words: texts })
