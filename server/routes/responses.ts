import { z } from '@hono/zod-openapi'
import { ErrorBody } from '../schema.ts'

/** A JSON body of a schema. */
export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** The answers of a route: 200 with this body, or one of the errors in their one shape. */
export const answer = <T extends z.ZodType>(schema: T) => ({
  200: json(schema, '成功'),
  400: json(ErrorBody, '参数有误'),
  503: json(ErrorBody, '暂时无法回答'),
})

/** The same for a thing that may not exist. */
export const answerOrMissing = <T extends z.ZodType>(schema: T) => ({
  ...answer(schema),
  404: json(ErrorBody, '没有找到'),
})

/** A body whose exact shape is the TypeScript type of its answer; every body carries the data version. */
export const loose = (name: string) => z.looseObject({ dataVersion: z.string() }).openapi(name)
