import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { planLiteral } from '../../../../server/engine/meilisearch/literal.ts'
import {
  documentOf,
  MARK,
  pairToken,
  reportState,
  unitToken,
  wordToken,
} from '../../../../server/engine/meilisearch/tokens.ts'

/** Cuts every two characters: what a word is does not matter here. */
const segmenter = { fingerprint: 'test', cut: (text: string) => text.match(/[\s\S]{1,2}/g) ?? [] }
const documentFor = (text: string) => documentOf({ pid: 7, text }, 'a-2023@0', segmenter)

describe('documents for the engine', () => {
  it('holds nothing but letters and digits a tokenizer leaves whole, below 250 bytes each', () => {
    const { pairs, units, words } = documentFor(`枫桥经验3.05%，ＬＥＤ屏é½${'a'.repeat(300)} 𠮷野`)
    for (const token of [...pairs.split(' '), ...units, ...words]) {
      if (token !== '.') expect(token).toMatch(/^[puwm][a-z0-9]+$/)
      expect(Buffer.byteLength(token)).toBeLessThan(250)
    }
  })
  it('keeps the tokens of different fields apart', () => {
    const tokens = [pairToken('枫桥'), unitToken('枫桥'), wordToken('枫桥')]
    expect(new Set(tokens).size).toBe(3)
  })
  it('divides runs, so that no phrase reaches over punctuation', () => {
    expect(documentFor('枫桥，经验').pairs).toBe(`${pairToken('枫桥')} . ${pairToken('经验')}`)
  })
  it('marks texts that are not their folded selves, have inner blanks, or are too long to index whole', () => {
    expect(documentFor('枫桥经验').units.filter((unit) => unit.startsWith('m'))).toEqual([])
    expect(documentFor('楓橋').units).toContain(MARK.folded)
    expect(documentFor('枫 桥').units).toContain(MARK.blank)
    expect(documentFor('调解'.repeat(31_000)).units).toContain(MARK.long)
    expect(documentFor('调，'.repeat(10)).units).not.toContain(MARK.long)
  })
  it('names a report and its content in one string', () => {
    const state = reportState('青石镇@x-2023', '1 甲\n')
    expect(state.startsWith('青石镇@x-2023@')).toBe(true)
    expect(reportState('青石镇@x-2023', '2 甲\n')).not.toBe(state)
  })
  test.prop([fc.string({ unit: 'binary', maxLength: 70 }), fc.string({ unit: 'binary', maxLength: 70 })])(
    'gives different units different tokens',
    (a, b) => {
      expect(unitToken(a) === unitToken(b)).toBe(a === b)
    },
  )
})

describe('plans of literals', () => {
  it.each([
    ['枫桥', { phrases: 1, values: 0, exact: true }],
    ['枫桥经验', { phrases: 1, values: 0, exact: true }],
    ['枫桥经验好', { phrases: 1, values: 0, exact: false }],
    ['法', { phrases: 0, values: 1, exact: true }],
    ['12件', { phrases: 1, values: 0, exact: true }],
    ['村（社区）', { phrases: 1, values: 1, exact: false }],
    ['“枫桥”', { phrases: 1, values: 0, exact: false }],
    ['法律 顾问', { phrases: 1, values: 0, exact: true }],
  ])('asks for %s by phrases and values, and knows when that is enough', (text, wanted) => {
    const { query, exact } = planLiteral(text)
    expect({ phrases: query?.phrases.length, values: query?.values.length, exact }).toEqual(wanted)
  })
  it.each(['', '，', ' 。”'])('has nothing to ask for %j', (text) => {
    expect(planLiteral(text).query).toBeUndefined()
  })
})
