import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'

/** A lexicon file that cannot be used; the message (Chinese) names file, entry and field. */
export class LexiconError extends Error {
  override name = 'LexiconError'
}

/**
 * Reads one YAML file of the lexicon and validates it.
 * @throws LexiconError naming the file, the entry (its `id`, `slug` or `name` where it has one) and the field.
 */
export function readLexiconFile<T extends z.ZodType>(dir: string, file: string, schema: T): z.infer<T> {
  const path = join(dir, file)
  const data = parseYaml(path)
  const result = schema.safeParse(data)
  if (result.success) return result.data
  const lines = result.error.issues.slice(0, 10).map((issue) => `  ${describe(data, issue.path)}：${issue.message}`)
  throw new LexiconError(`词典文件 ${path} 有误，请改正后重试：\n${lines.join('\n')}`)
}

function parseYaml(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new LexiconError(`词典文件 ${path} 读不了或不是有效的 YAML：${why}`, { cause })
  }
}

/** `practices[12] 枫桥经验 › patterns[0]` rather than a bare index path. */
function describe(data: unknown, path: readonly PropertyKey[]): string {
  let value = data
  const parts: string[] = []
  for (const key of path) {
    value = value && typeof value === 'object' ? (value as Record<PropertyKey, unknown>)[key] : undefined
    const entry = value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
    const name = entry.id ?? entry.slug ?? entry.name
    parts.push(typeof key === 'number' ? `第 ${key + 1} 条${name ? `（${String(name)}）` : ''}` : String(key))
  }
  return parts.join(' › ') || '整个文件'
}
