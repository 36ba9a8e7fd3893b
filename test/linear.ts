import { expect } from 'vitest'

/** Sizes compared: eight times the input, eight times the work where it is linear, sixty-four where it is quadratic. */
const LARGE = 1_000_000
const FACTOR = 8
/** Below this, in ms, a time says more of the machine than of the work. */
const LEAST = 20

/**
 * Fails where work grows faster than its input. Processor time of one size against that of another in the same run, so
 * that a slow or busy machine is no failure.
 * @param work does it on a text of about so many characters
 */
export async function expectLinear(work: (size: number) => unknown): Promise<void> {
  await work(LARGE / FACTOR)
  const small = Math.max(LEAST, await cpuMs(() => work(LARGE / FACTOR)))
  const large = await cpuMs(() => work(LARGE))
  expect(large / small).toBeLessThan(FACTOR * 3)
}

/** A piece over and over, up to a size. */
export const repeated = (piece: string, size: number): string => piece.repeat(Math.ceil(size / piece.length))

async function cpuMs(run: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
