import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Env, Hono, Schema } from 'hono'
import { previewOf, withPreview } from '../answer/preview.ts'
import type { Site } from '../site.ts'

/**
 * Files of the built page. Every other address without a dot is the page itself, which has its own 404; its head says
 * what stands at the address, for those who are sent a link and for programs that show what is behind one.
 */
export function servePage<E extends Env, S extends Schema>(app: Hono<E, S>, root: string, site: Site): void {
  const shell = async (c: Context) => {
    const built = await readFile(join(root, 'index.html'), 'utf8')
    // told at once: a banner that comes later would push the page down
    const html = site.samples ? built.replace('</head>', '  <meta name="samples" content="true" />\n  </head>') : built
    const { pathname, searchParams } = new URL(c.req.url)
    c.header('Cache-Control', 'no-cache')
    return c.html(withPreview(html, previewOf(site, pathname, searchParams)))
  }
  app.get('/', shell)
  app.use('/assets/*', async (c, next) => {
    await next()
    if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
  })
  app.use('*', serveStatic({ root, precompressed: true }))
  app.get('*', (c, next) => (/\.[^/]+$/.test(c.req.path) ? next() : shell(c)))
}
