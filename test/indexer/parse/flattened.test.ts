import { describe, expect, it } from 'vitest'
import { parseText } from './sample.ts'

const RED_HEAD = [
  '霜政 〔2024〕 6号',
  '霜桥镇人民政府',
  '关于2023 年度法治政府建设情况的报告',
  '中共临山县委、临山县人民政府：',
  '2023年，霜桥镇坚持依法行政，规范公正文明执法，法治政府建设取得新成效。现将有关情况报告如下：',
]
const FOOT = ['霜桥镇人民政府', '2024年1月15日']

const NUMBERED = [
  '一、2023 年推进法治政府建设的主要举措和成效',
  '（一）加强组织领导，压实工作责任',
  '成立法治政府建设领导小组，全年研究法治工作4次，形成齐抓共管的工作格局。',
  '（二）严格规范执法',
  '组织执法人员参加培训3次，办理案件26件，全部按时办结，群众满意度持续提升。',
  '二、存在的不足和原因',
  '1、法治意识还需加强',
  '部分干部运用法治思维解决问题的能力不强。',
  '2、执法力量薄弱',
  '专业人员少，业务培训不够系统。',
  '三、2024 年工作安排',
  '继续推进依法行政，进一步加强执法队伍建设。',
]

const UNNUMBERED = [
  '推进法治政府建设的主要举措和成效',
  '（一）加强组织领导，压实工作责任',
  '成立法治政府建设领导小组，全年研究法治工作4次，形成齐抓共管的工作格局。',
  '（二）严格规范执法',
  '组织执法人员参加培训3次，办理案件26件，全部按时办结，群众满意度持续提升。',
  '党政主要负责人履行推进法治建设第一责任人职责情况',
  '（一）带头学法用法',
  '党委书记、镇长带头讲法治课2次，定期听取法治工作汇报。',
  '推进法治政府建设存在的不足和原因',
  '部分干部运用法治思维解决问题的能力不强。',
]

const labelled = (text: string): string[] =>
  parseText(text).passages.map(({ section, role, headingPath, text: words }) =>
    [section, role, headingPath.join(' > '), words].join(' | '),
  )

describe('a page flattened into one line', () => {
  it.each([
    ['one blank, numbered headings', NUMBERED, ' '],
    ['two wide blanks, numbered headings', NUMBERED, '\u3000\u3000'],
    ['one blank, unnumbered headings', UNNUMBERED, ' '],
    ['two wide blanks, unnumbered headings', UNNUMBERED, '\u3000\u3000'],
  ])('is labelled as its lines are: %s', (_, body, blank) => {
    const lines = [...RED_HEAD, ...body, ...FOOT]
    expect(labelled(lines.join(blank))).toEqual(labelled(lines.join('\n')))
    expect(parseText(lines.join(blank)).identity).toEqual(parseText(lines.join('\n')).identity)
  })

  it('is cut before the text where nothing divides it from a heading that names a section', () => {
    const glued = [...RED_HEAD.slice(2), '一、主要举措和成效', '我镇成立领导小组，全年研究法治工作4次。']
    const more = ['二、存在问题不足', '虽然工作取得一定成绩，但执法力量仍然薄弱。', '三、下一步打算', '一是加强培训。']
    expect(labelled([...glued, ...more].join('')).slice(-6)).toEqual([
      'measures | heading | 一、主要举措和成效 | 一、主要举措和成效',
      'measures | body | 一、主要举措和成效 | 我镇成立领导小组，全年研究法治工作4次。',
      'problems | heading | 二、存在问题不足 | 二、存在问题不足',
      'problems | body | 二、存在问题不足 | 虽然工作取得一定成绩，但执法力量仍然薄弱。',
      'plan | heading | 三、下一步打算 | 三、下一步打算',
      'plan | body | 三、下一步打算 | 一是加强培训。',
    ])
  })
})
