import { describe, expect, it } from 'vitest'
import type { Indicator, Passage, ReportResponse } from '../../../web/api-types.ts'
import { excerpt, sentenceAt } from '../../../web/compare/excerpt.ts'
import { type CompareBy, type CompareColumn, compareRows } from '../../../web/compare/rows.ts'
import { readIds } from '../../../web/stores/compare.ts'

const passage = (n: number, more: Partial<Passage>): Passage => ({
  id: `p${n}`,
  reportId: 'r',
  n,
  role: 'body',
  section: 'measures',
  headingPath: [],
  themes: [],
  practices: [],
  named: [],
  items: [],
  text: `第${n}段的文字。`,
  ...more,
})

const column = (id: string, passages: Passage[], indicators: Partial<Indicator>[] = []): CompareColumn => ({
  id,
  full: {
    dataVersion: 'v1',
    report: { id, title: id, township: { name: '云溪镇', level: '镇' }, passages: passages.length, problems: [] },
    passages,
    indicators,
  } as unknown as ReportResponse,
})

const clear = [passage(1, {}), passage(2, { section: 'plan' })]
const states = (by: CompareBy, columns: CompareColumn[]) =>
  compareRows(by, columns).map((row) => `${row.key}: ${row.cells.map((cell) => cell.state).join(' ')}`)

describe('the rows of a comparison', () => {
  it('tell present, not found, could not tell and no report apart', () => {
    const columns = [column('a', clear), column('b', [passage(1, { section: 'overview' })]), { id: 'c' }]
    expect(states('five', columns)).toEqual([
      'measures: present unrecognised no-report',
      'problems: absent unrecognised no-report',
      'first-responsibility: absent unrecognised no-report',
      'plan: present unrecognised no-report',
      'other: absent unrecognised no-report',
    ])
  })

  it('hold the words of the source, bodies before headings, and count what is not shown', () => {
    const passages = [passage(1, { role: 'heading' }), passage(2, {}), passage(3, {}), passage(4, {})]
    const [measures] = compareRows('five', [column('a', passages)])
    expect(measures?.cells[0]).toMatchObject({ excerpts: [{ passage: 'p2' }, { passage: 'p3' }], more: 1 })
  })

  it('put what most reports have first, and the main theme before the others', () => {
    const a = [passage(1, { themes: ['x', 'y'] }), passage(2, { themes: ['y'] }), ...clear]
    const rows = compareRows('themes', [column('a', a), column('b', [passage(1, { themes: ['y'] }), ...clear])])
    expect(rows.map(({ key }) => key)).toEqual(['y', 'x'])
    expect(rows[0]?.cells[0]).toMatchObject({ excerpts: [{ passage: 'p2' }, { passage: 'p1' }] })
    expect(rows[1]?.cells[1]).toEqual({ state: 'absent' })
  })

  it('show the sentence of a practice with its stance, the strongest first', () => {
    const mention = (stance: 'planned' | 'done', start: number) => ({
      id: 'P1',
      name: '评理堂',
      stance,
      start,
      end: start + 3,
    })
    const a = [
      passage(1, { text: '先说别的。明年建评理堂。', practices: [mention('planned', 8)] }),
      passage(2, { text: '建成评理堂，人人评理。另说一事。', practices: [mention('done', 2)] }),
    ]
    expect(compareRows('practices', [column('a', a)])).toMatchObject([
      {
        name: '评理堂',
        cells: [
          {
            excerpts: [
              { text: '建成评理堂，人人评理。', stance: 'done' },
              { text: '明年建评理堂。', stance: 'planned' },
            ],
          },
        ],
      },
    ])
  })

  it('keep numbers of different units, and different other things, apart', () => {
    const number = (indicator: string, unit: string, label: string): Partial<Indicator> => ({
      n: 1,
      indicator,
      unit,
      label,
      text: `${label}3${unit}`,
      scope: 'year',
    })
    const rows = compareRows('indicators', [
      column('a', clear, [number('training', '次', '培训'), number('other', '个', '亭子')]),
      column('b', clear, [number('training', '人次', '培训'), number('training', '次', '轮训')]),
    ])
    expect(rows.map(({ key, name }) => [key, name])).toEqual([
      ['training 次', undefined],
      ['other 个 亭子', '亭子'],
      ['training 人次', undefined],
    ])
    expect(rows[0]?.cells).toMatchObject([{ excerpts: [{ passage: 'p1' }] }, { excerpts: [{ text: '轮训3次' }] }])
  })
})

describe('an excerpt', () => {
  it.each([
    ['短句。', 20, '短句。'],
    ['一二三四五六，七八九十', 8, '一二三四五六，……'],
    ['一二三四五六七八九十', 8, '一二三四五六七八……'],
    ['一二三😀五', 4, '一二三……'],
  ])('of %s at %i is %s', (text, limit, cut) => {
    expect(excerpt(text, limit)).toBe(cut)
  })

  it('is the sentence around a place, also in one without an end', () => {
    expect(sentenceAt('甲。乙丙丁；戊', 3)).toBe('乙丙丁；')
    const long = '字'.repeat(100_000)
    expect(sentenceAt(long, 50_000)).toBe(`……${'字'.repeat(110)}……`)
  })
})

it('reads ids from the address: each once, no more than fit', () => {
  expect(readIds('a,b,,a,c,d,e,f,g')).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  expect(readIds(null)).toEqual([])
})
