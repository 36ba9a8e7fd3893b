import { z } from 'zod'
import type { MeilisearchEngineOptions } from './engine.ts'
import { serverUrls } from './routing.ts'

/** What the adapter and its loader read from the environment, beside the settings of the whole server. */
const Variables = z.object({
  MEILI_URL: z.string().default('http://127.0.0.1:7700'),
  MEILI_SEARCH_KEY: z.string().optional(),
  MEILI_ADMIN_KEY: z.string().optional(),
  QIANMO_PARTIAL: z.enum(['0', '1']).default('0'),
})

export type MeilisearchSettings = Pick<MeilisearchEngineOptions, 'urls' | 'searchKey' | 'partial'> & {
  adminKey?: string
}

/**
 * Reads where the servers are and the keys for them; empty variables count as not set.
 * @throws Error (Chinese) naming the variable that cannot be used, never its value
 */
export function meilisearchSettings(env: Record<string, string | undefined>): MeilisearchSettings {
  const result = Variables.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')))
  if (!result.success)
    throw new Error('环境变量 QIANMO_PARTIAL 有误：只能是 0 或 1（1 表示有服务器停机时也给出部分结果，并注明）')
  const { MEILI_URL, MEILI_SEARCH_KEY, MEILI_ADMIN_KEY, QIANMO_PARTIAL } = result.data
  const urls = serverUrls(MEILI_URL)
  const wrong = urls.filter((url) => !/^https?:\/\/[^/]+/.test(url) || !URL.canParse(url))
  if (urls.length === 0 || wrong.length > 0) {
    throw new Error('环境变量 MEILI_URL 有误：请写成 http://主机:端口，多台之间用逗号分开')
  }
  return {
    urls,
    partial: QIANMO_PARTIAL === '1',
    ...(MEILI_SEARCH_KEY && { searchKey: MEILI_SEARCH_KEY }),
    ...(MEILI_ADMIN_KEY && { adminKey: MEILI_ADMIN_KEY }),
  }
}
