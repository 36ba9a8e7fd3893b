import { z } from 'zod'

/** Environment variables that the server and the commands read; the README's table is held to this. */
export const Settings = z.object({
  QIANMO_REPORTS: z.string().default('data/reports'),
  QIANMO_DATA: z.string().default('data/build'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  QIANMO_ENGINE: z.enum(['sqlite', 'meilisearch']).default('sqlite'),
  MEILI_URL: z.string().optional(),
  MEILI_SEARCH_KEY: z.string().optional(),
  MEILI_ADMIN_KEY: z.string().optional(),
  QIANMO_ADMIN_TOKEN: z.string().optional(),
})
export type Settings = z.infer<typeof Settings>

/**
 * Reads the settings; empty variables count as not set.
 * @throws Error (Chinese) naming each variable that cannot be used
 */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const result = Settings.safeParse(set)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`)
  throw new Error(`环境变量有误，请改正后重试：\n${lines.join('\n')}`)
}
