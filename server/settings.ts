import { join } from 'node:path'
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
  /** it travels in a header */
  QIANMO_ADMIN_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, '只能用英文字母、数字和符号')
    .optional(),
  /** requests a minute and client; 0 for no limit. Left out: 600 where HOST is not this machine alone */
  QIANMO_RATE_LIMIT: z.coerce.number().int().min(0).optional(),
  /** 1: clients are told apart by what a proxy in front says of them */
  QIANMO_BEHIND_PROXY: z.enum(['0', '1']).default('0'),
  /** Left out: info where HOST is not this machine alone, otherwise warn */
  QIANMO_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  /** 1: the log holds what was asked for */
  QIANMO_LOG_QUERIES: z.enum(['0', '1']).default('0'),
  QIANMO_METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
})
export type Settings = z.infer<typeof Settings>

/** Where files that come in through the page are kept, to be indexed as any folder. */
export const uploadsDir = (dataDir: string): string => join(dataDir, 'uploads')

/** Whether a server bound to this address is reached from this machine alone. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

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
