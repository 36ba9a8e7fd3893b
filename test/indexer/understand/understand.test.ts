import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { createNameFinder } from '../../../indexer/understand/named.ts'
import { createThemeFinder } from '../../../indexer/understand/themes.ts'
import { createUnderstander } from '../../../indexer/understand/understand.ts'
import { loadIndicatorRules } from '../../../server/lexicon/indicators.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
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

/** Processor time, so that what else runs on the machine does not count. */
function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

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

  const million = (piece: string): string => piece.repeat(Math.ceil(1_000_000 / piece.length)).slice(0, 1_000_000)
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
  ])('finds themes and names of a line of a million %s within two seconds', (_, piece) => {
    const text = million(piece)
    const view = { text, at: Uint32Array.from({ length: text.length + 1 }, (_, i) => i), source: text }
    const passage = passageOf(text)
    const before = process.cpuUsage()
    findThemes(passage, view, [])
    findNames(passage, [])
    expect(millisecondsSince(before)).toBeLessThan(2000)
  })

  it('takes less than a millisecond a passage', () => {
    const passages = Array.from({ length: 3000 }, (_, i) => {
      const text = [0, 7, 31].map((step) => sentences[(i + step) % sentences.length]).join('')
      return passageOf(text, { headingPath: [`（${i % 40}）强化普法宣传`] })
    })
    const report = reportOf(...passages)
    understand(reportOf(...passages.slice(0, 500)))
    const before = process.cpuUsage()
    understand(report)
    const rate = (passages.length / millisecondsSince(before)) * 1000
    console.info(`understand: ${Math.round(rate)} passages/s`)
    // the bench holds the real rate; a busy machine is slower in its own time as well
    expect(rate).toBeGreaterThan(1000)
  })
})
