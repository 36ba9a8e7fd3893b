import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { refuse } from '../routes/errors.ts'

/** Whether a token is the right one; the time it takes says nothing about how much of it is. */
export function tokenMatches(given: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given ?? ''), digest(token)) && given !== undefined
}

/** Lets in who sends `Authorization: Bearer <token>`; with no token set the route is closed to everybody. */
export function requireToken(token: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (!token) throw refuse(403, '没有开放这项功能')
    const given = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    if (!tokenMatches(given, token)) throw refuse(401, '需要管理口令')
    await next()
  }
}
