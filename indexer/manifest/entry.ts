import { z } from 'zod'

/** Columns under any of the names people give them. */
const names: Record<string, readonly string[]> = {
  file: ['file', 'path', 'filename', '文件', '文件名', '路径', '文件路径'],
  url: ['url', 'link', 'source', '网址', '链接', '来源网址', '来源'],
  fetchedAt: [
    'fetchedat',
    'fetched',
    'fetcheddate',
    'date',
    '抓取日期',
    '下载日期',
    '采集日期',
    '抓取时间',
    '下载时间',
  ],
  code: ['code', 'township', 'townshipcode', '乡镇代码', '区划代码', '行政区划代码', '代码'],
  year: ['year', '年份', '年度', '报告年份'],
  title: ['title', '标题', '题名', '名称'],
  name: ['townshipname', '乡镇', '乡镇名', '乡镇名称'],
  accept: ['accept', '收录', '仍收录'],
}

const Day = z
  .string()
  .transform((text) =>
    text.replace(/^(\d{4})[年/.-](\d{1,2})[月/.-](\d{1,2})日?/, (_, y, m, d) =>
      [y, m.padStart(2, '0'), d.padStart(2, '0')].join('-'),
    ),
  )
  .refine(
    (text) =>
      /^\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text) && !Number.isNaN(Date.parse(text)),
    '抓取日期写成 2024-01-05 这样',
  )

/** What one line of a manifest says. All but `file` may be absent; what is there overrides what is parsed. */
export const ManifestEntry = z.object({
  /** path from the manifest's folder, with `/` */
  file: z
    .string()
    .min(1, '缺少文件名')
    .transform((text) =>
      text
        .normalize('NFC')
        .replaceAll('\\', '/')
        .replace(/^(?:\.\/)+/, ''),
    )
    .refine((text) => !/^\/|^[a-zA-Z]:|(?:^|\/)\.\.(?:\/|$)|\0/.test(text), '文件名只能指向清单所在的文件夹里面'),
  url: z
    .url({ protocol: /^https?$/, error: '网址要以 http:// 或 https:// 开头' })
    .max(2000, '网址太长')
    .optional(),
  /** ISO 8601 */
  fetchedAt: Day.optional(),
  /** nine digits of the National Bureau of Statistics; twelve ending in 000 are the same place */
  code: z
    .string()
    .transform((text) => (/^\d{9}000$/.test(text) ? text.slice(0, 9) : text))
    .refine((text) => /^\d{9}$/.test(text), '乡镇代码是 9 位数字')
    .optional(),
  year: z
    .string()
    .transform((text) => Number(text.replace(/年度?$/, '')))
    .refine((year) => Number.isInteger(year) && year >= 2000 && year <= 2100, '年份写成 2023 这样')
    .optional(),
  title: z.string().max(200, '标题太长').optional(),
  /** the township by its name, for one that has no code or a text that names it otherwise */
  name: z
    .string()
    .regex(/^[\p{Script=Han}（）·]{2,20}$/u, '乡镇名称写成 青石镇 这样')
    .optional(),
  /** a text that was not taken for a township's report is one all the same */
  accept: z
    .string()
    .regex(/^(?:1|true|yes|是)$/i, '“收录”一列写“是”，或者留空')
    .transform(() => true)
    .optional(),
})
export type ManifestEntry = z.infer<typeof ManifestEntry>

/** The field that a column's name stands for. */
export function fieldOf(column: string): string | undefined {
  const bare = column.toLowerCase().replace(/[\s_-]/g, '')
  return Object.keys(names).find((field) => names[field]?.includes(bare))
}

/** A line's values by field, blanks left out: an empty cell states nothing. */
export function toEntry(
  values: readonly (readonly [string, unknown])[],
): { entry: ManifestEntry } | { why: string; file?: string } {
  const fields: Record<string, string> = {}
  for (const [column, value] of values) {
    const field = fieldOf(column)
    if (!field || (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')) continue
    const text = String(value).trim()
    if (text !== '') fields[field] ??= text
  }
  const parsed = ManifestEntry.safeParse(fields)
  if (parsed.success) return { entry: parsed.data }
  const [issue] = parsed.error.issues
  return { why: fields.file === undefined ? '缺少文件名' : (issue?.message ?? '格式不对'), file: fields.file }
}
