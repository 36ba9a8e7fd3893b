import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { createNameFinder } from '../../../indexer/understand/named.ts'
import { createThemeFinder } from '../../../indexer/understand/themes.ts'
import { createUnderstander } from '../../../indexer/understand/understand.ts'
import { loadIndicatorRules } from '../../../server/lexicon/indicators.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { expectLinear, repeated } from '../../linear.ts'
import { namesIn, noNames } from './named-sentences.ts'
import { lexiconDir, passageOf, reportOf } from './sample.ts'
import { topics } from './themes-topics.ts'

const lexicon = loadLexicon(lexiconDir)
const understand = createUnderstander(lexicon, loadIndicatorRules(lexiconDir))
const findThemes = createThemeFinder(lexicon)
const findNames = createNameFinder(lexicon)
const sentences = [...topics.map(([, text]) => text), ...namesIn.map(([text]) => text), ...noNames]
const pieces = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...sentences,
      '“',
      '”',
      '"',
      '《',
      '》',
      '+',
      '＋',
      '1+3+N',
      '（',
      '\n',
      '\u3000',
      '，',
      '。',
      '𠮷',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 12 },
)

describe('understanding a report', () => {
  it('gives every passage its labels, in order', () => {
    const report = reportOf(
      passageOf('一、主要举措', { role: 'heading' }),
      passageOf('打造“青萍说理”品牌，调解纠纷12起。'),
    )
    const labels = understand(report)
    expect(labels).toHaveLength(2)
    expect(labels[1]?.themes).toEqual(['disputes'])
    expect(labels[1]?.named.map(({ name }) => name)).toEqual(['青萍说理'])
    expect(labels[1]?.indicators.map(({ value, unit }) => [value, unit])).toEqual([[12, '起']])
    expect(labels[1]?.explain.map(({ label }) => label)).toContain('theme:disputes')
  })

  it('reads no numbers without their rules', () => {
    expect(createUnderstander(lexicon)(reportOf(passageOf('调解纠纷12起。')))[0]?.indicators).toEqual([])
  })

  test.prop([pieces], { numRuns: 150 })('never throws, and every range points at what it names', (parts) => {
    const text = parts.join('')
    const labels = understand(reportOf(passageOf(text)))[0]
    expect(labels?.themes.length).toBeLessThanOrEqual(3)
    expect(new Set(labels?.themes).size).toBe(labels?.themes.length)
    let end = 0
    for (const { name, start, ...rest } of labels?.named ?? []) {
      expect(text.slice(start, rest.end)).toBe(name)
      expect(start).toBeGreaterThanOrEqual(end)
      end = rest.end
    }
    expect(understand(reportOf(passageOf(text)))).toEqual(understand(reportOf(passageOf(text))))
  })

  it.each([
    ['marks', '“'],
    ['closing marks', '”"'],
    ['plus signs', '+'],
    ['formulas', '1+N+线上'],
    ['one character', '法'],
    ['suffixes', '调解室工作法小院'],
    ['makers before marks', '打造建立推行“'],
    ['cues', '矛盾纠纷排查化解、行政执法、普法宣传，'],
    ['digits', '12345'],
  ])('finds themes and names of a line of %s in linear time', (_, piece) => {
    return expectLinear((size) => {
      const text = repeated(piece, size)
      const view = { text, at: Uint32Array.from({ length: text.length + 1 }, (_, i) => i), source: text }
      const passage = passageOf(text)
      findThemes(passage, view, [])
      findNames(passage, [])
    })
  })
})
