import { describe, expect, it } from 'vitest'
import type { Passage, Report } from '../../web/api-types.ts'
import { citation, permalink } from '../../web/citation.ts'
import { outlineOf } from '../../web/components/Outline.tsx'
import { pageNumbers } from '../../web/components/Pager.tsx'
import { checkFiveContents } from '../../web/five-contents.ts'
import { lastWord } from '../../web/stores/suggest.ts'

const passage = (n: number, section: Passage['section'], headingPath: string[] = [], role: Passage['role'] = 'body') =>
  ({
    id: `p${n}`,
    reportId: 'r',
    n,
    role,
    section,
    headingPath,
    themes: [],
    practices: [],
    named: [],
    items: [],
    text: '文',
  }) satisfies Passage

const report = (codes: string[] = []): Report => ({
  id: 'r',
  title: '报告',
  township: { name: '柳坞镇', level: '镇' },
  source: { path: 'a.txt', sha256: '0', importedAt: '2026-01-01T00:00:00Z', format: 'txt' },
  passages: 3,
  problems: codes.map((code) => ({ stage: 'parse', code, message: '' })),
})

describe('the five contents', () => {
  it('says "absent" of a report whose parts were recognised', () => {
    const checks = checkFiveContents(report(), [
      passage(1, 'measures'),
      passage(2, 'problems'),
      passage(3, 'problems', [], 'cause'),
    ])
    expect(checks.map((c) => c.state)).toEqual(['present', 'present', 'absent', 'absent', 'absent'])
    expect(checks[1]).toMatchObject({ passages: 2, first: 'p2', cause: true })
  })

  it('says "unrecognised" where only one part, or none, was found', () => {
    const checks = checkFiveContents(report(), [passage(1, 'measures'), passage(2, 'measures')])
    expect(checks.map((c) => c.state)).toEqual(['present', ...Array(4).fill('unrecognised')])
  })

  it('says "unrecognised" where reading noted a doubt about headings', () => {
    const checks = checkFiveContents(report(['no-headings']), [passage(1, 'measures'), passage(2, 'plan')])
    expect(checks[1]?.state).toBe('unrecognised')
  })
})

it('draws an outline from heading paths and names a part without a heading by its section', () => {
  const entries = outlineOf(
    [
      passage(1, 'front-matter'),
      passage(2, 'overview'),
      passage(3, 'measures', ['一、做法'], 'heading'),
      passage(4, 'measures', ['一、做法', '（一）调解']),
      passage(5, 'measures', ['一、做法', '（一）调解']),
      passage(6, 'plan', ['一、做法', '（一）调解']),
    ],
    (section) => `<${section}>`,
  )
  expect(entries.map((e) => [e.id, e.label, e.depth])).toEqual([
    ['p2', '<overview>', 0],
    ['p3', '一、做法', 0],
    ['p4', '（一）调解', 1],
    ['p6', '<plan>', 2],
  ])
})

describe('a citation', () => {
  const township = { name: '柳坞镇', level: '镇', county: '青禾县' } as const
  it('names who, what, where and the permalink', () => {
    const cited = {
      report: { id: 'r', title: '2023年报告', year: 2023, township },
      n: 7,
      headingPath: ['一、做法', '（一）调解'],
    }
    expect(citation(cited, permalink('http://h', '柳-1', 'p:1'), '3f2a', '2026-11-21')).toBe(
      `青禾县柳坞镇：《2023年报告》，2023年度，“一、做法 › （一）调解”，第7段。http://h/reports/${encodeURIComponent('柳-1')}#p=p%3A1（阡陌数据版本 3f2a，2026-11-21 查阅）。`,
    )
  })

  it('leaves out what is not known', () => {
    const text = citation(
      { report: { id: 'r', title: '报告', township }, n: 1, headingPath: [] },
      'http://h/x',
      undefined,
      '2026-01-02',
    )
    expect(text).toBe('青禾县柳坞镇：《报告》，第1段。http://h/x（2026-01-02 查阅）。')
  })
})

it.each([
  ['', '', ''],
  ['枫桥', '', '枫桥'],
  ['调解 枫', '调解 ', '枫'],
  ['调解　枫', '调解　', '枫'],
  ['(调解|枫', '(调解|', '枫'],
  ['调解 -信', '调解 -', '信'],
  ['"依法 行', '"依法 行', ''],
  ['"依法" 行', '"依法" ', '行'],
])('offers for the last word of %j', (typed, before, word) => {
  expect(lastWord(typed)).toEqual({ before, word })
})

it.each([
  [1, 3, [1, 2, 3]],
  [5, 20, [1, 3, 4, 5, 6, 7, 20]],
  [20, 20, [1, 18, 19, 20]],
])('shows the pages around page %i of %i', (page, last, expected) => {
  expect(pageNumbers(page, last)).toEqual(expected)
})
