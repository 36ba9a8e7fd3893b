import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createLive } from '../../../server/guard/live.ts'

function liveOf(graceMs = 10) {
  const state = { stamp: 'a' as string | undefined, broken: false, closed: [] as string[], errors: [] as unknown[] }
  const live = createLive({
    stamp: () => state.stamp,
    open: () => {
      if (state.broken) throw new Error('broken')
      const value = state.stamp ?? ''
      return { value, close: () => void state.closed.push(value) }
    },
    failed: (error) => void state.errors.push(error),
    graceMs,
  })
  return { live, state }
}

describe('what is made from a file that may be replaced', () => {
  it('is made again, and the old closed a little later', async () => {
    const { live, state } = liveOf()
    live.refresh()
    expect(live.current()).toBe('a')
    state.stamp = 'b'
    live.refresh()
    expect([live.current(), state.closed]).toEqual(['b', []])
    await setTimeout(50)
    expect(state.closed).toEqual(['a'])
    live.close()
    expect(state.closed).toEqual(['a', 'b'])
  })

  it('stays as it is while the file is missing or cannot be used', () => {
    const { live, state } = liveOf()
    state.stamp = undefined
    live.refresh()
    state.stamp = 'b'
    state.broken = true
    live.refresh()
    live.refresh()
    expect([live.current(), state.closed, state.errors.length]).toEqual(['a', [], 1])
    state.broken = false
    state.stamp = 'c'
    live.refresh()
    expect(live.current()).toBe('c')
    live.close()
    expect(state.closed.sort()).toEqual(['a', 'c'])
  })
})
