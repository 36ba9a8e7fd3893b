import { z } from 'zod'
import { Role, Section, Stance } from '../schema.ts'
import { inspectPattern } from './pattern.ts'

/** A regular expression on the matching view; refused where it could take super-linear time. */
const Pattern = z
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

/** One kind of thing townships do; fields are explained at the head of practices/party-leadership.yaml. */
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

/** One of the sixteen things a passage can be about. */
export const Theme = z.strictObject({
  slug: Slug,
  label: Text,
  en: Text,
  grounding: Text.optional(),
  definition: Text,
  sub: z.array(z.strictObject({ slug: Slug, label: Text })).default([]),
  /** words or patterns on the matching view, by how surely they speak for the theme */
  cues: z.strictObject({ strong: patterns, normal: patterns, weak: patterns }),
  /** wordings that look like the theme and are not: cues inside them do not count for it */
  counter: patterns,
  note: Text.optional(),
  examples: z.strictObject({ positive: texts, negative: texts }).default({ positive: [], negative: [] }),
})
export type Theme = z.infer<typeof Theme>

const Weights = z.record(Slug, z.number())

export const ThemesFile = z.strictObject({
  scoring: z.strictObject({
    /** what one cue of each kind counts */
    strong: z.number().positive(),
    normal: z.number().positive(),
    weak: z.number().positive(),
    /** how often one cue may count in a passage; each time half of the time before */
    repeat: z.number().int().positive(),
    /** what one practice of the theme counts, and how many may */
    practice: z.number(),
    practices: z.number().int(),
    /** factor on what stands in a heading glued in front, in the first sentence, in the first clause of an item */
    lead: z.number(),
    /** factor on the score of the nearest heading above; and where the passage itself says nothing */
    heading: z.number(),
    headingAlone: z.number(),
    /** lowest score that is a label */
    threshold: z.number(),
    /** lowest share of the main theme's score that makes a second and a third */
    second: z.number(),
    third: z.number(),
    /** score that makes a second or third whatever the share */
    enough: z.number(),
  }),
  /** what the section says about the theme before a word is read */
  sections: z.partialRecord(Section, Weights).default({}),
  /** sections and roles whose passages are about nothing in particular */
  silent: z.strictObject({ sections: z.array(Section), roles: z.array(Role) }),
  /** set phrases: cues inside them do not count; with `atLeast`, only where the sentence holds so many of them */
  masks: z.array(
    z.strictObject({ match: Pattern, atLeast: z.number().int().positive().default(1), note: Text.optional() }),
  ),
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
  /** kinds of thing that end a name and belong to it (…工作法, …议事厅); bare ones also without quotation marks */
  suffixes: z.strictObject({ quoted: texts, bare: texts }),
  /** words after a quoted name that say it is a practice and do not belong to it (…”品牌, …”工作机制) */
  classifiers: texts,
  /** the same, but for formulas and names of equal parts only (“三审三核”制度) */
  weakClassifiers: texts,
  /** words that may stand between the closing mark and a suffix or classifier (“老李”人民调解工作室) */
  between: texts,
  /** words before a quoted name that say somebody made it (打造, 推行…) */
  makers: texts,
  /** words right before or right after the marks that say it is something else: honour, speech, slogan, account */
  barredBefore: texts,
  barredAfter: texts,
  /** words left or right of a bare name or formula that do not belong to it */
  boundaries: texts,
  /** words of which a bare name that consists of nothing else is no name (矛盾纠纷 + 联合 + 调解室) */
  generic: texts,
  /** kinds of body: a quoted name of generic words that ends in one is no name (“家事调解室”) */
  plainSuffixes: texts,
  /** patterns of a formula (三联三化, 五步…): with a maker or classifier beside it, it is a name */
  formulas: patterns,
  /** never a name: doctrine, set phrases, national programmes and products */
  stop: texts,
  stopPatterns: patterns,
  /** never a name where only a maker speaks for it */
  weakStopPatterns: patterns,
  /** practices of the lexicon that are a kind of thing: a township's own name for its one is kept beside them */
  kindsOfThing: texts,
  /** names that somebody looked at and refused */
  refused: texts,
})
export type NamedFile = z.infer<typeof NamedFile>

export const StopwordsFile = z.strictObject({ phrases: texts, words: texts })
