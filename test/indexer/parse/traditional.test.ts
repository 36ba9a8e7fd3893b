import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Converter } from 'opencc-js/cn2t'
import { describe, expect, it } from 'vitest'
import { isTraditional, simplified } from '../../../indexer/parse/traditional.ts'
import { loadStages } from '../../../indexer/run/load-stages.ts'
import { compose } from '../../../indexer/run/pipeline.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const understand = compose(loadStages(home))
const traditional = Converter({ from: 'cn', to: 't' })
const report = readFileSync(join(home, 'data/reports/桐岫县/竹濂镇-2021.txt'), 'utf8')
const understood = (text: string) =>
  understand({ path: 'a.txt', sha256: '', bytes: 0, format: 'txt', text, problems: [] })

describe('a report in traditional script', () => {
  const [plain, other] = [understood(report), understood(traditional(report))]

  it('is understood as the same report in simplified script is', () => {
    expect(isTraditional(traditional(report))).toBe(true)
    expect(other.isReport).toBe(true)
    expect(other.township).toEqual(plain.township)
    expect(other.identity.year).toBe(plain.identity.year)
    const labels = ({ passages }: typeof plain) =>
      passages.map(({ role, section, themes, practices, items }) => {
        return {
          role,
          section,
          themes,
          items,
          practices: practices.map(({ id, stance, start, end }) => [id, stance, start, end]),
        }
      })
    expect(labels(other)).toEqual(labels(plain))
    expect(other.indicators.map(({ value, start, end }) => [value, start, end])).toEqual(
      plain.indicators.map(({ value, start, end }) => [value, start, end]),
    )
  })

  it('keeps its own characters, every one', () => {
    const source = traditional(report)
    expect(other.passages.map(({ text }) => text).join('')).toBe(source.replace(/\s+/g, ''))
    for (const { headingPath } of other.passages) for (const heading of headingPath) expect(source).toContain(heading)
    for (const { n, text } of other.indicators) expect(other.passages[n - 1]?.text).toContain(text)
    expect(other.identity.title).toBe(traditional(plain.identity.title ?? ''))
  })
})

it('takes a text with a few such characters as it is', () => {
  expect(isTraditional(report)).toBe(false)
  expect(isTraditional(`${report}（書名：《鄉鎮發展與責任》）`)).toBe(false)
  expect(isTraditional('')).toBe(false)
  expect(simplified('ＡＢ Cd 鎮，１２')).toBe('ＡＢ Cd 镇，１２')
})

describe('two reports in one file', () => {
  const again = (name: string, year: number) =>
    report
      .replaceAll('竹濂', name)
      .replaceAll('2022', String(year + 1))
      .replaceAll('2021', String(year))
  const codes = (text: string) => understood(text).problems.map(({ code }) => code)

  it.each([
    ['of two townships', `${report}\n\n${again('枫林', 2021)}`],
    ['of two years', `${report}\n\n${again('竹濂', 2023)}`],
  ])('%s are named', (_name, text) => {
    expect(codes(text)).toContain('several-reports')
  })

  it.each([
    ['the report alone', report],
    ['its title once more', `${report}\n${report.split('\n')[0]}\n${report}`],
    ['links below it', `${report}\n枫林镇2020年度法治政府建设情况报告\n枫林镇2019年度法治政府建设情况报告\n`],
  ])('are not seen in %s', (_name, text) => {
    expect(codes(text)).not.toContain('several-reports')
  })
})
