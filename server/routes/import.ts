import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Importer } from '../import/importer.ts'
import { Correction, importLimits, Kept, PlaceChoice, Waiting } from '../import/schema.ts'
import { ErrorBody } from '../schema.ts'
import type { Site } from '../site.ts'
import { onInvalid, refuse } from './errors.ts'
import { answer } from './responses.ts'

const error = (description: string) => ({ description, content: { 'application/json': { schema: ErrorBody } } })
const answers = <T extends z.ZodType>(schema: T) => ({
  ...answer(schema),
  401: error('需要管理口令'),
  404: error('没有这个文件'),
  409: error('与现有内容冲突'),
  413: error('文件太大'),
})
const version = { dataVersion: z.string() }
const security = [{ admin: [] }]
const json = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
})
const Id = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/, '编号不对') })
const File = z.object({ file: z.string().min(1).max(255) })
const OneWaiting = z.object({ ...version, file: Waiting })
const OneKept = z.object({ ...version, file: Kept })
const Done = z.object(version)

const routes = {
  list: createRoute({
    method: 'get',
    path: '/api/import',
    summary: '待收录与已收录的上传文件',
    security,
    responses: answers(
      z.object({
        ...version,
        limits: z.object({ bytes: z.number(), files: z.number() }),
        waiting: z.array(Waiting),
        kept: z.array(Kept),
      }),
    ),
  }),
  take: createRoute({
    method: 'post',
    path: '/api/import/files',
    summary: '上传一个文件，看程序怎样理解它；这时还没有收录',
    security,
    request: {
      query: z.object({ name: z.string().min(1).max(1000) }),
      body: { content: { 'application/octet-stream': { schema: z.any() } } },
    },
    responses: answers(OneWaiting),
  }),
  correct: createRoute({
    method: 'put',
    path: '/api/import/files/{id}',
    summary: '更正一个待收录文件的乡镇、代码、年份、题名，重新识别',
    security,
    request: { params: Id, ...json(Correction) },
    responses: answers(OneWaiting),
  }),
  drop: createRoute({
    method: 'delete',
    path: '/api/import/files/{id}',
    summary: '丢弃一个待收录的文件',
    security,
    request: { params: Id },
    responses: answers(Done),
  }),
  store: createRoute({
    method: 'post',
    path: '/api/import/store',
    summary: '收录待收录的文件',
    security,
    request: json(z.object({ ids: z.array(Id.shape.id).min(1).max(importLimits.files) })),
    responses: answers(z.object({ ...version, files: z.array(Kept) })),
  }),
  amend: createRoute({
    method: 'put',
    path: '/api/import/kept/{file}',
    summary: '更正一个已收录的上传文件',
    security,
    request: { params: File, ...json(Correction) },
    responses: answers(OneKept),
  }),
  remove: createRoute({
    method: 'delete',
    path: '/api/import/kept/{file}',
    summary: '移除一个上传的文件和它的报告',
    security,
    request: { params: File },
    responses: answers(Done),
  }),
  places: createRoute({
    method: 'get',
    path: '/api/import/places',
    summary: '一个乡镇名称可能指的地方',
    security,
    request: { query: z.object({ name: z.string().min(2).max(20) }) },
    responses: answers(z.object({ ...version, places: z.array(PlaceChoice) })),
  }),
}

/** Homonyms shown at most: no name has more. */
const MOST_PLACES = 200

/** Taking reports in through the page. `closed` lets in who may do so, before anything of a request is read. */
export function importRoutes({ corpus, gazetteer }: Site, importer: Importer, closed: readonly MiddlewareHandler[]) {
  const stamped = <T extends object>(body: T) => ({ dataVersion: corpus.dataVersion(), ...body })
  const app = new OpenAPIHono({ defaultHook: onInvalid })
  for (const path of ['/api/import', '/api/import/*']) app.use(path, ...closed)
  const large = sizeLimit(importLimits.bytes, '文件太大（上限 20 MB）')
  const small = sizeLimit(64 * 1024, '请求内容太大')
  app.use('/api/import/*', (c, next) => (c.req.path === routes.take.path ? large : small)(c, next))
  return app
    .openapi(routes.list, (c) => {
      const { bytes, files } = importLimits
      return c.json(stamped({ limits: { bytes, files }, waiting: importer.waiting(), kept: importer.kept() }), 200)
    })
    .openapi(routes.take, async (c) => {
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      return c.json(stamped({ file: await importer.take(c.req.valid('query').name, bytes) }), 200)
    })
    .openapi(routes.correct, async (c) => {
      const file = await importer.correct(c.req.valid('param').id, c.req.valid('json'))
      return c.json(stamped({ file }), 200)
    })
    .openapi(routes.drop, (c) => {
      importer.drop(c.req.valid('param').id)
      return c.json(stamped({}), 200)
    })
    .openapi(routes.store, async (c) => {
      const files = await importer.store(c.req.valid('json').ids)
      return c.json(stamped({ files }), 200)
    })
    .openapi(routes.amend, async (c) => {
      const file = await importer.amend(c.req.valid('param').file, c.req.valid('json'))
      return c.json(stamped({ file }), 200)
    })
    .openapi(routes.remove, async (c) => {
      await importer.remove(c.req.valid('param').file)
      return c.json(stamped({}), 200)
    })
    .openapi(routes.places, (c) => {
      const units = gazetteer.named(c.req.valid('query').name.normalize('NFC')).slice(0, MOST_PLACES)
      const places = units.map(({ code, name, former }) => ({
        code,
        name,
        label: gazetteer.label(code),
        former: former ?? false,
      }))
      return c.json(stamped({ places }), 200)
    })
}

const sizeLimit = (maxSize: number, message: string): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw refuse(413, message)
    },
  })
