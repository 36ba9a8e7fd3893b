import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { reportRef } from '../answer/search.ts'
import { originalOf } from '../corpus/original.ts'
import { ErrorBody, FullReport, Passage, Report } from '../schema.ts'
import type { Site } from '../site.ts'
import { onInvalid, refuse } from './errors.ts'
import { Paging, QuestionParams } from './params.ts'
import { answer, answerOrMissing, json } from './responses.ts'

const { year, yearFrom, yearTo, place, level } = QuestionParams.shape
const Id = z.object({ id: z.string().min(1) })
const version = { dataVersion: z.string() }

const routes = {
  list: createRoute({
    method: 'get',
    path: '/api/reports',
    summary: '报告目录',
    request: {
      query: z.object({
        year,
        yearFrom,
        yearTo,
        place,
        level,
        q: z.string().max(200).optional(),
        problem: z.string().optional(),
        sort: z.enum(['newest', 'oldest', 'place', 'title']).default('newest'),
        ...Paging.shape,
      }),
    },
    responses: answer(
      z.object({ ...version, total: z.number(), page: z.number(), perPage: z.number(), reports: z.array(Report) }),
    ),
  }),
  one: createRoute({
    method: 'get',
    path: '/api/reports/{id}',
    summary: '一篇报告：全部段落与指标，按原文顺序',
    request: { params: Id },
    responses: answerOrMissing(FullReport.extend({ ...version, siblings: z.array(z.looseObject({ id: z.string() })) })),
  }),
  original: createRoute({
    method: 'get',
    path: '/api/reports/{id}/original',
    summary: '报告的原文件，逐字节与收录时相同；已不在为 404，已改动为 409',
    request: { params: Id },
    responses: {
      200: { description: '原文件', content: { 'application/octet-stream': { schema: z.string() } } },
      404: json(ErrorBody, '没有这篇报告，或文件已不在原处'),
      409: json(ErrorBody, '文件在收录以后改动过'),
    },
  }),
  passage: createRoute({
    method: 'get',
    path: '/api/passages/{id}',
    summary: '一个段落，附每个标签的依据',
    request: { params: Id },
    responses: answerOrMissing(z.object({ ...version, passage: Passage, report: z.looseObject({ id: z.string() }) })),
  }),
}

/** The store of record: reports and passages as they are. */
export const reportRoutes = ({ corpus }: Site) =>
  new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(routes.list, (c) => {
      const { page, perPage, sort, ...filters } = c.req.valid('query')
      const { items, total } = corpus.listReports(filters, { page, perPage }, sort)
      return c.json({ dataVersion: corpus.dataVersion(), total, page, perPage, reports: items }, 200)
    })
    .openapi(routes.one, (c) => {
      const full = corpus.fullReport(c.req.valid('param').id)
      if (!full) throw refuse(404, '没有这篇报告，可能已被移除或改了编号')
      const { name, code } = full.report.township
      const near = corpus.listReports(
        { place: [code ?? full.report.id.replace(/-[^-]*(-\d+)?$/, '')] },
        { page: 1, perPage: 50 },
        'oldest',
      )
      const siblings = near.items.filter((other) => other.township.name === name).map(reportRef)
      return c.json({ dataVersion: corpus.dataVersion(), ...full, siblings }, 200)
    })
    .openapi(routes.original, async (c) => {
      const report = corpus.report(c.req.valid('param').id)
      if (!report) throw refuse(404, '没有这篇报告，可能已被移除或改了编号')
      const original = await originalOf(corpus, report)
      if (original.state !== 'same') {
        throw original.state === 'gone'
          ? refuse(404, '原文件已不在收录时的地方')
          : refuse(409, '原文件在收录以后改动过，重新收录后才能下载')
      }
      // Never as what it says it is: a page or a drawing would run with the rights of this one.
      return c.body(original.bytes, 200, {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=UTF-8''${rfc5987(original.name)}`,
        'X-Content-Type-Options': 'nosniff',
      })
    })
    .openapi(routes.passage, (c) => {
      const passage = corpus.passage(c.req.valid('param').id)
      const report = passage && corpus.report(passage.reportId)
      if (!passage || !report) throw refuse(404, '没有这个段落，可能报告已更新')
      return c.json({ dataVersion: corpus.dataVersion(), passage, report: reportRef(report) }, 200)
    })

/** A name as RFC 5987 wants it in a header. */
const rfc5987 = (name: string): string =>
  encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
