import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { createIndicatorExtractor } from '../../../../indexer/understand/indicators/extract.ts'
import { loadIndicatorRules } from '../../../../server/lexicon/indicators.ts'
import { expectLinear, repeated } from '../../../linear.ts'
import { DISPUTES, ENFORCEMENT, NO_FACTS, PEOPLE, PUBLICITY, SERVICES, STUDY } from './sentences.ts'

const extract = createIndicatorExtractor(loadIndicatorRules(join(import.meta.dirname, '../../../../data/lexicon')))
const read = (text: string) =>
  extract({ n: 7, text, section: 'measures', role: 'body', headingPath: [] }, { year: 2023 })
const sentences = [DISPUTES, ENFORCEMENT, NO_FACTS, PEOPLE, PUBLICITY, SERVICES, STUDY].flat().map(([text]) => text)

const piece = fc.oneof(
  fc.constantFrom(...sentences),
  fc.constantFrom(
    '12',
    '３',
    '一百',
    '万',
    '余',
    '件',
    '人次',
    '%',
    '、',
    '，',
    '。',
    '“',
    '”',
    '《',
    '》',
    '（',
    '）',
    ' ',
    '第',
    '至',
    '××',
    '全覆盖',
    '其中',
    '分别',
    '率',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

describe('any text', () => {
  test.prop([text])('gives facts whose ranges point at what they name', (source) => {
    for (const fact of read(source)) {
      const [from, to] = fact.sentence
      expect(from <= fact.start && fact.start < fact.end && fact.end <= to && to <= source.length).toBe(true)
      expect(source).toContain(fact.text)
      expect(fact.label).not.toBe('')
      expect(fact.n).toBe(7)
      expect(fact.value === undefined || Number.isFinite(fact.value)).toBe(true)
      if (!fact.implied)
        expect(source.slice(fact.start, fact.end)).toMatch(
          /[\d０-９〇零一二两三四五六七八九十百千万亿半x×*_○〇□■△▲?？✕╳＊Xx＿]/u,
        )
    }
  })
  const notHotline = (value: number) =>
    !['12309', '12315', '12333', '12345', '12348', '12368', '12388'].includes(`${value}`)
  test.prop([fc.integer({ min: 2, max: 999_999 }).filter(notHotline)])('keeps the number as it stands', (value) => {
    expect(read(`全年共化解矛盾纠纷${value}起。`)).toMatchObject([
      { indicator: 'disputes_resolved', value, unit: '起' },
    ])
  })
})

describe('time', () => {
  const hostile: [string, string][] = [
    ['digits', '1'],
    ['facts', '化解纠纷1件'],
    ['facts in clauses', '排查纠纷12件，'],
    ['Chinese numerals', '一百二十'],
    ['open quotes', '“'],
    ['masks', '×'],
    ['trigger words', '未发生'],
    ['coverage words', '实现全覆盖'],
    ['named places', '新建柳村'],
    ['programme names', '一村'],
    ['blanks', '3 '],
  ]
  it.each(hostile)('stays linear on a line of %s', (_, piece) => {
    return expectLinear((size) => read(repeated(piece, size)))
  })
})
