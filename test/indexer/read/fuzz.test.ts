import { expect, it } from 'vitest'
import { decode } from '../../../indexer/read/read.ts'
import { brokenPromise, hostileFile, random } from '../../fixtures/read/mutations.ts'

it('makes text or a problem of any damaged file, ten seconds of them', { timeout: 60_000 }, async () => {
  const end = performance.now() + 10_000
  let seed = 1
  for (; performance.now() < end; seed++) {
    const { name, bytes } = hostileFile(random(seed))
    const begin = performance.now()
    const outcome = await decode(name, bytes, 'hash')
    expect(brokenPromise(outcome), `seed ${seed}, ${name}`).toBeUndefined()
    expect(performance.now() - begin, `seed ${seed}, ${name}`).toBeLessThan(25_000)
  }
  expect(seed).toBeGreaterThan(100)
})
