import { setTimeout } from 'node:timers/promises'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../../server/app.ts'
import { type GuardOptions, guard } from '../../../server/guard/guard.ts'
import { createLogger } from '../../../server/guard/log.ts'
import { createMetrics } from '../../../server/guard/metrics.ts'
import { tokenMatches } from '../../../server/guard/token.ts'
import { onError } from '../../../server/routes/errors.ts'
import { isLoopback } from '../../../server/settings.ts'
import { reportOf } from '../../contract/corpus.ts'
import { sampleReports } from '../../contract/texts.ts'
import { siteOf } from '../../fixtures/site.ts'

const site = siteOf(sampleReports().map(reportOf))

/** A small app behind the guards, with routes that are slow, broken or count their calls. */
function guarded(options: Partial<GuardOptions> = {}) {
  const state = { version: 'v1', calls: 0, aborted: false }
  const app = new Hono()
  app.onError(onError)
  app.use(requestId())
  guard(app, { dataVersion: () => state.version, ...options })
  app.get('/api/count', (c) => c.json({ calls: ++state.calls }))
  app.get('/api/missing', (c) => c.json({}, 404))
  app.get('/api/slow', async (c) => {
    c.req.raw.signal.addEventListener('abort', () => {
      state.aborted = true
    })
    await setTimeout(2000)
    return c.json({})
  })
  app.get('/api/broken', () => {
    throw new Error('SELECT secret FROM /srv/corpus.db')
  })
  app.post('/api/echo', async (c) => c.text(await c.req.text()))
  return { app, state }
}

describe('an answer that has not changed', { timeout: 30_000 }, () => {
  it('is 304 without being made again, until the corpus changes', async () => {
    const { app, state } = guarded()
    const first = await app.request('/api/count?q=说事')
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"/)
    const again = await app.request('/api/count?q=说事', { headers: { 'If-None-Match': `"x", ${etag}` } })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('etag')).toBe(etag)
    expect(state.calls).toBe(1)
    expect((await app.request('/api/count?q=别的', { headers: { 'If-None-Match': etag } })).status).toBe(200)
    state.version = 'v2'
    const later = await app.request('/api/count?q=说事', { headers: { 'If-None-Match': etag } })
    expect(later.status).toBe(200)
    expect(later.headers.get('etag')).not.toBe(etag)
  })

  it('is told by the real API, and not of what failed', async () => {
    const app = createApp({ site })
    const etag = (await app.request('/api/search?q=板凳会')).headers.get('etag') ?? ''
    expect((await app.request('/api/search?q=板凳会', { headers: { 'If-None-Match': etag } })).status).toBe(304)
    expect((await app.request('/api/search?year=abc')).headers.get('etag')).toBeNull()
    expect((await guarded().app.request('/api/missing')).headers.get('etag')).toBeNull()
  })
})

describe('limits', () => {
  it('stop a client that asks too often, say when to come back, and count clients apart', async () => {
    const { app } = guarded({ perMinute: 3, behindProxy: true })
    const ask = (address: string) =>
      app.request('/api/count', { headers: { 'X-Forwarded-For': `203.0.113.9, ${address}` } })
    for (let i = 0; i < 3; i++) expect((await ask('198.51.100.1')).status).toBe(200)
    const stopped = await ask('198.51.100.1')
    expect(stopped.status).toBe(429)
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await stopped.json()).toMatchObject({ error: { code: 'too-many-requests' } })
    expect((await ask('198.51.100.2')).status).toBe(200)
    // one IPv6 network is one client, and what a client says of itself counts for nothing
    for (let i = 0; i < 3; i++) await ask(`2001:db8:1:2::${i}`)
    expect((await ask('2001:db8:1:2:ffff::1')).status).toBe(429)
    const direct = guarded({ perMinute: 1 }).app
    const forged = (n: number) => direct.request('/api/count', { headers: { 'X-Forwarded-For': `10.0.0.${n}` } })
    expect([(await forged(1)).status, (await forged(2)).status]).toEqual([200, 429])
  })

  it('refuse a body and an address that are too long', async () => {
    const { app } = guarded()
    expect((await app.request('/api/echo', { method: 'POST', body: 'x'.repeat(1000) })).status).toBe(200)
    const large = await app.request('/api/echo', { method: 'POST', body: 'x'.repeat(70_000) })
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ error: { code: 'too-large' } })
    expect((await app.request(`/api/count?q=${'x'.repeat(99_000)}`)).status).toBe(200)
    expect((await app.request(`/api/count?q=${'x'.repeat(251_000)}`)).status).toBe(414)
  })

  it('give up what takes too long with 503, and tell it to stop', async () => {
    const { app, state } = guarded({ timeoutMs: 50 })
    const response = await app.request('/api/slow')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('10')
    expect(await response.json()).toMatchObject({ error: { code: 'unavailable' } })
    expect(state.aborted).toBe(true)
    expect((await app.request('/api/count')).status).toBe(200)
  })
})

