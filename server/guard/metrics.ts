import { prometheus } from '@hono/prometheus'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type Metrics = {
  /** counts and times each request by its route */
  observe: MiddlewareHandler
  /** answers with all measurements in Prometheus' text format */
  print: (c: Context) => Promise<Response>
  /** an app of its own, for a port that the public does not reach */
  app: () => Hono
}

/** Measurements of one process: requests by route, memory, handles, event loop, and the size of the corpus. */
export function createMetrics(passages: () => number): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'qianmo_passages',
    help: 'Passages in the corpus',
    registers: [registry],
    collect() {
      this.set(passages())
    },
  })
  const { printMetrics, registerMetrics } = prometheus({ registry })
  const print = async (c: Context): Promise<Response> => printMetrics(c)
  return { observe: registerMetrics, print, app: () => new Hono().get('/metrics', print) }
}
