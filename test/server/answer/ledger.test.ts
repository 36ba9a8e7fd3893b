import { describe, expect, it } from 'vitest'
import { isFarOut, type Spread, spreadOf } from '../../../server/answer/ledger.ts'

const spread = (values: number[]): Spread => spreadOf(values) as Spread

describe('the spread of values', () => {
  it('is unknown without a value', () => {
    expect(spreadOf([])).toBeUndefined()
  })

  it.each([
    [[5]],
    [[3, 3, 3]],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9]],
    [[0.5, 99.9, 100, 100, 98.2]],
    [[12, 20000, 15, 9, 31, 22, 18, 7, 11, 26]],
    [[0, 0, 0, 1]],
    [[-5, 5]],
  ])('puts every value into one bin, in rising order: %j', (values) => {
    const { bins, n, min, max } = spread(values)
    expect(bins.reduce((sum, bin) => sum + bin.rows, 0)).toBe(values.length)
    expect(n).toBe(values.length)
    expect(bins[0]?.from).toBeLessThanOrEqual(min)
    expect(bins.at(-1)?.from).toBeLessThanOrEqual(max)
    for (const [i, bin] of bins.entries()) if (i > 0) expect(bin.from).toBe(bins[i - 1]?.to)
    for (const bin of bins.slice(0, -1))
      expect(values.filter((v) => v >= bin.from && v < (bin.to as number)).length).toBe(bin.rows)
  })

  it('interpolates quartiles', () => {
    expect(spread([1, 2, 3, 4])).toMatchObject({ q1: 1.75, median: 2.5, q3: 3.25 })
  })

  it('marks what lies far outside the middle half, and nothing among few values', () => {
    const usual = [10, 11, 12, 13, 14, 15, 16, 17]
    expect(usual.some((value) => isFarOut(value, spread(usual)))).toBe(false)
    expect(isFarOut(400, spread([...usual, 400]))).toBe(true)
    expect(isFarOut(400, spread([10, 11, 12, 400]))).toBe(false)
    const same = [100, 100, 100, 100, 100, 100, 100, 100, 98]
    expect(isFarOut(98, spread(same))).toBe(false)
    expect(isFarOut(5, spread([...same.slice(0, 8), 5]))).toBe(true)
  })
})
