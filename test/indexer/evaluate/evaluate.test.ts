import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { align } from '../../../indexer/evaluate/align.ts'
import { countAnswer, countPairs, emptyTally, f1, precision, recall } from '../../../indexer/evaluate/count.ts'
import { goldQualifier, goldScopes } from '../../../indexer/evaluate/gold.ts'
import type { Understood } from '../../../indexer/run/pipeline.ts'
import type { Passage } from '../../../server/schema.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const shared = join(home, '..', 'shared')

describe('counting', () => {
  it('pairs equal labels once and names the rest', () => {
    const tally = emptyTally()
    countPairs(tally, 'p1', ['甲', '甲', '乙'], ['甲', '丙'])
    expect(tally).toMatchObject({ right: 1, found: 3, labelled: 2, misses: ['p1 − 丙', 'p1 ＋ 甲', 'p1 ＋ 乙'] })
    expect([precision(tally), recall(tally), f1(tally)]).toEqual([1 / 3, 1 / 2, 2 / 5])
    expect(f1(emptyTally())).toBe(0)
  })

  it('takes any of the accepted answers', () => {
    const tally = emptyTally()
    countAnswer(tally, 'p1', 'stock', ['stock', 'year'])
    countAnswer(tally, 'p2', 'plan', ['year'])
    expect(tally).toMatchObject({ right: 1, labelled: 2, misses: ['p2 应为 year，得到 plan'] })
  })
})

describe('words of the hand labels', () => {
  it.each([
    ['累计；余', '余'],
    ['以上', '以上'],
    ['共', ''],
    ['全部；确保', ''],
    ['', ''],
  ])('qualifier %s bounds as %s', (words, bound) => {
    expect(goldQualifier(words)).toBe(bound)
  })

  it.each([
    ['2023（今年）', 'lectures', ['year']],
    ['2022', 'lectures', ['other']],
    ['存量', 'volunteers', ['stock']],
    ['截至2023年底', 'lectures', ['cumulative']],
    ['', 'lectures', ['year']],
    ['', 'villages_total', ['stock', 'year']],
  ])('scope %s of %s is %s', (scope, indicator, accepted) => {
    expect(goldScopes({ scope, indicator }, 2023)).toEqual(accepted)
  })
})

describe('aligning', () => {
  const passages = ['标题', '一、举措', '（一）甲。', '（二）乙。'].map((text) => ({ text }) as Passage)
  const understood = { passages } as Understood
  const label = (n: number, start: string) => {
    return { seed: 's', n, start, section: '', heading_path: [], themes: [], practices: [], role: '' }
  }

  it('finds a passage by its number, or near it by its beginning', () => {
    const pairs = align([label(1, '标题'), label(2, '（一）甲'), label(9, '没有')], understood)
    expect(pairs.map(({ passage }) => passage?.text)).toEqual(['标题', '（一）甲。', undefined])
  })
})

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', join(home, 'indexer', 'evaluate.ts'), ...args], {
      cwd: home,
      encoding: 'utf8',
    })

  it('ends with 2 and the path where a folder or a file is missing', () => {
    const none = run(join(tmpdir(), 'qianmo-no-such'), tmpdir())
    expect([none.status, none.stderr.includes('qianmo-no-such')]).toEqual([2, true])
    const empty = run(join(home, 'web'), join(home, 'web'))
    expect([empty.status, empty.stderr.includes('paragraphs.jsonl')]).toEqual([2, true])
    expect(run().status).toBe(2)
  }, 30_000)

  const there = existsSync(join(shared, 'gold'))
  if (!there) console.warn(`跳过：没有 ${join(shared, 'gold')}，不能用人工标注衡量`)
  it.skipIf(!there)(
    'measures the labels of the reports at hand',
    () => {
      const { status, stdout } = run(join(shared, 'gold'), join(shared, 'reports'), '--misses')
      expect(status).toBe(0)
      const value = Number(/主题 F1[^│]*│[^│]*│\s*([\d.]+)/.exec(stdout)?.[1])
      expect(value).toBeGreaterThanOrEqual(0.85)
      expect(stdout).toContain('【主题 F1')
    },
    60_000,
  )
})
