import type { Context, MiddlewareHandler } from 'hono'
import { pino } from 'pino'

/** The little that is asked of a log. */
export type Logger = {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/** JSON lines on standard error, or wherever `out` writes them. */
export function createLogger(level: string, out?: { write: (line: string) => void }): Logger {
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  return pino(options, out ?? pino.destination({ dest: 2, sync: true }))
}

/** One line a request: never its body, its headers or its client, and what was asked for only where `queries` says so. */
export function logRequests(log: Logger, queries: boolean): MiddlewareHandler {
  return async (c, next) => {
    const begin = performance.now()
    c.set('log', log)
    await next()
    const { status } = c.res
    const ms = Math.round((performance.now() - begin) * 10) / 10
    const fields = { id: c.get('requestId'), method: c.req.method, path: pathOf(c, queries), status, ms }
    if (status >= 500) log.error(fields, 'request')
    else if (status === 429 || status === 401) log.warn(fields, 'request')
    else log.info(fields, 'request')
  }
}

/** Ids of reports may stand in it; text that somebody typed does not. */
function pathOf(c: Context, queries: boolean): string {
  const { pathname, search } = new URL(c.req.url)
  return (queries ? `${pathname}${search}` : pathname).slice(0, 2000)
}
