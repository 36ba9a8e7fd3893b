import { createHash, randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

/**
 * Weak ETags made of the data version and the address: as long as the corpus is the same, so is the answer, and a
 * client that has it is told so (304) before any work is done. A restart may change lexicon or code, so it makes all
 * tags new.
 */
export function answerUnchanged(
  dataVersion: () => string,
  start: string = randomBytes(6).toString('hex'),
): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      await next()
      return
    }
    const { pathname, search } = new URL(c.req.url)
    // read before the answer is made: if the corpus changes meanwhile, the tag is too old, never too new
    const tag = createHash('sha256').update([start, dataVersion(), pathname, search].join('\n')).digest('base64url')
    const etag = `W/"${tag.slice(0, 20)}"`
    if (holds(c.req.header('if-none-match'), etag)) {
      c.header('ETag', etag)
      c.header('Cache-Control', 'no-cache')
      return c.body(null, 304)
    }
    await next()
    if (c.res.status === 200) c.header('ETag', etag)
  }
}

/** RFC 9110, 13.1.2: a list of tags, or `*`; strength does not matter. */
function holds(header: string | undefined, etag: string): boolean {
  if (!header) return false
  const wanted = etag.slice(2)
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === wanted)
}
