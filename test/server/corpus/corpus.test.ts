import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../../server/corpus/driver.ts'
import type { CorpusWriter, IndexSink } from '../../../server/corpus/port.ts'
import { openCorpus } from '../../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../../server/corpus/writer.ts'
import { sampleReport } from './sample.ts'

let dir: string
let db: Database
let writer: CorpusWriter
const rows = new Map<number, string>()
const sink: IndexSink = {
  fingerprint: 'test-1',
  add: (added) => {
    for (const row of added) rows.set(row.pid, row.text)
  },
  remove: (pids) => {
    for (const pid of pids) rows.delete(pid)
  },
  clear: () => rows.clear(),
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'corpus-'))
  rows.clear()
  db = openDatabase(join(dir, '库 100%?#.db'))
  writer = createCorpusWriter(db, sink)
})
afterEach(() => {
  writer.close()
  rmSync(dir, { recursive: true, force: true })
})

const texts = [
  '柳塘镇年度报告',
  '建成说事长廊，调解纠纷128件。',
  '一是普法；二是调解。',
  '建成说事长廊，调解纠纷128件。',
]
const extra = { slot: '990101101-2023' }

describe('the store of record', () => {
  it('gives back a report exactly as it was put', () => {
    const full = sampleReport('990101101-2023', texts)
    writer.putReport(full, extra)
    expect(writer.corpus.fullReport(full.report.id)).toEqual(full)
    expect(writer.corpus.report(full.report.id)).toEqual(full.report)
    for (const passage of full.passages) expect(writer.corpus.passage(passage.id)).toEqual(passage)
  })

  it('tells two equal texts of one report apart by a counter', () => {
    const ids = sampleReport('r', texts).passages.map((passage) => passage.id)
    expect(new Set(ids).size).toBe(4)
    expect(ids[3]).toBe(`${ids[1]}-2`)
  })

  it('knows nothing of an id that is not there', () => {
    expect(writer.corpus.report('x')).toBeUndefined()
    expect(writer.corpus.fullReport('x')).toBeUndefined()
    for (const id of ['x', '', '.', 'x.1', "'; DROP TABLE report"]) expect(writer.corpus.passage(id)).toBeUndefined()
  })

  it('hands the search index every passage, and takes it back', () => {
    writer.putReport(sampleReport('a-2023', texts), extra)
    expect([...rows.values()]).toEqual(texts)
    writer.putReport(sampleReport('a-2023', texts.slice(0, 2)), extra)
    expect([...rows.values()]).toEqual(texts.slice(0, 2))
    expect(writer.removeReport('a-2023')).toBe(true)
    expect(rows.size).toBe(0)
    expect(writer.corpus.stats()).toMatchObject({ passages: 0, reports: 0, townships: 0, indicators: 0 })
    expect(db.prepare('SELECT count(*) AS n FROM indicator').all()).toEqual([{ n: 0 }])
  })

  it('keeps row numbers when only labels change, and leaves the search index alone', () => {
    const full = sampleReport('a-2023', texts)
    writer.putReport(full, extra)
    const before = [...writer.corpus.iteratePassages()].map((row) => row.pid)
    rows.clear()
    const relabelled = { ...full, passages: full.passages.map((passage) => ({ ...passage, themes: ['other'] })) }
    writer.putReport(relabelled, extra)
    expect([...writer.corpus.iteratePassages()].map((row) => row.pid)).toEqual(before)
    expect([...writer.corpus.iterateLabels()].map((row) => row.themes)).toEqual(texts.map(() => ['other']))
    expect(rows.size).toBe(0)
  })

  it('answers passages in the order of the numbers asked for', () => {
    writer.putReport(sampleReport('a-2023', texts), extra)
    const pids = [...writer.corpus.iteratePassages()].map((row) => row.pid).reverse()
    expect(writer.corpus.passagesByPid([...pids, 999]).map((row) => row.pid)).toEqual(pids)
    expect(writer.corpus.passagesByPid([])).toEqual([])
  })

  it('lists reports and facts by filters', () => {
    const other = { name: '石桥乡', level: '乡' as const, county: '云溪县', province: '明川省' }
    writer.putReport(sampleReport('a-2023', texts), extra)
    writer.putReport(sampleReport('a-2022', ['t', '调解纠纷7件。'], { year: 2022 }), extra)
    writer.putReport(sampleReport('b-nd', ['t', '调解9件。'], { year: undefined, township: other }), extra)
    const ids = (filters: object) => writer.corpus.listReports(filters).items.map((report) => report.id)
    expect(ids({})).toEqual(['a-2023', 'a-2022', 'b-nd'])
    expect(ids({ year: [2022] })).toEqual(['a-2022'])
    expect(ids({ yearFrom: 2023 })).toEqual(['a-2023'])
    for (const place of ['990101101', '990101000', '990101', '990100', '990000', '99']) {
      expect(ids({ place: [place] })).toEqual(['a-2023', 'a-2022'])
    }
    expect(ids({ place: ['明川省/云溪县'] })).toEqual(['b-nd'])
    expect(ids({ place: ['明川省/云溪县/石桥乡', '99'] })).toHaveLength(3)
    expect(ids({ place: ['9901011'], level: ['镇'] })).toHaveLength(2)
    expect(ids({ level: ['乡'] })).toEqual(['b-nd'])
    expect(ids({ q: '石桥' })).toEqual(['b-nd'])
    expect(writer.corpus.listReports({}, { page: 2, perPage: 2 })).toMatchObject({ total: 3, items: [{ id: 'b-nd' }] })
    const values = writer.corpus.indicators({}, { page: 1, perPage: 3 }, '-value')
    expect(values.total).toBe(4)
    expect(values.items.map((row) => row.indicator.value)).toEqual([128, 128, 9])
    expect(values.items[0]).toMatchObject({ sentence: texts[1], report: { id: 'a-2023' }, section: 'measures' })
    expect(writer.corpus.named().items).toEqual([
      { key: '说事长廊', name: '说事长廊', passages: 2, reports: 1, townships: 1, firstYear: 2023, lastYear: 2023 },
    ])
  })
})

