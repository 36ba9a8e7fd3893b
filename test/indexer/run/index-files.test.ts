import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Corpus } from '../../../server/corpus/port.ts'
import { createWorkspace, plainStages, type Workspace } from './workspace.ts'

let space: Workspace
beforeEach(() => {
  space = createWorkspace()
})
afterEach(() => space.remove())

const ids = (corpus: Corpus): string[] =>
  corpus
    .listReports()
    .items.map((report) => report.id)
    .sort()
const passageIds = (corpus: Corpus): string[] => [...corpus.iteratePassages()].map(({ passage }) => passage.id)
const codes = (summary: { problems: { code: string }[] }): string[] => summary.problems.map((problem) => problem.code)
/** The search index holds what the corpus holds, row for row. */
const expectInStep = (): void => {
  const stored = space.read((corpus) => [...corpus.iteratePassages()].map(({ pid, passage }) => [pid, passage.text]))
  expect([...space.indexed].sort(([a], [b]) => a - b)).toEqual(stored)
}

describe('indexing a folder', () => {
  it('stores every report under an id made of place and year', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n第一段。')
    space.write('下级/b.md', '# 石桥乡2022年报告\n\n第一段。')
    space.write('c.txt', '柳塘镇报告\n没有年份。')
    expect(await space.index()).toMatchObject({ new: 3, failed: 0, reports: 3, townships: 2, passages: 6 })
    expect(space.read(ids)).toEqual(['liutangzhen-2023', 'liutangzhen-nd', 'shiqiaoxiang-2022'])
    expect(space.read((corpus) => corpus.report('shiqiaoxiang-2022')?.source.path)).toBe('报告 reports/下级/b.md')
    expectInStep()
  })

  it('changes nothing the second time, whatever the clock says', async () => {
    const path = space.write('a.txt', '柳塘镇2023年报告\n第一段。')
    const first = await space.index()
    const before = space.read(passageIds)
    utimesSync(path, new Date(0), new Date(0))
    const again = await space.index()
    const forced = await space.index(undefined, { force: true })
    for (const run of [again, forced]) {
      expect(run).toMatchObject({ new: 0, changed: 0, unchanged: 1, removed: 0, dataVersion: first.dataVersion })
    }
    expect(space.read(passageIds)).toEqual(before)
    expect(space.read((corpus) => corpus.report('liutangzhen-2023')?.source.importedAt)).toMatch(/:00Z$/)
  })

  it('gives the same version for the same files in another order', async () => {
    const a = space.write('a.txt', '柳塘镇2023年报告\n甲。')
    const b = space.write('b.txt', '石桥乡2023年报告\n乙。')
    await space.index([b])
    const { dataVersion } = await space.index([a])
    const other = createWorkspace()
    other.write('a.txt', '柳塘镇2023年报告\n甲。')
    other.write('b.txt', '石桥乡2023年报告\n乙。')
    const all = await other.index([join(other.reports, 'a.txt'), join(other.reports, 'b.txt')])
    other.remove()
    expect(all.dataVersion).toBe(dataVersion)
  })

  it('replaces a changed file and keeps the ids of the passages that stay', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n留下。\n改掉。')
    const first = await space.index()
    const before = space.read(passageIds)
    space.write('a.txt', '柳塘镇2023年报告\n新的。\n留下。')
    const second = await space.index()
    expect(second).toMatchObject({ changed: 1, new: 0, reports: 1, passages: 3 })
    expect(second.dataVersion).not.toBe(first.dataVersion)
    const after = space.read(passageIds)
    expect(after.filter((id) => before.includes(id))).toEqual(before.slice(0, 2))
    expectInStep()
  })

  it('moves a report to another id when the file turns out to be of another year', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    await space.index()
    space.write('a.txt', '柳塘镇2024年报告\n一段。')
    expect(await space.index()).toMatchObject({ changed: 1, reports: 1 })
    expect(space.read(ids)).toEqual(['liutangzhen-2024'])
    expectInStep()
  })

  it('removes what is gone from the folder, and only when that folder is indexed', async () => {
    const a = space.write('甲/a.txt', '柳塘镇2023年报告\n一段。')
    space.write('乙/b.txt', '石桥乡2023年报告\n一段。')
    await space.index()
    rmSync(a)
    expect(await space.index([join(space.reports, '乙')])).toMatchObject({ removed: 0, reports: 2 })
    expect(await space.index()).toMatchObject({ removed: 1, unchanged: 1, reports: 1 })
    expect(space.read(ids)).toEqual(['shiqiaoxiang-2023'])
    expect(space.read((corpus) => corpus.files())).toHaveLength(1)
    expectInStep()
  })

  it('keeps ids when a file is renamed or moved', async () => {
    const path = space.write('a.txt', '柳塘镇2023年报告\n一段。')
    await space.index()
    const before = space.read(passageIds)
    mkdirSync(join(space.reports, '新'))
    renameSync(path, join(space.reports, '新', 'z.txt'))
    expect(await space.index()).toMatchObject({ changed: 1, new: 0, removed: 0, reports: 1 })
    expect(space.read(passageIds)).toEqual(before)
    expect(space.read((corpus) => corpus.report('liutangzhen-2023')?.source.path)).toBe('报告 reports/新/z.txt')
  })
})

