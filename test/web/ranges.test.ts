import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { cutText, foldText, rangesWithin } from '../../web/ranges.ts'

const texts = fc.string({ unit: fc.constantFrom(...'枫桥经验调解，。；“”a1 \n'), maxLength: 900 })
const ranges = fc.array(fc.tuple(fc.integer({ min: -5, max: 950 }), fc.integer({ min: -5, max: 950 })), {
  maxLength: 6,
})

describe('cutText', () => {
  property.prop([texts, ranges, ranges])('joins to the text again', (text, a, b) => {
    const pieces = cutText(text, { a, b })
    expect(pieces.map((p) => p.text).join('')).toBe(text)
  })

  it('names every layer that covers a piece', () => {
    expect(cutText('abcdef', { hit: [[1, 4]], practice: [[2, 5]] })).toEqual([
      { text: 'a', start: 0, marks: [] },
      { text: 'b', start: 1, marks: ['hit'] },
      { text: 'cd', start: 2, marks: ['hit', 'practice'] },
      { text: 'e', start: 4, marks: ['practice'] },
      { text: 'f', start: 5, marks: [] },
    ])
  })

  it('drops ranges outside the text', () => {
    expect(
      cutText('ab', {
        hit: [
          [1, 9],
          [-1, 1],
          [1, 1],
        ],
      }),
    ).toEqual([{ text: 'ab', start: 0, marks: [] }])
  })
})

describe('foldText', () => {
  property.prop([texts, fc.integer({ min: 0, max: 880 })])('gives ordered, separate ranges of the text', (text, at) => {
    const folded = foldText(text, [[at, at + 4]], 100)
    let last = -1
    for (const [s, e] of folded) {
      expect(s).toBeGreaterThan(last)
      expect(e).toBeLessThanOrEqual(text.length)
      last = e
    }
  })

  const sentence = (n: number) => `第${n}句讲的是村里的一件小事，前后说了经过和结果，大家都没有意见。`
  const long = Array.from({ length: 20 }, (_, i) => sentence(i)).join('')

  it('leaves a short text whole', () => {
    expect(foldText(sentence(1), [[0, 2]])).toEqual([[0, sentence(1).length]])
  })

  it('keeps the whole sentence of a hit and its neighbours', () => {
    const at = long.indexOf('第10句')
    const folded = foldText(long, [[at, at + 2]], 110)
    expect(folded).toHaveLength(1)
    const [start, end] = folded[0] ?? [0, 0]
    expect(long.slice(start, end)).toBe(sentence(9) + sentence(10) + sentence(11))
  })

  it('keeps the beginning where nothing is marked', () => {
    expect(foldText(long, [], 110)[0]?.[0]).toBe(0)
  })

  it('ends in good time on one huge line', () => {
    const line = '调解'.repeat(500_000)
    const start = performance.now()
    foldText(line, [[10, 12]])
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

it('moves ranges into a part of the text and cuts them to it', () => {
  expect(
    rangesWithin(
      [
        [0, 4],
        [6, 12],
        [20, 22],
      ],
      2,
      10,
    ),
  ).toEqual([
    [0, 2],
    [4, 8],
  ])
})
