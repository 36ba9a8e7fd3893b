import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createIndicatorExtractor } from '../../../../indexer/understand/indicators/extract.ts'
import { loadIndicatorRules } from '../../../../server/lexicon/indicators.ts'
import type { Indicator } from '../../../../server/schema.ts'
import * as habits from './habits.ts'
import * as lexical from './names.ts'
import * as published from './published.ts'
import * as plain from './sentences.ts'

const extract = createIndicatorExtractor(loadIndicatorRules(join(import.meta.dirname, '../../../../data/lexicon')))
const read = (text: string, section: 'measures' | 'plan' | 'problems' = 'measures', year = 2023) =>
  extract({ n: 1, text, section, role: 'body', headingPath: [] }, { year })

describe.each(Object.entries({ ...plain, ...lexical, ...habits, ...published }))('%s', (_, rows) => {
  it.each(rows)('reads %s', (text, facts, options) => {
    expect(read(text, options?.section, options?.year).map(write)).toEqual(facts.map(sortMarks))
  })
})

describe('a fact', () => {
  it('names its sentence, its clause and the number as it stands in the source', () => {
    const text = '召开部署会。全年化解 “物业” 纠纷 １２０ 余件，其他略。'
    const [fact] = read(text)
    expect(text.slice(fact?.start, fact?.end)).toBe('１２０ 余件')
    expect(text.slice(...(fact?.sentence ?? []))).toBe('全年化解 “物业” 纠纷 １２０ 余件，其他略。')
    expect(fact).toMatchObject({
      text: '全年化解 “物业” 纠纷 １２０ 余件',
      value: 120,
      qualifier: '余',
      measure: 'count',
    })
  })
  it('takes its label from the words of the text', () => {
    const labels = (text: string) => read(text).map((fact) => fact.label)
    expect(labels('学习率、参考率及合格率均达到100%。')).toEqual(['学习率', '参考率', '合格率'])
    expect(labels('有6名专职调解员分别参加评级。')).toEqual(['专职调解员'])
    expect(labels('今年共发放各类普法折页5000余份。')).toEqual(['各类普法折页'])
    expect(labels('排查矛盾纠纷20件，化解18件。')).toEqual(['排查矛盾纠纷', '化解矛盾纠纷'])
    expect(labels('涵盖3个社区、12个村。')).toEqual(['社区', '村'])
    expect(labels('为辖区11个社区配备了法律顾问。')).toEqual(['社区'])
    expect(labels('建成1个公共法律服务站。')).toEqual(['公共法律服务站'])
    expect(labels('镇调委会调处矛盾纠纷86起，调处成功84起。')).toEqual(['镇调委会调处矛盾纠纷', '调处成功矛盾纠纷'])
    expect(labels('整改率100%；立案12件。')).toEqual(['整改率', '立案'])
  })
  it('says why, and that a part is a part', () => {
    const [total, part] = read('办理行政处罚案件9件，其中简易程序4件。')
    expect(total?.why).toContain('处罚')
    expect(part?.why).toContain('其中')
  })
  it('leaves the value out where the source masks it', () => {
    const [fact] = read('化解矛盾纠纷××件。')
    expect(fact).toMatchObject({ indicator: 'disputes_resolved', unit: '件' })
    expect(fact && 'value' in fact).toBe(false)
  })
  it('is not read from headings, titles and signatures', () => {
    const text = '（一）化解纠纷120件'
    for (const role of ['heading', 'title', 'docno', 'signature', 'date'] as const)
      expect(extract({ n: 1, text, section: 'measures', role, headingPath: [] }, {})).toEqual([])
  })
  it('survives other spacing, width and traditional letters', () => {
    const values = (text: string) => read(text).map((fact) => [fact.indicator, fact.value, fact.unit])
    const same = [['disputes_resolved', 1200, '件']]
    for (const text of [
      '調解矛盾糾紛1200餘件',
      '调解矛盾纠纷 1,200 余件',
      '调解矛盾纠纷１２００　余件',
      '调解“矛盾纠纷”一千二百余件',
    ])
      expect(values(text)).toEqual(same)
  })
})

function write(fact: Indicator): string {
  const marks = [
    fact.valueMax === undefined ? '' : `…${fact.valueMax}`,
    fact.qualifier ? `~${fact.qualifier}` : '',
    fact.scope === 'year' ? '' : `@${fact.scope}`,
    fact.per ? `/${fact.per}` : '',
    fact.implied ? '!' : '',
  ]
  return sortMarks(
    [fact.indicator, `${fact.value ?? '?'}${fact.unit}`, ...marks.filter((mark) => mark !== '')].join(' '),
  )
}

function sortMarks(fact: string): string {
  const [kind, value, ...marks] = fact.split(' ')
  return [kind, value, ...marks.sort()].join(' ')
}