describe('the data version', () => {
  it('follows the content and neither its order nor the time', () => {
    const first = writer.corpus.dataVersion()
    writer.putReport(sampleReport('a-2023', texts), extra)
    const one = writer.corpus.dataVersion()
    writer.putReport(sampleReport('a-2022', texts), extra)
    const both = writer.corpus.dataVersion()
    expect(new Set([first, one, both]).size).toBe(3)
    writer.removeReport('a-2022')
    expect(writer.corpus.dataVersion()).toBe(one)
    writer.removeReport('a-2023')
    const later = { source: { path: 'a-2022.txt', sha256: 'a'.repeat(64), importedAt: '2030-01-01', format: 'txt' } }
    writer.putReport(sampleReport('a-2022', texts, later), extra)
    writer.putReport(sampleReport('a-2023', texts), extra)
    expect(writer.corpus.dataVersion()).toBe(both)
  })

  it('changes when a report moves, and back with it', () => {
    writer.putReport(sampleReport('a-2023', texts), extra)
    const before = writer.corpus.dataVersion()
    writer.moveReport('a-2023', { path: 'elsewhere.txt' })
    expect(writer.corpus.dataVersion()).not.toBe(before)
    expect(writer.corpus.report('a-2023')?.source.path).toBe('elsewhere.txt')
    writer.moveReport('a-2023', { path: 'a-2023.txt' })
    expect(writer.corpus.dataVersion()).toBe(before)
  })
})

describe('a reader beside the writer', () => {
  it('sees nothing of a transaction before it is committed, and nothing of one that failed', () => {
    const reader = openCorpus(db.path, { readonly: true })
    const before = reader.dataVersion()
    expect(() =>
      writer.transaction(() => {
        writer.putReport(sampleReport('a-2023', texts), extra)
        expect(reader.stats().passages).toBe(0)
        expect(reader.dataVersion()).toBe(before)
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect(reader.stats().passages).toBe(0)
    writer.putReport(sampleReport('a-2023', texts), extra)
    expect(reader.stats().passages).toBe(4)
    expect(reader.dataVersion()).toBe(writer.corpus.dataVersion())
    reader.close()
  })

  it('cannot write', () => {
    const reader = openDatabase(db.path, { readonly: true })
    expect(() => reader.exec("INSERT INTO meta VALUES ('a', 'b')")).toThrow()
    reader.close()
  })

  it('refuses a file that is missing, of another schema, or no database', () => {
    expect(() => openCorpus(join(dir, 'missing.db'), { readonly: true })).toThrow()
    db.exec('PRAGMA user_version = 99')
    expect(() => openCorpus(db.path, { readonly: true })).toThrow('结构版本是 99')
    expect(() => openCorpus(db.path)).toThrow('更新版本')
    db.exec('PRAGMA user_version = 1')
  })
})

describe('a search index made by another segmenter', () => {
  it('is filled anew at opening', () => {
    writer.putReport(sampleReport('a-2023', texts), extra)
    const version = writer.corpus.dataVersion()
    rows.clear()
    rows.set(77, 'stale')
    const same = createCorpusWriter(openDatabase(db.path), sink)
    expect(same.rebuilt).toBe(false)
    same.close()
    const again = createCorpusWriter(openDatabase(db.path), { ...sink, fingerprint: 'test-2' })
    expect(again.rebuilt).toBe(true)
    expect([...rows.values()]).toEqual(texts)
    expect(again.corpus.dataVersion()).not.toBe(version)
    again.close()
  })
})
