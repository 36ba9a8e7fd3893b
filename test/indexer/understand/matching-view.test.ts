import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { matchingView, originalRange } from '../../../indexer/understand/matching-view.ts'

describe('the matching view', () => {
  it.each([
    ['新时代“枫桥经验”', '新时代枫桥经验'],
    ['“三资”　管 理', '三资管理'],
    ['12·4国家宪法日', '12.4国家宪法日'],
    ['12•4、12∙4、12・4、12．4', '12.4、12.4、12.4、12.4'],
    ['“4·15”“12·4”', '4.15、12.4'],
    ['2023 2024', '2023、2024'],
    ['（一）人民调解＋简易听证', '(一)人民调解+简易听证'],
    ['甲,乙;丙:丁', '甲，乙；丙：丁'],
    ['甲，乙；丙：丁', '甲，乙；丙：丁'],
    ['1,200人，8:30', '1,200人，8:30'],
    ['１２３４５热线', '12345热线'],
    ['合法性[bookmark: _GoBack]审查', '合法性审查'],
    ['法\u200b治', '法治'],
    ['', ''],
  ])('reads %j as %j', (source, text) => {
    expect(matchingView(source).text).toBe(text)
  })

  it('leads back to the source, with the quotation marks inside and without those at the edges', () => {
    const source = '推行“三资”管理。'
    const view = matchingView(source)
    const start = view.text.indexOf('三资管理')
    const [from, to] = originalRange(view, start, start + 4)
    expect(source.slice(from, to)).toBe('三资”管理')
  })

  test.prop([fc.string({ unit: 'grapheme', maxLength: 80 })])(
    'keeps its offsets in order and inside the source',
    (source) => {
      const { text, at } = matchingView(source)
      expect(at.length).toBe(text.length + 1)
      expect([...at].every((offset, i) => offset >= (at[i - 1] ?? 0) && offset <= source.length)).toBe(true)
    },
  )
})
