import { describe, expect, it } from 'vitest'
import { matchingView } from '../../../indexer/understand/matching-view.ts'
import { createPracticeFinder } from '../../../indexer/understand/practices.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { Section } from '../../../server/schema.ts'
import { lexiconDir, passageOf } from './sample.ts'
import { stances } from './stance-sentences.ts'

const find = createPracticeFinder(loadLexicon(lexiconDir))
const mentionOf = (name: string, text: string, changes: Parameters<typeof passageOf>[1]) =>
  find(passageOf(text, changes), matchingView(text)).find((mention) => mention.name === name)

describe('the stance of a practice', () => {
  it.each(stances)('in %s, “%s”: %s is %s', (section, text, name, stance, words) => {
    const mention = mentionOf(name, text, { section })
    expect(mention?.stance).toBe(stance)
    if (words) expect(mention?.why).toContain(words)
  })

  it.each(Section.options)('is only mentioned where it stands in a heading (%s)', (section) => {
    expect(mentionOf('合法性审查', '推行合法性审查', { section, role: 'heading' })?.stance).toBe('mentioned')
  })

  it('is only mentioned in a heading glued in front, and done in the text after it', () => {
    const text = '（一）抓实合法性审查。组织应急演练两次。'
    expect(mentionOf('合法性审查', text, { headingLength: 10 })?.stance).toBe('mentioned')
    expect(mentionOf('应急演练', text, { headingLength: 10 })?.stance).toBe('done')
  })

  it('says nothing of a practice in the title', () => {
    expect(mentionOf('合法性审查', '合法性审查年度报告', { role: 'title', section: 'front-matter' })).toBeUndefined()
  })

  it('is judged for each mention by itself', () => {
    const text = '开展合法性审查九件。下一步，推广合法性审查清单。'
    const found = find(passageOf(text), matchingView(text)).filter(({ name }) => name === '合法性审查')
    expect(found.map(({ stance }) => stance)).toEqual(['done', 'planned'])
  })

  it('gives a reason with the deciding words, without punctuation before them', () => {
    const mention = mentionOf('应急演练', '人手已配齐。下一步，开展应急演练。', {})
    expect(mention?.why).toMatch(/用语：“下一步，开展”（章节：主要举措/)
  })
})
