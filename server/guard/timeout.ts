import type { MiddlewareHandler } from 'hono'
import { errorBody } from '../routes/errors.ts'

/**
 * Answers 503 when an answer takes too long, and tells whoever works on it to stop through the request's own signal.
 * Time spent inside one call of SQLite cannot be cut short; what lets others in between can.
 */
export function limitTime(ms: number): MiddlewareHandler {
  return async (c, next) => {
    const late = new AbortController()
    c.req.raw = new Request(c.req.raw, { signal: AbortSignal.any([c.req.raw.signal, late.signal]) })
    let timer: NodeJS.Timeout | undefined
    const expired = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), ms)
    })
    const work = next()
    try {
      if ((await Promise.race([work, expired])) !== 'late') return
    } finally {
      clearTimeout(timer)
    }
    late.abort()
    work.catch(() => {})
    c.header('Retry-After', '10')
    return c.json(errorBody(503, '这个问题太费时间，已停下：请缩小范围（加年份、地区或章节）再试'), 503)
  }
}
