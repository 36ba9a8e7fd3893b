import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { stream } from 'hono/streaming'
import { csv, exportHits } from '../answer/export.ts'
import { groups } from '../answer/groups.ts'
import { kwic, kwicTable } from '../answer/kwic.ts'
import { answerSearch } from '../answer/search.ts'
import type { Suggester } from '../answer/suggest.ts'
import { verify } from '../answer/verify.ts'
import { SearchResponse } from '../schema.ts'
import type { Site } from '../site.ts'
import { onInvalid } from './errors.ts'
import { Paging, QueryText, QuestionParams, questionOf } from './params.ts'
import { answer, loose } from './responses.ts'

const Suggestions = z.object({
  dataVersion: z.string(),
  suggestions: z.array(
    z.object({
      text: z.string(),
      kind: z.enum(['practice', 'named', 'place', 'report', 'phrase']),
      detail: z.string().optional(),
      count: z.number().optional(),
      value: z.string().optional(),
    }),
  ),
})

const KwicOrder = z.object({
  sort: z.enum(['right', 'left', 'place', 'year', 'random']).default('right'),
  seed: z.coerce.number().int().default(1),
  width: z.coerce.number().int().min(1).max(200).default(30),
})

const routes = {
  search: createRoute({
    method: 'get',
    path: '/api/search',
    summary: '检索段落',
    request: { query: QuestionParams.extend(Paging.shape) },
    responses: answer(SearchResponse),
  }),
  suggest: createRoute({
    method: 'get',
    path: '/api/suggest',
    summary: '输入建议（汉字、全拼、首字母、混合）',
    request: {
      query: z.object({
        q: QueryText,
        limit: z.coerce.number().int().min(1).max(50).default(10),
      }),
    },
    responses: answer(Suggestions),
  }),
  kwic: createRoute({
    method: 'get',
    path: '/api/kwic',
    summary: '逐词索引：每处命中一行',
    request: {
      query: QuestionParams.omit({ sort: true }).extend({
        ...Paging.shape,
        ...KwicOrder.shape,
      }),
    },
    responses: answer(loose('Kwic')),
  }),
  kwicCsv: createRoute({
    method: 'get',
    path: '/api/kwic.csv',
    summary: '逐词索引全部各行（CSV）',
    request: { query: QuestionParams.omit({ sort: true }).extend(KwicOrder.shape) },
    responses: { 200: { description: '文件' } },
  }),
  verify: createRoute({
    method: 'get',
    path: '/api/verify',
    summary: '全文核对：逐字扫描原文，与检索结果相比',
    request: { query: QuestionParams },
    responses: answer(loose('Verification')),
  }),
  groups: createRoute({
    method: 'get',
    path: '/api/groups',
    summary: '按乡镇、报告或年份归并',
    request: {
      query: QuestionParams.extend({ ...Paging.shape, by: z.enum(['township', 'report', 'year']).default('township') }),
    },
    responses: answer(loose('Groups')),
  }),
  export: createRoute({
    method: 'get',
    path: '/api/export',
    summary: '导出全部命中（CSV 或 JSON Lines）',
    request: { query: QuestionParams.extend({ format: z.enum(['csv', 'jsonl']).default('csv') }) },
    responses: { 200: { description: '文件' } },
  }),
}

/** Everything about a set of passages: search, suggestions, concordance, verification, groups, export. */
export const searchRoutes = (site: Site, suggest: Suggester) =>
  new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(routes.search, async (c) => {
      const { page, perPage, ...params } = c.req.valid('query')
      return c.json(await answerSearch(site, { ...questionOf(params), page, perPage }), 200)
    })
    .openapi(routes.suggest, async (c) => {
      const { q, limit } = c.req.valid('query')
      return c.json({ dataVersion: site.corpus.dataVersion(), suggestions: await suggest(q, limit) }, 200)
    })
    .openapi(routes.kwic, async (c) => {
      const { page, perPage, sort, seed, width, ...params } = c.req.valid('query')
      const question = questionOf({ ...params, sort: 'newest' })
      return c.json(await kwic(site, { ...question, order: sort, seed, width, page, perPage }, c.req.raw.signal), 200)
    })
    .openapi(routes.kwicCsv, async (c) => {
      const { sort, seed, width, ...params } = c.req.valid('query')
      const everything = { order: sort, seed, width, page: 1, perPage: Number.MAX_SAFE_INTEGER }
      const question = { ...questionOf({ ...params, sort: 'newest' }), ...everything }
      const answer = await kwic(site, question, c.req.raw.signal)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="qianmo-kwic-${answer.dataVersion}.csv"`)
      return c.body(`\ufeff${csv(kwicTable(site, question, answer, new Date()))}`)
    })
    .openapi(routes.verify, async (c) =>
      c.json(await verify(site, questionOf(c.req.valid('query')), c.req.raw.signal), 200),
    )
    .openapi(routes.groups, async (c) => {
      const { page, perPage, by, ...params } = c.req.valid('query')
      return c.json(await groups(site, questionOf(params), by, page, perPage), 200)
    })
    .openapi(routes.export, (c) => {
      const { format, ...params } = c.req.valid('query')
      const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8'
      c.header('Content-Type', type)
      c.header('Content-Disposition', `attachment; filename="qianmo-${site.corpus.dataVersion()}.${format}"`)
      return stream(c, async (out) => {
        for await (const lines of exportHits(site, questionOf(params), format, new Date())) {
          if (out.aborted) return
          await out.write(lines)
        }
      })
    })
