import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../indexer/place/locate.ts'
import { loadGazetteer } from '../../../server/gazetteer/load.ts'
import { Township } from '../../../server/schema.ts'
import { expectLinear, repeated } from '../../linear.ts'

const gazetteer = loadGazetteer(join(import.meta.dirname, '../../../data/gazetteer'))
const bits =
  '大冶市 保安镇 湘乡 区委 县委 法治 平安 《 》 、 。 \n 湖北省 城区 叶县 街道 镇 乡 鼓楼区 赴 和 市 县 区 旗 ( ） 公安 daye 😀 民族乡'.split(
    ' ',
  )
const jumble = fc.array(fc.constantFrom(...bits), { maxLength: 60 }).map((parts) => parts.join(''))
const anything = fc.oneof(jumble, fc.string({ unit: 'binary', maxLength: 200 }))

describe('locate', () => {
  test.prop([anything, anything, anything, anything, anything, anything])(
    'throws on no input and answers within the vocabulary',
    (name, title, addressee, text, filePath, url) => {
      const place = locate({ township: { name, level: '镇' }, title, addressee, text, filePath, url }, gazetteer)
      if (!place) return
      expect(Township.safeParse(place.township).success).toBe(true)
      const { code, county, confidence } = place.township
      if (code) expect(gazetteer.place(code)?.rank).toBe('township')
      if (code) expect(gazetteer.lineage(code).county?.name).toBe(county)
      if (code) expect(place.candidates).toBeUndefined()
      if (confidence !== undefined) expect(confidence > 0 && confidence < 1).toBe(true)
    },
  )

  test.prop([fc.string({ unit: fc.constantFrom(...'甲乙丙丁戊己庚辛壬癸'), minLength: 2, maxLength: 4 }), fc.string()])(
    'leaves an unknown name in a text without places unknown',
    (stem, text) => {
      fc.pre(gazetteer.stemmed(stem).length === 0)
      const place = locate({ township: { name: `${stem}镇`, level: '镇' }, text }, gazetteer)
      expect(place?.township).toEqual({ name: `${stem}镇`, level: '镇' })
    },
  )

  it.each(['县', '大冶市', '法治', '公安', '保安镇', '新区委', '《', '街道'])(
    'reads %s over and over in linear time',
    (bit) => {
      return expectLinear((size) => {
        const text = repeated(bit, size)
        const township = { name: '保安镇', level: '镇' } as const
        locate({ township, title: text, addressee: text, issuer: text, filePath: text, url: text, text }, gazetteer)
      })
    },
  )
})
