import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { refuse } from '../routes/errors.ts'
import { answerUnchanged } from './etag.ts'
import { type Logger, logRequests } from './log.ts'
import type { Metrics } from './metrics.ts'
import { limitRate } from './rate.ts'
import { limitTime } from './timeout.ts'
import { requireToken } from './token.ts'

export type GuardOptions = {
  /** state of the corpus, for ETags */
  dataVersion: () => string
  /** one line a request; without it nothing is logged */
  log?: Logger
  /** whether lines hold what was asked for */
  logQueries?: boolean
  /** requests to the API a minute and client; unlimited where left out */
  perMinute?: number
  /** whether the last `X-Forwarded-For` address is that of the client: only behind a proxy that sets it */
  behindProxy?: boolean
  timeoutMs?: number
  metrics?: Metrics
  /** opens /metrics on the public port; without it the answer is 403 */
  adminToken?: string
}

/** A query of 10,000 characters takes 90,000, percent-encoded; well above that the parameter itself is refused (400). */
const MAX_URL = 250_000

/** Nothing that is asked of the API needs a body; routes that take files set limits of their own. */
const MAX_BODY = 64 * 1024

/** How long an answer may take before the asker is told to come back. */
const TIMEOUT_MS = 20_000

/**
 * What stands between the network and the answers: log, measurements, limits of size, rate and time, and 304 where
 * nothing has changed. To be called before the routes are added.
 *
 * @param files paths below which routes take files, and limit them by themselves
 */
// biome-ignore lint/suspicious/noExplicitAny: an app of any environment
export function guard(app: Hono<any>, options: GuardOptions, files: readonly string[] = ['/api/import']): void {
  const { log, metrics, adminToken } = options
  if (log) app.use(logRequests(log, options.logQueries ?? false))
  if (metrics) app.use(metrics.observe)
  app.get('/metrics', requireToken(metrics && adminToken), (c) => metrics?.print(c) ?? c.notFound())
  app.use(async (c, next) => {
    if (c.req.url.length > MAX_URL) throw refuse(414, '网址太长')
    await next()
  })
  const small = bodyLimit({
    maxSize: MAX_BODY,
    onError: () => {
      throw refuse(413, '请求内容太大')
    },
  })
  app.use((c, next) => (takesFiles(c, files) ? next() : small(c, next)))
  if (options.perMinute) app.use('/api/*', limitRate(options.perMinute, options.behindProxy ?? false))
  const unchanged = answerUnchanged(options.dataVersion)
  // what waits to be stored changes without the corpus changing
  app.use('/api/*', (c, next) => (takesFiles(c, files) ? next() : unchanged(c, next)))
  const limited = limitTime(options.timeoutMs ?? TIMEOUT_MS)
  app.use('/api/*', (c, next) => (takesFiles(c, files) ? next() : limited(c, next)))
}

const takesFiles = (c: Context, files: readonly string[]): boolean =>
  files.some((path) => c.req.path === path || c.req.path.startsWith(`${path}/`))
