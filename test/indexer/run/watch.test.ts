import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { watchPaths } from '../../../indexer/run/watch.ts'

it('tells once of what comes together, after it is written, and never twice at a time', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'watch-'))
  let calls = 0
  let inside = 0
  let most = 0
  const stop = watchPaths(
    [dir],
    async () => {
      calls++
      most = Math.max(most, ++inside)
      await setTimeout(300)
      inside--
    },
    { quietMs: 200 },
  )
  await setTimeout(500)
  expect(calls).toBe(0)
  const begin = performance.now()
  mkdirSync(join(dir, '某县'))
  for (let i = 0; i < 5; i++) writeFileSync(join(dir, '某县', `${i}.txt`), 'x')
  while (calls === 0 && performance.now() - begin < 5000) await setTimeout(20)
  expect(performance.now() - begin).toBeLessThan(5000)
  await setTimeout(2000)
  const before = calls
  expect(before).toBeLessThan(5)
  rmSync(join(dir, '某县', '0.txt'))
  while (calls === before && performance.now() - begin < 10_000) await setTimeout(20)
  expect(calls).toBeGreaterThan(before)
  await stop()
  const last = calls
  writeFileSync(join(dir, 'late.txt'), 'x')
  await setTimeout(800)
  expect(calls).toBe(last)
  expect(most).toBe(1)
  rmSync(dir, { recursive: true, force: true })
}, 20_000)
