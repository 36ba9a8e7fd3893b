import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { reportRef } from '../answer/search.ts'
import { FullReport, Passage, Report } from '../schema.ts'
import type { Site } from '../site.ts'
import { onInvalid, refuse } from './errors.ts'
import { Paging, QuestionParams } from './params.ts'
import { answer, answerOrMissing } from './responses.ts'

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
    .openapi(routes.passage, (c) => {
      const passage = corpus.passage(c.req.valid('param').id)
      const report = passage && corpus.report(passage.reportId)
      if (!passage || !report) throw refuse(404, '没有这个段落，可能报告已更新')
      return c.json({ dataVersion: corpus.dataVersion(), passage, report: reportRef(report) }, 200)
    })
