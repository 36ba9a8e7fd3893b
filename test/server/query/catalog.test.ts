import { describe, expect, it } from 'vitest'
import { createCatalog } from '../../../server/query/catalog.ts'
import { reportOf } from '../../contract/corpus.ts'
import { sampleReports } from '../../contract/texts.ts'
import { siteOf } from '../../fixtures/site.ts'

const { lexicon, gazetteer, corpus } = siteOf(sampleReports().map(reportOf))
const { resolve } = createCatalog(lexicon, gazetteer, corpus)

describe('the values of a written filter', () => {
  it.each([
    ['2023', { year: [2023] }],
    ['２０２３年', { year: [2023] }],
    ['2021,2023', { year: [2021, 2023] }],
    ['2021-2023', { yearFrom: 2021, yearTo: 2023 }],
    ['2023至2021', { yearFrom: 2021, yearTo: 2023 }],
    ['2021 – 2023年', { yearFrom: 2021, yearTo: 2023 }],
    ['2022-', { yearFrom: 2022 }],
    ['-2022', { yearTo: 2022 }],
    ['-', undefined],
    ['去年', undefined],
  ])('reads the year %s', (value, filters) => {
    expect(resolve('年份', value)).toEqual(filters)
  })

  it('knows a province by its short name, and a township of the corpus without its level', () => {
    expect(resolve('省', '湖北省')).toEqual({ place: ['42'] })
    expect(resolve('省', '湖北')).toEqual({ place: ['42'] })
    expect(resolve('省', '内蒙古')).toEqual({ place: ['15'] })
    expect(resolve('地区', '湖北')).toEqual({ place: ['42'] })
    expect(resolve('地区', '420000')).toEqual({ place: ['42'] })
    expect(resolve('市', '黄石')).toEqual({ place: ['4202'] })
    expect(resolve('乡镇', '甲一镇')).toEqual({ place: ['990101101'] })
    expect(resolve('乡镇', '乙一')).toEqual({ place: ['990102001'] })
    expect(resolve('省', '湖')).toBeUndefined()
    expect(resolve('乡镇', '没有的')).toBeUndefined()
  })
})
