import { describe, expect, it } from 'vitest'
import { parseChinese, readNumeral } from '../../../../indexer/understand/indicators/numeral.ts'

describe('parseChinese', () => {
  it.each([
    ['零', 0],
    ['两', 2],
    ['十', 10],
    ['十二', 12],
    ['二十', 20],
    ['一百二十', 120],
    ['一百二', 120],
    ['一百零二', 102],
    ['三千五', 3500],
    ['三千零五', 3005],
    ['三千零五十', 3050],
    ['两万三', 23_000],
    ['一万二千三百', 12_300],
    ['十二万', 120_000],
    ['三亿二千万', 320_000_000],
    ['二〇二三', 2023],
    ['九千九百九十九', 9999],
  ])('reads %s as %d', (run, value) => expect(parseChinese(run)).toEqual({ value }))

  it.each([
    ['两三', 2, 3],
    ['十五六', 15, 16],
    ['二三十', 20, 30],
    ['三四百', 300, 400],
    ['七八千', 7000, 8000],
  ])('reads %s as a span', (run, value, max) => expect(parseChinese(run)).toEqual({ value, max }))

  it.each(['八五', '七五', '一一', '五三', ''])('knows that “%s” is no number', (run) =>
    expect(parseChinese(run)).toBeUndefined(),
  )
})

describe('readNumeral', () => {
  it.each([
    ['1.5万份', 15_000, 4],
    ['5,200册', 5200, 5],
    ['1,350万元', 13_500_000, 6],
    ['595.91万元', 5_959_100, 7],
    ['3万5千份', 35_000, 4],
    ['2百万元', 2_000_000, 3],
    ['两万份', 20_000, 2],
  ])('reads %s', (text, value, end) => expect(readNumeral(text, 0)).toMatchObject({ value, end }))

  it.each([
    ['二十多部', 20, '多'],
    ['3万余次', 30_000, '余'],
    ['3余万次', 30_000, '余'],
    ['三十多万元', 300_000, '多'],
    ['10来场', 10, '来'],
    ['十几次', 10, '几'],
  ])('keeps the bound inside %s', (text, value, approx) =>
    expect(readNumeral(text, 0)).toMatchObject({ value, approx }),
  )

  it('marks a lone power, which counts only with a bound', () => {
    expect(readNumeral('百余次', 0)).toMatchObject({ value: 100, bare: true, approx: '余' })
    expect(readNumeral('百姓', 0)).toMatchObject({ bare: true })
  })
  it('takes a comma only between groups of three', () => {
    expect(readNumeral('3,20件', 0)).toMatchObject({ value: 3, end: 1 })
    expect(readNumeral('1,234,567元', 0)).toMatchObject({ value: 1_234_567 })
  })
  it('gives no value to a run of digits that is too long', () => {
    expect(readNumeral('1'.repeat(40), 0)?.value).toBeNaN()
  })
})