describe('the same text or place twice', () => {
  it('keeps an equal text once, links the other file, and hands the report over when the first goes', async () => {
    const first = space.write('a.txt', '柳塘镇2023年报告\n一段。')
    space.write('b.txt', '柳塘镇2023年报告\r\n\r\n　一 段。\r\n')
    const run = await space.index()
    expect(run).toMatchObject({ new: 1, skipped: 1, reports: 1 })
    expect(codes(run)).toEqual(['duplicate'])
    expect(space.read((corpus) => corpus.files({ status: ['duplicate'] })[0]?.report)).toBe('liutangzhen-2023')
    expect(await space.index()).toMatchObject({ new: 0, changed: 0, reports: 1, dataVersion: run.dataVersion })
    rmSync(first)
    expect(await space.index()).toMatchObject({ reports: 1 })
    expect(space.read((corpus) => corpus.report('liutangzhen-2023')?.source.path)).toBe('报告 reports/b.txt')
    expect(space.read((corpus) => corpus.files())).toMatchObject([{ status: 'ok', report: 'liutangzhen-2023' }])
    expectInStep()
  })

  it('keeps a second text of one township and year apart and says so', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    space.write('b.txt', '柳塘镇2023年报告\n另一段。')
    const run = await space.index()
    expect(run).toMatchObject({ new: 2, flagged: 1, reports: 2, townships: 1 })
    expect(codes(run)).toEqual(['second-text'])
    expect(space.read(ids)).toEqual(['liutangzhen-2023', 'liutangzhen-2023-2'])
    expect(space.read((corpus) => corpus.listReports({ problem: 'second-text' }).items.map((r) => r.id))).toEqual([
      'liutangzhen-2023-2',
    ])
    expect(await space.index()).toMatchObject({ unchanged: 2, dataVersion: run.dataVersion })
    space.write('b.txt', '柳塘镇2023年报告\n改过的另一段。')
    await space.index()
    expect(space.read(ids)).toEqual(['liutangzhen-2023', 'liutangzhen-2023-2'])
  })

  it('lets a text that was edited away from its copy leave the copy its id', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    space.write('b.txt', '柳塘镇2023年报告\n一段。')
    await space.index()
    space.write('a.txt', '柳塘镇2023年报告\n别的。')
    await space.index()
    const texts = space.read((corpus) => [...corpus.iteratePassages()].map(({ passage }) => passage.text).sort())
    expect(texts).toEqual(['一段。', '别的。', '柳塘镇2023年报告', '柳塘镇2023年报告'])
    expectInStep()
  })
})

