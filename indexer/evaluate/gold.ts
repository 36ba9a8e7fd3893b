import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { ScopeName } from '../../server/schema.ts'

const GoldPassage = z.object({
  seed: z.string(),
  n: z.number(),
  start: z.string(),
  section: z.string(),
  heading_path: z.array(z.string()),
  themes: z.array(z.string()),
  practices: z.array(z.string()),
  role: z.string(),
})
/** One passage as a reader labelled it; `seed` is the report's file name. */
export type GoldPassage = z.infer<typeof GoldPassage>

const GoldFact = z.object({
  seed: z.string(),
  n: z.number(),
  fragment: z.string(),
  indicator: z.string(),
  value: z.number(),
  unit: z.string(),
  qualifier: z.string(),
  scope: z.string(),
})
/** One number as a reader labelled it; qualifier and scope in words. */
export type GoldFact = z.infer<typeof GoldFact>

export type Gold = {
  passages: GoldPassage[]
  facts: GoldFact[]
  /** nine-digit code by name of township, where the folder beside the gold says it */
  places: Map<string, string>
}

/**
 * Reads `paragraphs.jsonl` and `indicators.jsonl` of a folder of hand labels, and the codes of places from
 * `places.jsonl` ({name, code} a line) or from the notes in `../domain`.
 * @throws with the path when a file is missing or a line does not fit
 */
export function readGold(dir: string): Gold {
  return {
    passages: readLines(join(dir, 'paragraphs.jsonl'), GoldPassage),
    facts: readLines(join(dir, 'indicators.jsonl'), GoldFact),
    places: readPlaces(dir),
  }
}

function readLines<T extends z.ZodType>(path: string, schema: T): z.infer<T>[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line, i) => {
    if (!line.trim()) return []
    const parsed = schema.safeParse(JSON.parse(line))
    if (parsed.success) return [parsed.data]
    const { path: field = [], message = '' } = parsed.error.issues[0] ?? {}
    throw new Error(`${path} 第 ${i + 1} 行 ${field.join('.')}：${message}`)
  })
}

function readPlaces(dir: string): Map<string, string> {
  if (readdirSync(dir).includes('places.jsonl')) {
    const rows = readLines(join(dir, 'places.jsonl'), z.object({ name: z.string(), code: z.string() }))
    return new Map(rows.map(({ name, code }) => [name, code]))
  }
  try {
    const notes = readFileSync(join(dir, '..', 'domain', 'taxonomy.md'), 'utf8')
    const found = notes.matchAll(/([\p{Script=Han}]{2,7}(?:镇|乡|街道)) (\d{9})(?!\d)/gu)
    return new Map([...found].map(([, name = '', code = '']) => [name, code]))
  } catch {
    return new Map()
  }
}

/** Words that the gold notes beside a number and that do not bound it (共 95 起 is 95). */
const NOT_BOUNDS = new Set([
  '共',
  '达',
  '累计',
  '全部',
  '先后',
  '等',
  '目前',
  '没有',
  '确保',
  '均达到',
  '全覆盖',
  '截至',
])

/** The bounding word of a gold qualifier, '' where there is none. */
export function goldQualifier(words: string): string {
  return words.split(/[；;]/).filter((word) => word && !NOT_BOUNDS.has(word))[0] ?? ''
}

/**
 * The scopes that agree with a gold scope in words. An empty one says nothing: that is the year, and for the number
 * of villages or communities, which has no time of its own, a stock as well.
 */
export function goldScopes(fact: Pick<GoldFact, 'scope' | 'indicator'>, year: number | undefined): ScopeName[] {
  const { scope, indicator } = fact
  if (scope.includes('存量') || scope.includes('目前')) return ['stock']
  if (scope.includes('截至') || scope.includes('累计')) return ['cumulative']
  const said = /20\d\d/.exec(scope)?.[0]
  if (said && year !== undefined && Number(said) !== year) return ['other']
  if (scope === '' && (indicator === 'villages_total' || indicator === 'communities_total')) return ['stock', 'year']
  return ['year']
}
