import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../../web/api.ts'
import { createResource, shown } from '../../web/stores/resource.ts'
import { dataVersion } from '../../web/stores/version.ts'

interface Reply {
  dataVersion: string
  text: string
}

/** A fetcher whose replies are given by hand. */
const byHand = () => {
  const calls: { key: string; signal: AbortSignal; give: (reply: Reply) => void; fail: (error: unknown) => void }[] = []
  const fetcher = (key: string, signal: AbortSignal) =>
    new Promise<Reply>((give, fail) => {
      calls.push({ key, signal, give, fail })
    })
  return { calls, fetcher }
}
const settle = () => new Promise((done) => setTimeout(done))
const reply = (text: string, version = 'v1'): Reply => ({ dataVersion: version, text })

beforeEach(() => {
  dataVersion.value = undefined
})

describe('a resource', () => {
  it('drops a stale reply that comes late', async () => {
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher)
    r.load('first')
    r.load('second')
    calls[1]?.give(reply('two'))
    await settle()
    calls[0]?.give(reply('one'))
    await settle()
    expect(calls[0]?.signal.aborted).toBe(true)
    expect(r.state.value).toMatchObject({ status: 'ready', key: 'second', value: { text: 'two' } })
  })

  it('keeps the old answer in sight while the new one loads, and after a failure', async () => {
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher)
    r.load('a')
    calls[0]?.give(reply('one'))
    await settle()
    r.load('b')
    expect(r.state.value.status).toBe('loading')
    expect(shown(r.state.value)?.text).toBe('one')
    calls[1]?.fail(new ApiError(500, 'broken', '坏了'))
    await settle()
    expect(r.state.value).toMatchObject({ status: 'error', retrying: false, error: { code: 'broken' } })
    expect(shown(r.state.value)?.text).toBe('one')
  })

  it('does not ask twice for what it shows, and answers Back from memory', async () => {
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher)
    r.load('a')
    r.load('a')
    expect(calls).toHaveLength(1)
    calls[0]?.give(reply('one'))
    await settle()
    r.load('b')
    calls[1]?.give(reply('two'))
    await settle()
    r.load('a')
    expect(calls).toHaveLength(2)
    expect(r.state.value).toMatchObject({ status: 'ready', value: { text: 'one' } })
  })

  it('asks again once the data version has changed', async () => {
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher)
    r.load('a')
    calls[0]?.give(reply('old'))
    await settle()
    r.load('b')
    calls[1]?.give(reply('new', 'v2'))
    await settle()
    r.load('a')
    expect(calls).toHaveLength(3)
  })

  it('tries again by itself when nothing answered, and says so', async () => {
    vi.useFakeTimers()
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher, { retryAfter: [100] })
    r.load('a')
    calls[0]?.fail(new ApiError(0, 'offline', ''))
    await vi.advanceTimersByTimeAsync(1)
    expect(r.state.value).toMatchObject({ status: 'error', retrying: true })
    await vi.advanceTimersByTimeAsync(100)
    expect(calls).toHaveLength(2)
    calls[1]?.fail(new ApiError(0, 'offline', ''))
    await vi.advanceTimersByTimeAsync(1000)
    expect(r.state.value).toMatchObject({ status: 'error', retrying: false })
    expect(calls).toHaveLength(2)
    vi.useRealTimers()
  })

  it('forgets on reset and drops what is under way', async () => {
    const { calls, fetcher } = byHand()
    const r = createResource(fetcher)
    r.load('a')
    r.reset()
    calls[0]?.give(reply('one'))
    await settle()
    expect(r.state.value.status).toBe('idle')
  })
})
