import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { fieldsWithExamples } from '../answer/examples.ts'
import { Stance } from '../schema.ts'
import { perVersion, type Site } from '../site.ts'
import { onInvalid, refuse } from './errors.ts'
import { answer, loose } from './responses.ts'

const meta = createRoute({
  method: 'get',
  path: '/api/meta',
  summary: '语料概况与各标签的名称',
  responses: answer(loose('Meta')),
})

/** What the page needs to know once: how much there is, and what the labels are called. */
export const siteRoutes = (site: Site, admin: boolean) => {
  const { corpus, engine, lexicon, samples } = site
  const fields = perVersion(corpus, () => fieldsWithExamples(site))
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(meta, async (c) => {
      const { name } = await engine.status()
      const themes = Object.fromEntries(lexicon.themes.map(({ slug, label, en }) => [slug, { zh: label, en }]))
      const labels = { section: lexicon.sections, stance: lexicon.stances, theme: themes }
      const stats = corpus.stats()
      const stances = Stance.options
      return c.json(
        {
          dataVersion: corpus.dataVersion(),
          ...stats,
          samples,
          // nothing is said of it where there is none
          ...(admin && { admin }),
          engine: name,
          labels,
          stances,
          queryFields: fields(),
        },
        200,
      )
    })
    .get('/healthz', (c) => c.json({ ok: true }))
    .get('/readyz', async (c) => {
      const status = await engine.status()
      const ready = status.ready && corpus.dataVersion() === status.dataVersion
      return c.json({ ok: ready, engine: status, dataVersion: corpus.dataVersion() }, ready ? 200 : 503)
    })
}

/** Swagger UI from its package: nothing is loaded from outside. */
export const docsRoutes = () => {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const files: Record<string, string> = {
    'swagger-ui.css': 'text/css; charset=utf-8',
    'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  }
  return new OpenAPIHono()
    .get('/docs', (c) => c.html(DOCS_PAGE))
    .get('/docs/start.js', (c) => c.body(DOCS_START, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))
    .get('/docs/:file', async (c) => {
      const file = c.req.param('file')
      const type = files[file]
      if (!type) throw refuse(404, '没有这个文件')
      return c.body(await readFile(join(folder, file)), 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=86400',
      })
    })
}

const DOCS_PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>阡陌 API</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`

const DOCS_START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', validatorUrl: null })`
