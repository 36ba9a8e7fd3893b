import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadGazetteer } from '../../../server/gazetteer/load.ts'
import { LexiconError } from '../../../server/lexicon/read.ts'

const gazetteer = loadGazetteer(join(import.meta.dirname, '../../../data/gazetteer'))

describe('the gazetteer', () => {
  it('holds the whole snapshot and what was dissolved since 2019', () => {
    expect(gazetteer.townshipCount()).toBeGreaterThan(43_000)
    expect(gazetteer.children().filter((p) => !p.invented)).toHaveLength(31)
  })

  it('knows a place by code at every level, with parent, children and label', () => {
    expect(gazetteer.place('430381102')).toMatchObject({ name: '中沙镇', level: '镇', parent: '430381' })
    expect(gazetteer.parent('430381')?.name).toBe('湘潭市')
    expect(gazetteer.children('430381').map((p) => p.name)).toContain('中沙镇')
    expect(gazetteer.label('430381102')).toBe('湖南省 · 湘潭市 · 湘乡市 · 中沙镇')
    expect(gazetteer.label('4303')).toBe('湖南省 · 湘潭市')
  })

  it('leaves placeholders and repeated names out of labels', () => {
    expect(gazetteer.label('110101001')).toBe('北京市 · 东城区 · 东华门街道')
    expect(gazetteer.label('429004110')).toBe('湖北省 · 仙桃市 · 张沟镇')
    expect(gazetteer.label('441900102')).toBe('广东省 · 东莞市 · 石龙镇')
  })

  it('answers an unknown code with nothing, and with the code as its label', () => {
    expect(gazetteer.place('000000000')).toBeUndefined()
    expect(gazetteer.children('000000')).toEqual([])
    expect(gazetteer.label('000000000')).toBe('000000000')
    expect(gazetteer.named('不存在镇')).toEqual([])
  })

  it('lists all homonyms of a name', () => {
    const provinces = gazetteer.named('保安镇').map((p) => gazetteer.lineage(p.code).province?.name)
    expect(provinces).toEqual(expect.arrayContaining(['河南省', '湖北省', '湖南省', '广东省', '陕西省']))
    expect(gazetteer.named('城关镇').length).toBeGreaterThanOrEqual(88)
  })

  it('finds counties by short, former and bare names', () => {
    expect(gazetteer.areas('景宁县').map((p) => p.name)).toEqual(['景宁畲族自治县'])
    expect(gazetteer.areas('恩施州').map((p) => p.code)).toEqual(['4228'])
    expect(gazetteer.areas('邢台县').map((p) => p.name)).toEqual(['信都区'])
    expect(gazetteer.areas('喀左县').map((p) => p.name)).toEqual(['喀喇沁左翼蒙古族自治县'])
    expect(gazetteer.areasByCore('大冶').map((p) => p.name)).toEqual(['大冶市'])
    expect(gazetteer.areas('鼓楼区')).toHaveLength(4)
  })

  it('keeps former names and dissolved units', () => {
    expect(gazetteer.named('长辛店镇').map((p) => p.name)).toContain('北宫镇')
    const former = gazetteer
      .children('110106')
      .concat(gazetteer.children('411624'))
      .filter((p) => p.former)
    for (const unit of former) expect(unit.code).toMatch(/^\d{9}$/)
  })
})

describe('the amendments', () => {
  const dirWith = (files: Record<string, string>): string => {
    const dir = mkdtempSync(join(tmpdir(), 'gazetteer-'))
    const word = '[某]'
    const cues = ['slogans', 'organs', 'media', 'visits', 'notAfter', 'everyday']
      .map((key) => `${key}: ${word}`)
      .concat('services: { 某省通: "99" }')
    const all = {
      'townships.txt': '97 云州省\n9701 云州市\n970101 柳溪县\n101 桃坞镇\n102 枫渚乡 老枫乡\n-103 石圩乡\n',
      'amendments.yaml': 'places: []\n',
      'evidence.yaml': cues.join('\n'),
      ...files,
    }
    for (const [name, text] of Object.entries(all)) writeFileSync(join(dir, name), text)
    return dir
  }

  it('rename a unit and keep its former name findable', () => {
    const amended = loadGazetteer(
      dirWith({ 'amendments.yaml': 'places:\n  - { code: "970101101", name: 桃坞街道, aliases: [桃坞办事处] }\n' }),
    )
    expect(amended.place('970101101')).toMatchObject({ name: '桃坞街道', level: '街道' })
    expect(amended.named('桃坞镇').map((p) => p.code)).toEqual(['970101101'])
    expect(amended.named('桃坞办事处')).toHaveLength(1)
  })

  it('add, merge and spell units', () => {
    const yaml = `places:
  - { code: "970101199", name: 新圃镇 }
  - { code: "970101102", mergedInto: "970101101" }
  - { code: "970101", pinyin: [liuxi] }
`
    const amended = loadGazetteer(dirWith({ 'amendments.yaml': yaml }))
    expect(amended.label('970101199')).toBe('云州省 · 云州市 · 柳溪县 · 新圃镇')
    expect(amended.place('970101102')).toMatchObject({ name: '枫渚乡', former: true, mergedInto: '970101101' })
    expect(amended.place('970101')?.pinyin).toEqual(['liuxi'])
  })

  it('name the entry that is wrong', () => {
    const bad = (yaml: string) => () => loadGazetteer(dirWith({ 'amendments.yaml': yaml }))
    expect(bad('places:\n  - { code: 970101101, name: 桃坞街道 }\n')).toThrow(/桃坞街道.*code/)
    expect(bad('places:\n  - { code: "970109101", name: 某某镇 }\n')).toThrow(/970109101（某某镇）.*上级/)
    expect(bad('places:\n  - { code: "970101999" }\n')).toThrow(/970101999.*name/)
    expect(bad('places:\n  - { code: "970101101", level: 村 }\n')).toThrow(LexiconError)
  })

  it('take in invented places with their county, and refuse a code that is already a real county', () => {
    const place = (code: string): string =>
      `places:\n  - { code: "${code}", name: 芦汀镇, level: 镇, county: 雁桥县, city: 竹沥市, province: 虚州省, invented: true }\n`
    const loaded = loadGazetteer(dirWith({ 'invented.yaml': place('980101101') }))
    expect(loaded.label('980101101')).toBe('虚州省 · 竹沥市 · 雁桥县 · 芦汀镇')
    expect(loaded.place('980101')).toMatchObject({ invented: true, rank: 'county' })
    expect(() => loadGazetteer(dirWith({ 'invented.yaml': place('970101101') }))).toThrow(/云州省/)
  })

  it('say which line of the snapshot cannot be read', () => {
    expect(() => loadGazetteer(dirWith({ 'townships.txt': '11 甲省\nabcd\n' }))).toThrow(/abcd/)
  })
})
