import { describe, expect, it } from 'vitest'
import { matchingView } from '../../../indexer/understand/matching-view.ts'
import { createPracticeFinder } from '../../../indexer/understand/practices.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { Practice } from '../../../server/lexicon/schema.ts'
import { expectLinear, repeated } from '../../linear.ts'
import { lexiconDir, passageOf } from './sample.ts'

const lexicon = loadLexicon(lexiconDir)
const finderOf = (...entries: object[]) =>
  createPracticeFinder({
    ...lexicon,
    practices: entries.map((entry) => Practice.parse({ kind: '制度', theme: 'disputes', ...entry })),
  })
const namesIn = (find: ReturnType<typeof finderOf>, text: string, changes = {}) =>
  find(passageOf(text, changes), matchingView(text)).map(({ name }) => name)

const short = { id: 'P901', name: '青石议事' }
const long = { id: 'P902', name: '青石议事会' }

describe('finding practices', () => {
  it('gives the range in the source, quotation marks inside it included', () => {
    const text = '推行青石“议事”制度'
    const [mention] = finderOf(short)(passageOf(text), matchingView(text))
    expect(text.slice(mention?.start, mention?.end)).toBe('青石“议事')
  })

  it('drops a name inside a longer one, unless the longer one includes it', () => {
    expect(namesIn(finderOf(short, long), '青石议事会')).toEqual(['青石议事会'])
    expect(namesIn(finderOf(short, { ...long, includes: ['P901'] }), '青石议事会').sort()).toEqual([
      '青石议事',
      '青石议事会',
    ])
  })

  it('keeps a name inside a wording that bridges a gap', () => {
    const bridging = { id: 'P903', name: '全程监督', patterns: ['监督[^，。]{0,12}到底'] }
    expect(namesIn(finderOf(short, bridging), '监督青石议事到底')).toEqual(['全程监督', '青石议事'])
  })

  it('drops an umbrella term only where a narrower one stands in the same passage', () => {
    const umbrella = { ...short, unless: ['P904'] }
    const narrow = { id: 'P904', name: '评议小组' }
    expect(namesIn(finderOf(umbrella, narrow), '青石议事，评议小组到场')).toEqual(['评议小组'])
    expect(namesIn(finderOf(umbrella, narrow), '青石议事')).toEqual(['青石议事'])
  })

  it('gives way where it overlaps what it yields to', () => {
    const other = { id: 'P905', name: '事会评理' }
    expect(namesIn(finderOf({ ...long, yields: ['P905'] }, other), '青石议事会评理')).toEqual(['事会评理'])
  })

  it('refuses the name itself where a false friend overlaps it, and finds it elsewhere in the passage', () => {
    const find = finderOf({ ...short, excludes: ['小青石议事'] })
    expect(namesIn(find, '小青石议事')).toEqual([])
    expect(namesIn(find, '小青石议事，青石议事，小青石议事')).toEqual(['青石议事'])
  })

  it('asks for the required company in the sentence, or in the passage and its headings', () => {
    const inSentence = finderOf({ ...short, requires: { pattern: '法治' } })
    expect(namesIn(inSentence, '推行青石议事，讲法治')).toEqual(['青石议事'])
    expect(namesIn(inSentence, '讲法治。推行青石议事')).toEqual([])
    const inPassage = finderOf({ ...short, requires: { pattern: '法治', within: 'passage' } })
    expect(namesIn(inPassage, '讲法治。推行青石议事')).toEqual(['青石议事'])
    expect(namesIn(inPassage, '推行青石议事', { headingPath: ['（一）法治建设'] })).toEqual(['青石议事'])
    expect(namesIn(inPassage, '推行青石议事')).toEqual([])
  })

  it.each(['法治建设', '依法治镇', '学法治', '法律顾问镇聘请', '执法证明', '针对问题', '虽然合法性审查', '同部署、'])(
    'reads “%s” over and over in linear time',
    (piece) => {
      const find = createPracticeFinder(lexicon)
      return expectLinear((size) => {
        const text = repeated(piece, size)
        find(passageOf(text, { section: 'problems' }), matchingView(text))
      })
    },
  )
})
