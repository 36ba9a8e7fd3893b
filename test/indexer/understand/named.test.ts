import { describe, expect, it } from 'vitest'
import { createNameFinder } from '../../../indexer/understand/named.ts'
import { quotesOf } from '../../../indexer/understand/named-quotes.ts'
import { createUnderstander } from '../../../indexer/understand/understand.ts'
import { nameKey } from '../../../server/corpus/ids.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { namesIn, noNames } from './named-sentences.ts'
import { lexiconDir, passageOf, reportOf } from './sample.ts'

const lexicon = loadLexicon(lexiconDir)
const understand = createUnderstander(lexicon)
const names = (text: string): string[] => understand(reportOf(passageOf(text)))[0]?.named.map(({ name }) => name) ?? []
/** By the rules for names alone, whatever practices the lexicon comes to know. */
const byRules = createNameFinder({ ...lexicon, practices: [] })

describe('local names', () => {
  it.each(namesIn)('are found in: %s', (text, expected) => {
    const found = byRules(passageOf(text), [])
    expect(found.map(({ name }) => name)).toEqual(expected)
    for (const { name, start, end, why } of found) {
      expect(text.slice(start, end)).toBe(name)
      expect(why).toBeTruthy()
    }
  })

  it.each(noNames)('are not seen in: %s', (text) => {
    expect(names(text)).toEqual([])
  })

  it('are found in whatever quotation marks they stand', () => {
    for (const [open, close] of ['“”', '""', '‘’', '「」', '『』', '＂＂', '””']) {
      expect(names(`全力打造${open}青萍说理${close}品牌。`)).toEqual(['青萍说理'])
    }
  })

  it('are the same name with and without marks, blanks and full-width signs', () => {
    expect(nameKey('“一壶茶”调解法')).toBe(nameKey('一壶茶调解法'))
    expect(nameKey('1＋3＋Ｎ')).toBe(nameKey('1+3+n'))
    expect(nameKey('“ 和 为 贵 ”调解室')).toBe(nameKey('和为贵调解室'))
  })

  it('stay away once they are refused, in any spelling', () => {
    const strict = createUnderstander({
      ...lexicon,
      named: { ...lexicon.named, refused: ['青萍说理', '一壶茶调解法'] },
    })
    const left = strict(reportOf(passageOf('打造“青萍说理”品牌，推广“一壶茶”调解法和“老榆树”调解法。')))[0]?.named
    expect(left?.map(({ name }) => name)).toEqual(['“老榆树”调解法'])
  })

  it('give way to a practice of that name, not to one that only stands in them', () => {
    const text = '推行“一壶茶”调解法，建成青萍议事厅。'
    const mention = (part: string, name: string) => {
      const start = text.indexOf(part)
      return { id: 'P900', name, stance: 'done' as const, start, end: start + part.length }
    }
    const left = (...practices: ReturnType<typeof mention>[]) =>
      byRules(passageOf(text), practices).map(({ name }) => name)
    expect(left(mention('一壶茶', '一壶茶调解法'))).toEqual(['青萍议事厅'])
    expect(left(mention('议事厅', '议事'), mention('调解法', '调解'))).toEqual(['“一壶茶”调解法', '青萍议事厅'])
    const [kind = ''] = lexicon.named.kindsOfThing
    expect(left(mention('青萍议事厅', kind))).toEqual(['“一壶茶”调解法', '青萍议事厅'])
  })

  it('are not looked for in headers and footers', () => {
    const labels = understand(reportOf(passageOf('打造“青萍说理”品牌', { section: 'front-matter', role: 'title' })))
    expect(labels[0]?.named).toEqual([])
  })

  it('leave titles in book marks alone', () => {
    expect(names('印发《“青萍说理”品牌建设方案》。')).toEqual([])
  })
})

describe('quotation marks', () => {
  it('are paired across families, and a mark left open is dropped', () => {
    expect(quotesOf('“甲乙”、"丙丁"和‘戊己’').map(({ inner }) => inner)).toEqual(['甲乙', '丙丁', '戊己'])
    expect(quotesOf(`有备必审”${'很长的话'.repeat(20)}“青萍说理”`).map(({ inner }) => inner)).toContain('青萍说理')
  })
})
