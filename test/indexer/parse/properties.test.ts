import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { parseText } from './sample.ts'

const PIECES = [
  '一、',
  '（二）',
  '(三)',
  '1.',
  '①',
  '一是',
  '二是',
  '存在的问题',
  '下一步',
  '主要做法',
  '霜桥镇',
  '2023年',
  '法治政府建设',
  '报告',
  '。',
  '：',
  '；',
  '\n',
  '\n\n',
  '　',
  ' ',
  '索引号：',
  '上一篇',
  '县委：',
  '特此报告',
  '人民政府',
  '（',
  '）',
  '第一责任人职责',
  '[bookmark: _GoBack]',
  '🙂',
  '\u200b',
  '加强学习，提高认识',
  '|',
  '> ',
]
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })), { maxLength: 120 })
  .map((parts) => parts.join(''))
const bare = (value: string): string => value.replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]/g, '')

describe('parse on any text', () => {
  test.prop([text], { numRuns: 300 })('never throws and keeps every range inside its passage', (input) => {
    const { passages } = parseText(input)
    for (const [i, passage] of passages.entries()) {
      expect(passage.n).toBe(i + 1)
      expect(passage.text.trim()).not.toBe('')
      expect(passage.headingLength).toBeLessThanOrEqual(passage.text.length)
      for (const [start, end] of passage.items) {
        expect(start).toBeGreaterThanOrEqual(0)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(passage.text.length)
      }
      if (passage.headingLength > 0)
        expect(passage.headingPath.at(-1)).toBe(passage.text.slice(0, passage.headingLength))
    }
  })

  test.prop([text], { numRuns: 300 })('gives its passages in the order of the source', (input) => {
    const source = bare(input.replaceAll('[bookmark: _GoBack]', ''))
    let at = 0
    for (const passage of parseText(input).passages) {
      const words = bare(passage.text)
      const found = source.indexOf(words, at)
      expect(found).toBeGreaterThanOrEqual(at)
      at = found + words.length
    }
  })

  const prose = fc.array(
    fc.constantFrom(
      '一、加强领导',
      '（一）抓学习。组织学习。',
      '1.抓执法',
      '一是抓宣传。',
      '开展活动，群众满意。',
      '存在的问题',
      '主要原因：',
    ),
    { minLength: 1, maxLength: 40 },
  )
  test.prop([prose])('covers a text without furniture wholly', (lines) => {
    const { passages } = parseText(`霜桥镇2023年法治政府建设报告\n${lines.join('\n')}`)
    expect(passages.slice(1).map((passage) => passage.text)).toEqual(lines)
  })
})

describe('parse on hostile input', () => {
  const M = 1_000_000
  it.each<[string, string]>([
    ['one character', '一'.repeat(M)],
    ['numbers', '一、'.repeat(M / 2)],
    ['bracketed numbers', '（一）'.repeat(M / 3)],
    ['blanks in between', `a${'\u3000'.repeat(M)}b`],
    ['labels', '索引号 '.repeat(M / 4)],
    ['suffixes', '镇'.repeat(M)],
    ['years', '2023年'.repeat(M / 5)],
    ['headings on one line', '一、主要举措二、存在的问题（一）学习。'.repeat(M / 19)],
    ['20,000 short lines', '加强学习\n'.repeat(20_000)],
    ['20,000 lines of inverted levels', '①丙\n（1）乙\n1、甲\n一、工作\n'.repeat(5000)],
    ['ends of a page', '上一篇 '.repeat(M / 4)],
    ['blanks of a form', '_'.repeat(M)],
  ])('is done with 1 MB of %s before long', { timeout: 30_000 }, (_, input) => {
    // a second at most; a pattern that backtracks takes hours
    expect(() => parseText(input)).not.toThrow()
  })

  it('is content with nothing', () => {
    const { passages, problems } = parseText('\n　\n')
    expect(passages).toEqual([])
    expect(problems.map((problem) => problem.code)).toContain('no-title')
  })
})
