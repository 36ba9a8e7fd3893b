import { z } from '@hono/zod-openapi'
import { Problem, ReportRef, Township } from '../schema.ts'

/** What a person states of a file by hand; it goes before what is parsed, now and at every later indexing. */
export const Correction = z
  .object({
    township: z
      .string()
      .regex(/^[\p{Script=Han}（）·]{2,20}$/u, '乡镇名称写成“青石镇”这样')
      .optional(),
    code: z
      .string()
      .regex(/^\d{9}$/, '乡镇代码是 9 位数字')
      .optional(),
    year: z
      .number('年份写成 2023 这样')
      .int('年份写成 2023 这样')
      .min(2000, '年份写成 2023 这样')
      .max(2100, '年份写成 2023 这样')
      .optional(),
    title: z.string().trim().min(1).max(200).optional(),
    /** it is a township's report although the rules do not take it for one */
    accept: z.literal(true).optional(),
  })
  .openapi('Correction')
export type Correction = z.infer<typeof Correction>

/** A file that came in and was understood, but is not stored yet. */
export const Waiting = z
  .object({
    id: z.string(),
    name: z.string(),
    bytes: z.number().int(),
    /** `ready` to be stored; `no-report`: only with `accept`; `refused`: unreadable, and not kept */
    state: z.enum(['ready', 'no-report', 'refused']),
    format: z.string().optional(),
    encoding: z.string().optional(),
    report: z
      .object({
        id: z.string().optional(),
        title: z.string().optional(),
        year: z.number().int().optional(),
        township: Township.optional(),
        issuer: z.string().optional(),
        docNumber: z.string().optional(),
        date: z.string().optional(),
      })
      .optional(),
    passages: z.number().int(),
    indicators: z.number().int(),
    /** beginnings of the first passages */
    first: z.array(z.object({ role: z.string(), text: z.string() })),
    problems: z.array(Problem),
    correction: Correction,
    /** the report that already stands for this township and year */
    standing: ReportRef.optional(),
  })
  .openapi('WaitingFile')
export type Waiting = z.infer<typeof Waiting>

/** A file that was taken into the folder of uploads, and what became of it. */
export const Kept = z
  .object({
    file: z.string(),
    status: z.enum(['ok', 'failed', 'skipped', 'duplicate']),
    /** the report it gave or repeats */
    report: ReportRef.optional(),
    problems: z.array(Problem),
    correction: Correction,
  })
  .openapi('KeptFile')
export type Kept = z.infer<typeof Kept>

/** A township that a name may mean. */
export const PlaceChoice = z
  .object({ code: z.string(), name: z.string(), label: z.string(), former: z.boolean() })
  .openapi('PlaceChoice')
export type PlaceChoice = z.infer<typeof PlaceChoice>

/** Largest file, most files that wait to be stored, and how much they may weigh together. */
export const importLimits = { bytes: 20 * 2 ** 20, files: 200, total: 500 * 2 ** 20 } as const
