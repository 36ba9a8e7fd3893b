import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { createSuggester } from './answer/suggest.ts'
import { type GuardOptions, guard } from './guard/guard.ts'
import { limitGuesses } from './guard/rate.ts'
import { requireToken } from './guard/token.ts'
import type { Importer } from './import/importer.ts'
import { errorBody, onError, onInvalid, stampErrors } from './routes/errors.ts'
import { exploreRoutes } from './routes/explore.ts'
import { importRoutes } from './routes/import.ts'
import { servePage } from './routes/page.ts'
import { reportRoutes } from './routes/reports.ts'
import { searchRoutes } from './routes/search.ts'
import { docsRoutes, siteRoutes } from './routes/site.ts'
import type { Site } from './site.ts'

export type AppOptions = {
  site: Site
  /** folder of the built page; without it the app is the API alone */
  page?: string
  /** limits, log and measurements; left out, only sizes and time are limited */
  guards?: Omit<GuardOptions, 'dataVersion'>
  /** who has the token may bring reports in; left out, there is no such route */
  admin?: { importer: Importer; token: string }
}

/** Wrong tokens a minute that one client may send. */
const GUESSES = 20

const isAdmin = (path: string): boolean => path === '/api/import' || path.startsWith('/api/import/')

/** The whole HTTP side: API, its description, and the page. */
export function createApp({ site, page, guards, admin }: AppOptions) {
  const app = new OpenAPIHono({ defaultHook: onInvalid })
  app.onError(onError)
  app.use(requestId())
  app.use(compress())
  app.use('/docs/*', secureHeaders({ contentSecurityPolicy: csp(["'self'", "'unsafe-inline'"]) }))
  app.use(
    secureHeaders({ contentSecurityPolicy: csp(["'self'"]), xFrameOptions: 'DENY', referrerPolicy: 'same-origin' }),
  )
  app.use('/api/*', async (c, next) => {
    await next()
    c.header('Cache-Control', isAdmin(c.req.path) ? 'no-store' : 'no-cache')
  })
  app.use('/api/*', stampErrors(site.corpus.dataVersion))
  guard(app, { ...guards, dataVersion: site.corpus.dataVersion })

  const api = app
    .route('/', searchRoutes(site, createSuggester(site)))
    .route('/', reportRoutes(site))
    .route('/', exploreRoutes(site))
    .route('/', siteRoutes(site, admin !== undefined))
    .route('/', docsRoutes())
  if (admin) {
    const closed = [limitGuesses(GUESSES, guards?.behindProxy ?? false), requireToken(admin.token)]
    app.route('/', importRoutes(site, admin.importer, closed))
    app.openAPIRegistry.registerComponent('securitySchemes', 'admin', { type: 'http', scheme: 'bearer' })
  }
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: '阡陌 Qianmo', version: '1', description: '乡镇法治政府建设年度报告：检索与浏览' },
  })
  app.all('/api/*', (c) => c.json(errorBody(404, '没有这个接口'), 404))
  if (page) servePage(app, page, site)
  app.notFound((c) => c.json(errorBody(404), 404))
  return api
}

/** Routes and their types, for the typed client. */
export type AppType = ReturnType<typeof createApp>

/** Nothing from outside, no inline script; Swagger alone needs inline styles. */
const csp = (styleSrc: string[]) => ({
  defaultSrc: ["'self'"],
  styleSrc,
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
})
