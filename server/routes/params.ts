import { z } from '@hono/zod-openapi'
import type { Question } from '../answer/question.ts'
import { Level, Mode, Section, Sort, Stance } from '../schema.ts'

/** Longest query answered, in characters (code points). */
const MAX_QUERY = 10_000

/** What is typed: any text at all, up to that length. */
export const QueryText = z
  .string()
  .refine((q) => q.length <= MAX_QUERY || [...q].length <= MAX_QUERY, `检索词最多 ${MAX_QUERY} 个字`)
  .default('')
  .openapi({ type: 'string', maxLength: MAX_QUERY })

/** A parameter that may be repeated: values mean OR. Empty values are left out. */
export const repeated = <T extends z.ZodType>(item: T) =>
  z
    .preprocess(
      (value) => (value === undefined ? undefined : [value].flat().filter((one) => one !== '')),
      z.array(item).optional(),
    )
    .openapi({ type: 'array', items: { type: 'string' } })

const year = z.coerce.number().int().min(1900).max(2200)

const flag = z
  .enum(['0', '1', 'false', 'true'])
  .default('1')
  .transform((value) => value === '1' || value === 'true')

/** Query and filters, the same for every answer about a set of passages. */
export const QuestionParams = z.object({
  q: QueryText,
  mode: Mode.default('smart'),
  section: repeated(Section),
  theme: repeated(z.string()),
  practice: repeated(z.string()),
  stance: repeated(Stance),
  named: repeated(z.string()),
  year: repeated(year),
  yearFrom: year.optional(),
  yearTo: year.optional(),
  place: repeated(z.string()),
  level: repeated(Level),
  report: repeated(z.string()),
  sort: Sort.default('relevance'),
  /** 0: a practice's other wordings are not searched */
  aliases: flag,
  /** 0: near-identical passages keep their rank */
  group: flag,
})

export const Paging = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  perPage: z.coerce.number().int().min(1).max(200).default(20),
})

export function questionOf(params: z.infer<typeof QuestionParams>): Question {
  const { q, mode, sort, aliases, group, ...filters } = params
  const set = Object.entries(filters).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  )
  return { q, mode, sort, aliases, group, filters: Object.fromEntries(set) }
}
