import { rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Corpus } from '../../../server/corpus/port.ts'
import { createWorkspace, type Workspace } from './workspace.ts'

let space: Workspace
beforeEach(() => {
  space = createWorkspace()
})
afterEach(() => space.remove())

const lines = Array.from(
  { length: 40 },
  (_, i) => `第${i}段说的是村里第${i * 7 + 3}桩事情怎样办成，来了${i * 13 + 1}个人。`,
)
/** A report with some lines in other words. */
const report = (head: string, changed: readonly number[] = []): string =>
  [head, ...lines.map((line, i) => (changed.includes(i) ? `另起一行：完全换了别的讲法，编号${i}。` : line))].join('\n')

const ids = (corpus: Corpus): string[] =>
  corpus
    .listReports()
    .items.map(({ id }) => id)
    .sort()
const texts = (corpus: Corpus): string[] => [...corpus.iteratePassages()].map(({ passage }) => passage.text)

describe('nearly the same text twice', () => {
  it('is kept once and linked, and nothing changes the second time', async () => {
    space.write('a.txt', report('柳塘镇2023年报告'))
    space.write('b.txt', report('柳塘镇2023年报告', [5]))
    const run = await space.index()
    expect(run).toMatchObject({ new: 1, skipped: 1, reports: 1 })
    expect(run.problems).toMatchObject([{ code: 'near-duplicate', path: expect.stringContaining('b.txt') }])
    expect(run.problems[0]?.message).toMatch(/9\d(\.\d)?% 相同/)
    expect(space.read((corpus) => corpus.files({ status: ['duplicate'] })[0]?.report)).toBe('liutangzhen-2023')
    const again = await space.index()
    const forced = await space.index(undefined, { force: true })
    for (const one of [again, forced]) expect(one).toMatchObject({ unchanged: 2, dataVersion: run.dataVersion })
  })

  it('is two reports where township or year differ, or too much of the text', async () => {
    space.write('a.txt', report('柳塘镇2023年报告'))
    space.write('b.txt', report('柳塘镇2022年报告'))
    space.write('c.txt', report('石桥乡2023年报告'))
    space.write('d.txt', report('柳塘镇2023年报告', [1, 3, 5, 7, 9, 11, 13]))
    space.write('e.txt', report('鹤鸣镇报告'))
    space.write('f.txt', report('鹤鸣镇报告', [5, 9]))
    expect(await space.index()).toMatchObject({ new: 6, skipped: 0, reports: 6 })
    expect(space.read(ids)).toEqual([
      'hemingzhen-nd',
      'hemingzhen-nd-2',
      'liutangzhen-2022',
      'liutangzhen-2023',
      'liutangzhen-2023-2',
      'shiqiaoxiang-2023',
    ])
  })

  it('is taken in when the one that was kept goes, or becomes another', async () => {
    const first = space.write('a.txt', report('柳塘镇2023年报告'))
    space.write('b.txt', report('柳塘镇2023年报告', [5]))
    await space.index()
    rmSync(first)
    expect(await space.index()).toMatchObject({ reports: 1, removed: 1, new: 1 })
    expect(space.read(texts)).toContain('另起一行：完全换了别的讲法，编号5。')
    expect(space.read((corpus) => corpus.files())).toMatchObject([{ status: 'ok', report: 'liutangzhen-2023' }])
    space.write('a.txt', report('柳塘镇2023年报告'))
    expect(await space.index()).toMatchObject({ skipped: 1, reports: 1 })
    space.write('b.txt', '柳塘镇2023年报告\n全部改写。')
    await space.index()
    expect(space.read(texts)).toContain(lines[5])
    expect(space.read(texts)).toContain('全部改写。')
    expect(space.read((corpus) => corpus.stats().reports)).toBe(2)
  })

  it('keeps its id when it comes back under another name, touched up', async () => {
    const first = space.write('a.txt', report('柳塘镇2023年报告'))
    await space.index()
    rmSync(first)
    space.write('改.txt', report('柳塘镇2023年报告', [5]))
    expect(await space.index()).toMatchObject({ changed: 1, new: 0, removed: 0, reports: 1 })
    expect(space.read(ids)).toEqual(['liutangzhen-2023'])
  })
})
