import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context, MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { errorBody } from '../routes/errors.ts'

/** So many requests a minute from one client; beyond that 429 with Retry-After. Counted in this process alone. */
export function limitRate(perMinute: number, behindProxy: boolean): MiddlewareHandler {
  return rateLimiter({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => clientOf(c, behindProxy),
    message: errorBody(429),
  })
}

/** So many wrong tokens a minute from one client, whatever is asked with them; the right one is refused then too. */
export function limitGuesses(perMinute: number, behindProxy: boolean): MiddlewareHandler {
  return rateLimiter({
    windowMs: 60_000,
    limit: perMinute,
    standardHeaders: 'draft-7',
    skipSuccessfulRequests: true,
    requestWasSuccessful: (c) => c.res.status !== 401,
    keyGenerator: (c) => clientOf(c, behindProxy),
    message: errorBody(429),
  })
}

/**
 * Who asks: the address of the connection, or the one that the nearest proxy saw, which stands last. Of an IPv6 address
 * only the network counts, since one client may use all addresses in it.
 */
function clientOf(c: Context, behindProxy: boolean): string {
  const forwarded = behindProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = forwarded || addressOf(c) || 'unknown'
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
}

/** Absent where there is no socket, as in `app.request()`. */
function addressOf(c: Context): string | undefined {
  try {
    return getConnInfo(c).remote.address
  } catch {
    return undefined
  }
}
