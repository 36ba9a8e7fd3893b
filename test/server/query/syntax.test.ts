import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuery, printQuery } from '../../../server/query/syntax.ts'

const text = (value: string) => ({ kind: 'text', text: value })
const literal = (value: string) => ({ kind: 'literal', text: value })

describe('parseQuery', () => {
  const cases: [string, unknown][] = [
    ['', undefined],
    ['　 ', undefined],
    ['枫桥经验', text('枫桥经验')],
    ['枫桥经验 调解', { kind: 'and', of: [text('枫桥经验'), text('调解')] }],
    ['枫桥经验　调解', { kind: 'and', of: [text('枫桥经验'), text('调解')] }],
    ['甲 | 乙 丙', { kind: 'or', of: [text('甲'), { kind: 'and', of: [text('乙'), text('丙')] }] }],
    ['甲 或 乙', { kind: 'or', of: [text('甲'), text('乙')] }],
    ['(甲 | 乙) 丙', { kind: 'and', of: [{ kind: 'or', of: [text('甲'), text('乙')] }, text('丙')] }],
    ['（甲｜乙）丙', { kind: 'and', of: [{ kind: 'or', of: [text('甲'), text('乙')] }, text('丙')] }],
    ['甲 -乙', { kind: 'and', of: [text('甲'), { kind: 'not', of: text('乙') }] }],
    ['甲 非 乙', { kind: 'and', of: [text('甲'), { kind: 'not', of: text('乙') }] }],
    ['-"甲 乙"', { kind: 'not', of: literal('甲 乙') }],
    ['“甲乙” 「丙」', { kind: 'and', of: [literal('甲乙'), literal('丙')] }],
    ['甲 同句 乙', { kind: 'same', of: [text('甲'), text('乙')] }],
    ['甲 同句 (乙 | 丙)', { kind: 'same', of: [text('甲'), { kind: 'or', of: [text('乙'), text('丙')] }] }],
    ['年份:2021-2023', { kind: 'filter', name: '年份', value: '2021-2023' }],
    ['year：2023', { kind: 'filter', name: '年份', value: '2023' }],
    ['章节:"存在 问题"', { kind: 'filter', name: '章节', value: '存在 问题' }],
  ]
  it.each(cases)('reads %j', (raw, query) => expect(parseQuery(raw).query).toEqual(query))

  it.each(['非法集资', '者或者', '1-12月', '-12月', '活动主题：宪法', '同句子'])('takes %j as text', (raw) =>
    expect(parseQuery(raw).query).toEqual(text(raw)),
  )

  it('reports what it cannot use and keeps the rest', () => {
    const parsed = parseQuery('”甲 | ) 同句')
    expect(parsed.query).toEqual(text('甲'))
    expect(parsed.ignored.length).toBeGreaterThanOrEqual(2)
  })

  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        ...'甲乙丙 　|｜()（）"“”「」『』-:：非或同句,.%*^\'`;'.split(''),
        '年份:2023',
        ' 同句 ',
        ' 非 ',
        ' 或 ',
        'NEAR',
      ),
      fc.string({ maxLength: 3 }),
    ),
    { maxLength: 30 },
  )
  it('never throws, and reads its own print as the same query', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const { query } = parseQuery(parts.join(''))
        expect(parseQuery(printQuery(query)).query).toEqual(query)
      }),
      { numRuns: 3000 },
    )
  })

  it('reads ten thousand brackets without a deep stack', () => {
    expect(parseQuery(`${'('.repeat(5000)}甲${')'.repeat(5000)}`).query).toEqual(text('甲'))
  })
})
