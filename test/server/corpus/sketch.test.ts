import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandsOf,
  jaccard,
  likeness,
  shingles,
  sketchBytes,
  sketchFrom,
  sketchOf,
} from '../../../server/corpus/sketch.ts'
import { random } from '../../bench/generate.ts'

const LETTERS = [...'法治镇村工作群众调解普查平安网格培训会议开展推进落实学习监督一二三四五六七八九十百']
const text = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 300, maxLength: 900 })
  .map((letters) => letters.join(''))

describe('sketches of texts', () => {
  it('tell about how many shingles two texts share', () => {
    let errors = 0
    let count = 0
    fc.assert(
      fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, part) => {
        // the first part of both is the same
        const shared = one.slice(0, Math.floor(one.length * part))
        const [a, b] = [shingles(one), shingles(shared + other.slice(0, one.length - shared.length))]
        const error = likeness(sketchOf(a), sketchOf(b)) - jaccard(a, b)
        expect(Math.abs(error)).toBeLessThan(0.3)
        errors += error ** 2
        count++
      }),
      { numRuns: 200, seed: 5 },
    )
    expect(Math.sqrt(errors / count)).toBeLessThan(0.065)
  })

  it('meet in a band when nine tenths are the same, and seldom when a third is', () => {
    const met = { near: 0, far: 0 }
    const runs = 200
    for (let run = 0; run < runs; run++) {
      const next = random(run)
      const one = Array.from({ length: 1500 }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join('')
      const tail = (length: number): string => [...one.slice(0, length)].reverse().join('')
      const bands = (other: string): boolean => {
        const mine = new Set(bandsOf(sketchOf(shingles(one))))
        return bandsOf(sketchOf(shingles(other))).some((band) => mine.has(band))
      }
      if (bands(one.slice(0, 1450) + tail(50))) met.near++
      if (bands(one.slice(0, 750) + tail(750))) met.far++
    }
    expect(met.near).toBeGreaterThan(runs * 0.97)
    expect(met.far).toBeLessThan(runs * 0.1)
  })

  it('do not see blanks and width, and come back from bytes', () => {
    const one = sketchOf(shingles('全镇调解纠纷 12 件，\n满意率９９%'))
    expect(sketchOf(shingles('全镇调解纠纷12件,满意率99%'))).toEqual(one)
    expect(sketchFrom(sketchBytes(one))).toEqual(one)
    expect(likeness(one, one)).toBe(1)
    expect(shingles('').size).toBe(1)
    expect(jaccard(new Set(), new Set())).toBe(0)
  })
})
