import { describe, expect, it } from 'vitest'
import { comparePast, render } from '../../../indexer/place/generate-gazetteer.ts'
import { parseTownships } from '../../../server/gazetteer/load.ts'

const names = (list: Record<string, string>): Map<string, string> => new Map(Object.entries(list))
const now = {
  provinces: names({ 97: '云州省' }),
  cities: names({ 9701: '云州市' }),
  counties: names({ 970102: '柳溪区' }),
  townships: names({
    970102001: '桃坞街道',
    970102101: '枫渚镇',
    970102102: '新圃镇',
    970102105: '云州市柳溪区菱塘乡',
  }),
}
const old = {
  ...now,
  counties: names({ 970101: '汀洲县', 970102: '柳溪区' }),
  townships: names({
    970102101: '老渚镇',
    970102103: '桃坞镇',
    970102104: '石圩乡',
    970101101: '枫渚镇',
    970101102: '新圃镇',
  }),
}

describe('the generated gazetteer', () => {
  const entries = parseTownships(render(now, comparePast(now, [old])))

  it('keeps every unit with its code, and the units above it', () => {
    for (const [code, name] of now.townships) expect(name).toContain(entries.get(code)?.name)
    expect(entries.get('970102101')).toMatchObject({ name: '枫渚镇', parent: '970102' })
    expect(entries.get('970102')).toMatchObject({ name: '柳溪区', rank: 'county', parent: '9701' })
  })

  it('keeps the former name of a code, and of a unit that was raised under a new code', () => {
    expect(entries.get('970102101')?.aliases).toEqual(['老渚镇'])
    expect(entries.get('970102001')?.aliases).toEqual(['桃坞镇'])
  })

  it('leaves the areas out of a name that repeats them', () => {
    expect(entries.get('970102105')).toMatchObject({ name: '菱塘乡', aliases: ['云州市柳溪区菱塘乡'] })
  })

  it('keeps dissolved units as such', () => {
    expect(entries.get('970102104')).toMatchObject({ name: '石圩乡', former: true })
  })

  it('calls a county also by the name of the one whose townships it took over', () => {
    expect(entries.get('970102')?.aliases).toEqual(['汀洲县'])
  })
})
