import { describe, expect, it } from 'vitest'
import { csvText } from '../../web/table-file.ts'

describe('a table as CSV', () => {
  it('begins with a byte order mark and ends each row as the standard says', () => {
    expect(
      csvText([
        ['乡镇', 2023],
        ['竹濂镇', undefined],
      ]),
    ).toBe('\ufeff乡镇,2023\r\n竹濂镇,\r\n')
  })

  it.each([
    ['甲,乙', '"甲,乙"'],
    ['写作“甲”', '写作“甲”'],
    ['a "b"', '"a ""b"""'],
    ['两\n行', '"两\n行"'],
  ])('quotes %j where it must', (cell, written) => {
    expect(csvText([[cell]])).toBe(`\ufeff${written}\r\n`)
  })

  it.each(['=1+1', '+86', '-甲', '@sum', '\t=1'])('keeps %j from being run as a formula', (cell) => {
    expect(csvText([[cell]])).toContain(`'${cell}`)
  })

  it('leaves numbers numbers, negative ones too', () => {
    expect(csvText([[-5, 0.5]])).toBe('\ufeff-5,0.5\r\n')
  })
})