describe('bad input', () => {
  it.each([
    ['empty', '', '是空的'],
    ['empty', ' \n\u3000\n', '没有文字'],
    ['binary', Buffer.from([0x50, 0x00, 0x01, 0xff]), '二进制'],
    ['unreadable', Buffer.from('%PDF-1.7 …'), 'PDF'],
    ['mojibake', Buffer.from('锟斤拷锟斤拷'), '乱码'],
    ['too-large', Buffer.alloc(21 * 1024 * 1024, 'a'), '上限 20 MB'],
    ['crashed', '柳塘镇2023年报告\ncrash', 'boom'],
  ])('names a file that is %s and indexes the others', async (code, content, words) => {
    const bad = space.write('bad.txt', content)
    space.write('good.txt', '石桥乡2023年报告\n一段。')
    const run = await space.index()
    expect(run).toMatchObject({ failed: 1, new: 1, reports: 1 })
    expect(run.problems).toMatchObject([{ code, path: bad }])
    expect(run.problems[0]?.message).toContain(words)
    expect(run.problems[0]?.message).toContain(bad)
    expect(space.read((corpus) => corpus.files({ status: ['failed'] }))).toMatchObject([{ path: bad }])
  })

  it('names formats it cannot read, but not the litter of operating systems', async () => {
    space.write('photo.jpg', 'x')
    for (const name of ['.DS_Store', '~$稿.docx', 'Thumbs.db', 'desktop.ini']) space.write(name, 'x')
    space.write('manifest.csv', 'file,year\n')
    const run = await space.index()
    expect(run).toMatchObject({ failed: 1 })
    expect(codes(run)).toEqual(['unsupported-format'])
  })

  it('names a folder that is not there and loses nothing that was stored from it', async () => {
    space.write('甲/a.txt', '柳塘镇2023年报告\n一段。')
    await space.index([join(space.reports, '甲')])
    rmSync(join(space.reports, '甲'), { recursive: true })
    const run = await space.index([join(space.reports, '甲')])
    expect(run).toMatchObject({ failed: 1, removed: 0, reports: 1 })
    expect(codes(run)).toEqual(['missing'])
  })

  it('names loops of links and dead links, and reads each file once', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    symlinkSync('.', join(space.reports, 'loop'))
    symlinkSync('self', join(space.reports, 'self'))
    symlinkSync('nowhere', join(space.reports, 'dead'))
    symlinkSync('a.txt', join(space.reports, 'z.txt'))
    const run = await space.index()
    expect(run).toMatchObject({ failed: 3, new: 1, skipped: 0, reports: 1 })
    expect(codes(run).sort()).toEqual(['missing', 'symlink-loop', 'symlink-loop'])
  })

  it.skipIf(process.getuid?.() === 0)('names what it may not read and keeps what was stored of it', async () => {
    const path = space.write('甲/a.txt', '柳塘镇2023年报告\n一段。')
    await space.index()
    chmodSync(path, 0)
    expect(await space.index([path], { force: true })).toMatchObject({ failed: 1, reports: 1 })
    chmodSync(join(space.reports, '甲'), 0)
    const run = await space.index()
    chmodSync(join(space.reports, '甲'), 0o755)
    expect(run).toMatchObject({ failed: 1, removed: 0, reports: 1 })
  })

  it('keeps the stored report of a file that broke, and takes it back when it is mended', async () => {
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    const before = await space.index()
    space.write('a.txt', '')
    const run = await space.index()
    expect(run).toMatchObject({ failed: 1, reports: 1, dataVersion: before.dataVersion })
    expect(await space.index()).toMatchObject({ failed: 1, reports: 1 })
    space.write('a.txt', '柳塘镇2023年报告\n一段。')
    expect(await space.index()).toMatchObject({ failed: 0, unchanged: 1, dataVersion: before.dataVersion })
    expect(space.read((corpus) => corpus.files())).toMatchObject([{ status: 'ok' }])
  })

  it('leaves out what is no report of a township unless asked for it', async () => {
    space.write('a.txt', '县司法局2023年报告\n一段。')
    const run = await space.index()
    expect(run).toMatchObject({ skipped: 1, failed: 0, reports: 0 })
    expect(codes(run)).toEqual(['not-a-township-report'])
    expect(await space.index()).toMatchObject({ skipped: 1, reports: 0 })
    expect(await space.index(undefined, { all: true })).toMatchObject({ new: 1, reports: 1 })
    expect(space.read(ids)[0]).toMatch(/^doc-[0-9a-f]{8}-nd$/)
  })
})

describe('changed rules', () => {
  it('label again, also files that were not asked for and texts whose file is gone', async () => {
    const a = space.write('a.txt', '柳塘镇2023年报告\n一段。')
    const b = space.write('b.txt', '石桥乡2023年报告\n一段。')
    await space.index()
    const rows = [...space.indexed]
    rmSync(a)
    const notes: string[] = []
    const stages = plainStages('v2', 'second')
    const run = await space.index([b], { stages }, { note: (line) => notes.push(line) })
    expect(run).toMatchObject({ changed: 2, reports: 2 })
    expect(notes.join()).toContain('2 份报告将重新标注')
    expect(space.read((corpus) => [...corpus.iterateLabels()].flatMap((row) => row.themes))).toEqual(
      Array.from({ length: 4 }, () => 'second'),
    )
    expect([...space.indexed]).toEqual(rows)
    notes.length = 0
    expect(await space.index([b], { stages }, { note: (line) => notes.push(line) })).toMatchObject({ changed: 0 })
    expect(notes).toEqual([])
  })
})

describe('an interrupted run', () => {
  it('leaves a whole corpus, removes nothing, and is completed by the next one', async () => {
    const gone = space.write('0.txt', '旧桥镇2020年报告\n一段。')
    await space.index()
    rmSync(gone)
    for (let i = 1; i <= 9; i++) space.write(`${i}.txt`, `柳塘镇201${i}年报告\n第${i}段。`)
    let asked = 0
    const stopped = await space.index(undefined, {}, { stopped: () => ++asked > 4 })
    expect(stopped).toMatchObject({ interrupted: true, new: 4, removed: 0, reports: 5 })
    expectInStep()
    expect(await space.index()).toMatchObject({ interrupted: false, new: 5, unchanged: 4, removed: 1, reports: 9 })
    expectInStep()
  })
})
