import { describe, expect, it } from 'vitest'
import type { ParsedPassage } from '../../../indexer/stages.ts'
import { createUnderstander } from '../../../indexer/understand/understand.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { lexiconDir, passageOf, reportOf } from './sample.ts'
import { topics } from './themes-topics.ts'

const understand = createUnderstander(loadLexicon(lexiconDir))
const labels = (text: string, changes?: Partial<ParsedPassage>) => {
  const found = understand(reportOf(passageOf(text, changes)))[0]
  if (!found) throw new Error('no labels')
  return found
}
const themes = (text: string, changes?: Partial<ParsedPassage>): string[] => labels(text, changes).themes

describe('the theme of a passage', () => {
  it.each(topics)('is %s: %s', (theme, text) => {
    expect(themes(text)[0] ?? '').toBe(theme)
  })

  it('is given to a heading by its own words', () => {
    expect(themes('（二）规范行政执法，加强执法监督', { role: 'heading' })[0]).toBe('enforcement')
    expect(themes('二、工作措施及成效', { role: 'heading' })).toEqual([])
  })

  it('counts a want of people beside the work that wants them', () => {
    expect(themes('执法队伍人员不足、业务能力欠缺，装备落后。')).toEqual(['capacity', 'enforcement'])
  })

  it('comes from the heading above where the passage says nothing', () => {
    const path = ['二、主要举措', '（三）化解矛盾纠纷，维护稳定']
    expect(themes('坚持抓早抓小、抓细抓实，成效明显。', { headingPath: path })).toEqual(['disputes'])
    expect(themes('坚持抓早抓小、抓细抓实，成效明显。')).toEqual([])
  })

  it('follows the passage rather than a heading that speaks of something else', () => {
    const path = ['（四）深入开展普法宣传']
    expect(themes('执法队办理一般程序案件九件，罚没款两万元。', { headingPath: path })[0]).toBe('enforcement')
  })

  it('is none in preambles, leads, closings and headers', () => {
    const text = '全镇深入推进行政执法、人民调解和普法宣传。'
    for (const section of ['overview', 'front-matter', 'closing'] as const)
      expect(themes(text, { section })).toEqual([])
    for (const role of ['lead', 'title', 'signature'] as const) expect(themes(text, { role })).toEqual([])
  })

  it('counts 谁执法谁普法 for publicity alone', () => {
    expect(themes('落实“谁执法谁普法”责任制。')).toEqual(['publicity'])
    expect(themes('落实‘谁执法，谁普法’责任制。')).toEqual(['publicity'])
  })

  it('is not triggered by slogans, titles of laws and set phrases', () => {
    expect(themes('形成遇事找法、办事依法、化解矛盾靠法的良好氛围。')).toEqual([])
    expect(themes('坚决贯彻上级决策部署。')).toEqual([])
    expect(themes('认真学习《行政处罚法》《信访工作条例》。')[0]).toBe('legal-literacy')
    expect(themes('认真学习《行政处罚法》《信访工作条例》。')).not.toContain('petitions')
  })

  it('tells the counsel of a village from the counsel of the government', () => {
    expect(themes('十二个村全部签订村法律顾问协议。')[0]).toBe('legal-services')
    expect(themes('党委政府法律顾问列席会议，提出意见六条。')[0]).toBe('decision-review')
  })

  it('gives a passage of several items up to three themes', () => {
    const parts = ['一是规范行政执法，办理处罚案件九件。', '二是化解矛盾纠纷八十起。', '三是开展普法宣传二十场。']
    const text = `${parts.join('')}四是修订应急预案，组织演练两场。`
    const items = [0, ...parts.map((_, i) => parts.slice(0, i + 1).join('').length)]
    const ranges = items.map((start, i): [number, number] => [start, items[i + 1] ?? text.length])
    const found = themes(text, { items: ranges })
    expect(found).toHaveLength(3)
    expect(found[0]).toBe('enforcement')
  })

  it('keeps to one theme where another is only brushed', () => {
    const text = '全年调解矛盾纠纷八十起，人民调解员走村入户，一站式矛调中心受理登记，化解率百分之九十八，资料齐全。'
    expect(themes(text)).toEqual(['disputes'])
  })

  it('is the same however the text is typed', () => {
    const text = '结合“12·4”国家宪法日，发放宣传资料（折页）300份，LED屏滚动播放标语。'
    const typed = ['结合"12•4"国家宪法日,发放宣传资料(折页)300份,ＬＥＤ屏滚动播放标语。', text.replace(/，/g, '， ')]
    for (const other of typed) expect(themes(other)).toEqual(themes(text))
  })

  it('is explained by the words that spoke for it', () => {
    const { explain } = labels('聘请律师担任村法律顾问，办理法律援助案件三件。')
    const why = explain.find(({ label }) => label === 'theme:legal-services')?.why
    expect(why).toContain('法律援助')
  })
})