describe('the log', () => {
  it('holds a line a request without what was asked, and with it when told to', async () => {
    for (const logQueries of [false, true]) {
      const lines: string[] = []
      const log = createLogger('info', { write: (line) => void lines.push(line) })
      const { app } = guarded({ log, logQueries })
      const response = await app.request('/api/count?q=某某镇')
      const { id, method, path, status, ms } = JSON.parse(lines[0] ?? '')
      expect({ id, method, status }).toEqual({ id: response.headers.get('x-request-id'), method: 'GET', status: 200 })
      expect(ms).toBeGreaterThanOrEqual(0)
      expect(decodeURI(path)).toBe(logQueries ? '/api/count?q=某某镇' : '/api/count')
      expect(lines).toHaveLength(1)
    }
  })

  it('holds the inside of an error, which the answer does not', async () => {
    const lines: string[] = []
    const { app } = guarded({ log: createLogger('warn', { write: (line) => void lines.push(line) }) })
    const response = await app.request('/api/broken')
    const text = await response.text()
    expect(response.status).toBe(500)
    expect(text).not.toMatch(/SELECT|secret|corpus|at /)
    expect(lines.join('')).toContain('SELECT secret')
    expect(lines.join('')).toContain(response.headers.get('x-request-id'))
  })
})

describe('measurements', () => {
  it('are closed on the public port without the right token', async () => {
    const metrics = createMetrics(() => 42)
    const { app } = guarded({ metrics, adminToken: 'open sesame' })
    await app.request('/api/count')
    const ask = (header?: string) => app.request('/metrics', header ? { headers: { Authorization: header } } : {})
    for (const wrong of [undefined, 'Bearer ', 'Bearer open', 'Basic open sesame', 'Bearer open sesame ']) {
      const { status } = await ask(wrong)
      if (wrong === 'Bearer open sesame ') expect(status).toBe(200)
      else expect(status).toBe(401)
    }
    const text = await (await ask('Bearer open sesame')).text()
    expect(text).toContain('qianmo_passages 42')
    expect(text).toMatch(/route="\/api\/count"/)
    expect((await guarded({ metrics }).app.request('/metrics')).status).toBe(403)
    expect(await (await metrics.app().request('/metrics')).text()).toContain('process_resident_memory_bytes')
  })

  it('compare tokens whole', () => {
    expect(tokenMatches('a', 'a')).toBe(true)
    for (const wrong of ['', 'b', 'aa', undefined]) expect(tokenMatches(wrong, 'a')).toBe(false)
    expect(tokenMatches(undefined, '')).toBe(false)
  })
})

it('tells a server of this machine alone from one that others reach', () => {
  expect(['127.0.0.1', 'localhost', '::1'].map(isLoopback)).toEqual([true, true, true])
  expect(['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.example.org'].map(isLoopback)).toEqual([
    false,
    false,
    false,
    false,
  ])
})
