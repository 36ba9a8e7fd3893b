import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { csv } from '../answer/export.ts'
import { ledgerSummary } from '../answer/ledger.ts'
import { coverage, placeTree, townshipPage } from '../answer/places.ts'
import { practiceIndex } from '../answer/practice-index.ts'
import { practicePage } from '../answer/practices.ts'
import { similar } from '../answer/similar.ts'
import type { IndicatorFilters } from '../corpus/port.ts'
import { type Filters, ScopeName } from '../schema.ts'
import { perVersion, type Site } from '../site.ts'
import { onInvalid, refuse } from './errors.ts'
import { Paging, QuestionParams, repeated } from './params.ts'
import { answer, answerOrMissing, loose } from './responses.ts'

const { section, year, yearFrom, yearTo, place, level, report } = QuestionParams.shape
const Id = z.object({ id: z.string().min(1) })
const Where = z.object({ year, yearFrom, yearTo, place, level })
const LedgerParams = z.object({
  ...Where.shape,
  section,
  report,
  indicator: repeated(z.string()),
  unit: repeated(z.string()),
  scope: repeated(ScopeName),
  qualifier: repeated(z.string()),
  per: repeated(z.string()),
  valueFrom: z.coerce.number().optional(),
  valueTo: z.coerce.number().optional(),
  label: z.string().max(100).optional(),
  sort: z.enum(['value', '-value', 'newest', 'oldest', 'place']).default('newest'),
})

const get = <P extends string, R extends object>(path: P, summary: string, request: R, name: string, missing = false) =>
  createRoute({
    method: 'get',
    path,
    summary,
    request,
    responses: missing ? answerOrMissing(loose(name)) : answer(loose(name)),
  })

const routes = {
  practices: get('/api/practices', '做法一览', { query: Where }, 'Practices'),
  practice: get(
    '/api/practices/{id}',
    '一个做法：立场、年份、地区、最早、相邻、写法、例子',
    { params: Id, query: Where },
    'PracticePage',
    true,
  ),
  named: get('/api/named', '本地叫法，按流传的乡镇数', { query: z.object(Paging.shape) }, 'Named'),
  similar: get('/api/passages/{id}/similar', '措辞相近的段落', { params: Id }, 'Similar', true),
  places: get('/api/places', '地区树', {}, 'Places'),
  township: get('/api/places/{id}', '一个乡镇的历年报告、做法与数字', { params: Id }, 'TownshipPage', true),
  coverage: get('/api/coverage', '家底：地区 × 年份', {}, 'CoverageTable'),
  summary: get(
    '/api/indicators/summary',
    '指标台账的概况：各类条数，一类的单位、口径与分布',
    { query: LedgerParams },
    'LedgerSummary',
  ),
  indicators: get('/api/indicators', '指标台账', { query: LedgerParams.extend(Paging.shape) }, 'Indicators'),
}

const IndicatorsCsv = createRoute({
  method: 'get',
  path: '/api/indicators.csv',
  summary: '指标台账（CSV）',
  request: { query: LedgerParams },
  responses: { 200: { description: '文件' } },
})

/** The explorer: practices, local names, places, coverage, the ledger, similar wordings. */
export const exploreRoutes = (site: Site) => {
  const { corpus } = site
  const version = () => ({ dataVersion: corpus.dataVersion() })
  const tree = perVersion(corpus, () => placeTree(site))
  const table = perVersion(corpus, () => coverage(site))
  return new OpenAPIHono({ defaultHook: onInvalid })
    .openapi(routes.practices, async (c) =>
      c.json({ ...version(), ...(await practiceIndex(site, given(c.req.valid('query')))) }, 200),
    )
    .openapi(routes.practice, async (c) => {
      const page = await practicePage(site, c.req.valid('param').id, given(c.req.valid('query')))
      if (!page) throw refuse(404, '词典里没有这个做法')
      return c.json({ ...version(), ...page }, 200)
    })
    .openapi(routes.named, (c) => {
      const paging = c.req.valid('query')
      return c.json({ ...version(), ...paging, ...corpus.named(paging) }, 200)
    })
    .openapi(routes.similar, async (c) => {
      const passage = corpus.passage(c.req.valid('param').id)
      if (!passage) throw refuse(404, '没有这个段落，可能报告已更新')
      return c.json({ ...version(), ...(await similar(site, passage)) }, 200)
    })
    .openapi(routes.places, (c) => c.json({ ...version(), places: tree() }, 200))
    .openapi(routes.township, (c) => {
      const page = townshipPage(site, c.req.valid('param').id)
      if (!page) throw refuse(404, '语料里没有这个乡镇的报告')
      return c.json({ ...version(), ...page }, 200)
    })
    .openapi(routes.coverage, (c) => c.json({ ...version(), ...table() }, 200))
    .openapi(routes.summary, (c) => {
      const { sort: _, ...filters } = c.req.valid('query')
      return c.json({ ...version(), ...ledgerSummary(site, given(filters)) }, 200)
    })
    .openapi(routes.indicators, (c) => {
      const { page, perPage, sort, ...filters } = c.req.valid('query')
      const { items, total } = corpus.indicators(given(filters), { page, perPage }, sort)
      return c.json({ ...version(), page, perPage, total, rows: items }, 200)
    })
    .openapi(IndicatorsCsv, (c) => {
      const { sort, ...filters } = c.req.valid('query')
      const { items } = corpus.indicators(given(filters), { page: 1, perPage: 1_000_000 }, sort)
      c.header('Content-Type', 'text/csv; charset=utf-8')
      c.header('Content-Disposition', `attachment; filename="qianmo-indicators-${corpus.dataVersion()}.csv"`)
      return c.body(`\ufeff${csv([LEDGER, ...items.map(ledgerCells)])}`)
    })
}

const LEDGER = [
  '指标',
  '名称',
  '数值',
  '上限',
  '单位',
  '限定',
  '口径',
  '频次',
  '推定',
  '乡镇',
  '县',
  '年份',
  '章节',
  '原句',
  '段落编号',
]

function ledgerCells({
  indicator: one,
  report,
  section: at,
  sentence,
  passageId,
}: ReturnType<Site['corpus']['indicators']>['items'][number]): string[] {
  const text = (value: unknown): string => (value === undefined ? '' : String(value))
  const { township } = report
  return [
    one.indicator,
    one.label,
    text(one.value),
    text(one.valueMax),
    one.unit,
    text(one.qualifier),
    one.scope,
    text(one.per),
    one.implied ? '是' : '',
    township.name,
    text(township.county),
    text(report.year),
    at,
    sentence,
    passageId,
  ]
}

/** Filters that are really set. */
function given<T extends object>(params: T): T & Filters & IndicatorFilters {
  const set = Object.entries(params).filter(([, value]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined,
  )
  return Object.fromEntries(set) as T & Filters & IndicatorFilters
}
