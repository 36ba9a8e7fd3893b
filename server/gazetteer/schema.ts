import { z } from 'zod'
import { Level } from '../schema.ts'

const Code = z
  .string('代码要加引号，写成 "420281101" 的样子')
  .regex(/^(?:\d{2}|\d{4}|\d{6}|\d{9})$/, '代码应为 2 位（省）、4 位（市）、6 位（县）或 9 位（乡级）数字')
const Name = z.string().min(2, '名称至少两个字')

/** One line of data/gazetteer/amendments.yaml: changes a unit of the snapshot, or adds one that it lacks. */
export const Amendment = z.strictObject({
  code: Code,
  name: Name.optional(),
  level: Level.optional(),
  /** former and everyday names */
  aliases: z.array(Name).optional(),
  /** code of the unit it was merged into; it keeps its own code for the reports of its time */
  mergedInto: Code.optional(),
  /** spelling in web addresses, where it differs from the dictionary's (六安 luan) */
  pinyin: z.array(z.string().regex(/^[a-z]+$/, '拼音只写小写字母，不带声调')).optional(),
  note: z.string().optional(),
})
export type Amendment = z.infer<typeof Amendment>

export const AmendmentFile = z.strictObject({ places: z.array(Amendment) })

/** data/gazetteer/invented.yaml: the places of the sample reports, which exist nowhere. */
export const InventedFile = z.object({
  places: z.array(
    z.object({
      code: z.string().regex(/^\d{9}$/, '虚构乡镇的代码也应为 9 位数字'),
      name: Name,
      level: Level,
      county: z.string(),
      city: z.string().optional(),
      province: z.string(),
      invented: z.literal(true),
    }),
  ),
})
export type InventedFile = z.infer<typeof InventedFile>

const words = z.array(z.string().min(1)).min(1)

/** data/gazetteer/evidence.yaml: the words by which a text betrays where it was written. */
export const PlaceCues = z.strictObject({
  /** 法治X, 平安X */
  slogans: words,
  /** follow a county's name, with or without 县/市/区: 委, 人民政府, 司法局 */
  organs: words,
  /** follow the bare name of a county: 发布, 融媒, 公安 */
  media: words,
  /** stand before a place that was visited, not lived in */
  visits: words,
  /** stand after the bare name of a county and show that it is another word */
  notAfter: words,
  /** places whose names are everyday words: a bare mention proves nothing */
  everyday: words,
  /** services and apps that one province runs, with its code: their name betrays the province */
  services: z.record(z.string().min(2), z.string().regex(/^\d{2}$/, '这里只写两位的省级代码')),
})
export type PlaceCues = z.infer<typeof PlaceCues>
