import { cpus, release, totalmem } from 'node:os'

/** p50, p95 and the largest of some times in ms. */
export function spread(times: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? Number.NaN }
}

/** Runs something once and says how long it took, in ms. */
export async function timed<T>(run: () => T | Promise<T>): Promise<{ value: T; ms: number }> {
  const started = performance.now()
  const value = await run()
  return { value, ms: performance.now() - started }
}

/** What the figures were measured on: they mean nothing without it. */
export const machine = (): string =>
  `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${process.platform} ${release()} · ${cpus().length} × ${cpus()[0]?.model ?? '?'} · ${Math.round(totalmem() / 2 ** 30)} GiB`

export const ms = (value: number): string => (value < 10 ? value.toFixed(1) : value.toFixed(0))
export const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`
