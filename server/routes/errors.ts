import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { EngineUnavailable } from '../engine/port.ts'
import type { ErrorBody } from '../schema.ts'

// What is wrong with a parameter is read by people: Chinese, as everything else.
z.config(z.locales.zhCN())

type Status = 400 | 401 | 403 | 404 | 409 | 413 | 414 | 429 | 500 | 503

const CODES: Record<Status, [code: string, message: string]> = {
  400: ['bad-request', '请求有误'],
  401: ['unauthorized', '需要管理口令'],
  403: ['forbidden', '没有开放这项功能'],
  404: ['not-found', '没有找到'],
  409: ['conflict', '与现有内容冲突'],
  413: ['too-large', '内容太大'],
  414: ['too-long', '网址太长'],
  429: ['too-many-requests', '请求太频繁，请稍后再试'],
  500: ['internal', '服务器出错了，已记入日志；已存的报告不受影响'],
  503: ['unavailable', '暂时无法回答，请稍后再试'],
}

/** An error with a message for the reader; the only way a route refuses. */
export const refuse = (status: Status, message: string): HTTPException => new HTTPException(status, { message })

/** The one error body. */
export function errorBody(status: Status, message?: string, issues?: ErrorBody['error']['issues']): ErrorBody {
  const [code, fallback] = CODES[status]
  return { error: { code, message: message || fallback, ...(issues && { issues }) } }
}

/** The one place where errors become answers. Nothing of the inside (stack, path, SQL) is shown. */
export function onError(error: Error, c: Context): Response {
  if (error instanceof HTTPException) {
    const status = (error.status in CODES ? error.status : 500) as Status
    return c.json(errorBody(status, error.message), status)
  }
  if (error instanceof EngineUnavailable) {
    c.header('Retry-After', '5')
    return c.json(errorBody(503, error.message), 503)
  }
  if (error.name === 'AbortError') return c.json(errorBody(503), 503)
  c.get('log')?.error({ err: error, id: c.get('requestId') }, 'request failed')
  return c.json(errorBody(500), 500)
}

/** Puts the data version into the errors of the API too: every body carries it. */
export const stampErrors =
  (dataVersion: () => string): MiddlewareHandler =>
  async (c, next) => {
    await next()
    const { res } = c
    if (res.status < 400 || !res.headers.get('content-type')?.startsWith('application/json')) return
    const body = (await res.json()) as ErrorBody
    c.res = new Response(JSON.stringify({ ...body, dataVersion: dataVersion() }), res)
  }

/** Turns a failed schema into a 400 that names each parameter. */
export function onInvalid(result: { success: boolean; error?: z.core.$ZodError }, c: Context): Response | undefined {
  if (result.success || !result.error) return undefined
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  return c.json(errorBody(400, `参数有误：${issues.map((issue) => issue.path).join('、')}`, issues), 400)
}
