import { describe, expect, it } from 'vitest'
import { labelsOf, parseText } from './sample.ts'

const identityOf = (...lines: string[]) => parseText(lines.join('\n')).identity
const nameOf = (...lines: string[]) => identityOf(...lines).township?.name
const refusalOf = (...lines: string[]) =>
  parseText(lines.join('\n')).problems.find((problem) => problem.code === 'not-a-township-report')?.message
const preamble = '现将有关情况报告如下：'

describe('names that end or begin with words of the trade', () => {
  it.each([
    ['东城街道2023年度法治政府建设年度报告', '东城街道'],
    ['新城镇2023年度法治政府建设年度报告', '新城镇'],
    ['石城乡2019年法治政府建设工作总结', '石城乡'],
    ['临山县古城镇人民政府2021年法治政府建设报告', '古城镇'],
    ['黛溪区人民政府金塘街道办事处关于2022年度法治政府建设情况的报告', '金塘街道'],
    ['临山县人民政府驻云岭镇2022年法治政府建设工作总结', '云岭镇'],
    ['一四九团2023年法治政府建设情况报告', '一四九团'],
    ['第三师149团2023年法治政府建设情况报告', '149团'],
  ])('%s is of %s', (title, name) => expect(nameOf(title, preamble)).toBe(name))

  it('keeps the county before 人民政府 as a witness for the place', () => {
    const { township } = parseText(`黛溪区人民政府金塘街道办事处关于2022年法治政府建设的报告\n${preamble}`).identity
    expect(township?.evidence[0]).toContain('黛溪区')
  })

  it('is found in the papers a text cites where it calls itself 我镇 only', () => {
    expect(
      nameOf(
        '区委、区政府：',
        `2024年，我镇规范行政行为。现将我镇2024年法治建设工作情况汇报如下：`,
        '一、主要工作',
        '完善工作机制，将法治政府建设纳入了霜桥镇发展总体规划和年度计划，制定《霜桥镇2024年工作计划》。',
      ),
    ).toBe('霜桥镇')
  })

  it('is found in the name of a paper on anything', () => {
    expect(
      nameOf(
        `我街坚持依法行政。现将我街2022年度法治政府建设情况报告如下：`,
        '制定《霜桥街理论学习中心组2022年学习计划》。',
      ),
    ).toBe('霜桥街')
  })

  it('takes no verb before 镇 for a name', () => {
    expect(
      nameOf('2023年镇法治政府建设工作总结', preamble, '一是成立镇法治政府建设领导小组，由镇党委书记任组长。'),
    ).toBe(undefined)
    expect(nameOf('2023年法治政府建设工作总结', preamble, '抽调镇干部成立专班，选派镇领导联系村居。')).toBe(undefined)
    expect(
      nameOf(`2022年，东渡街道深入学习法治思想。${preamble}`, '及时调整成员，完善以街道党工委书记为核心的架构。'),
    ).toBe('东渡街道')
  })
})

describe('metadata of the page', () => {
  it.each([
    ['bullets and brackets', '- [ 发文字号 ] 霜政发〔2024〕3号', '- [ 成文日期 ] 2024-02-12'],
    ['dots', '• 文 号：霜政发〔2024〕3号', '• 成文时间：2024年02月12日'],
    ['a table with a clock', '| 发文字号 | 霜政发〔2024〕3号 |', '| 生成日期 | 2024-02-12 09:13:18 | 是否有效 |'],
    ['other names', '- 备注/文号： 霜政发〔2024〕3号', '- 公文生成日期： 2024-02-12'],
  ])('is read with %s', (_, number, date) => {
    const { passages, identity } = parseText(
      [number, date, '霜桥镇2023年度法治政府建设年度报告', `2023年，霜桥镇依法行政。${preamble}`].join('\n'),
    )
    expect(identity).toMatchObject({ docNumber: '霜政发〔2024〕3号', date: '2024-02-12' })
    expect(passages.map((passage) => passage.role)).toEqual(['title', 'body'])
  })
})

describe('a title printed more than once', () => {
  it.each([
    ['a part of it', '霜桥镇2023年度法治政府建设年度报告', '霜桥镇2023年度法治政府建设'],
    ['another wording', '霜桥镇2023年法治政府建设工作总结', '霜桥镇2023法治政府建设工作总结'],
  ])('stands once where the page repeats %s', (_, first, second) => {
    const { passages } = parseText(
      [first, '加大字体 缩小字体 收藏 打印', second, `2023年，霜桥镇依法行政。${preamble}`].join('\n'),
    )
    expect(passages.map((passage) => passage.role)).toEqual(['title', 'body'])
  })

  it('is given in the print that names the township', () => {
    expect(identityOf('霜桥镇2023年度法治政府建设工作总结', '霜桥2023年度法治政府建设工作总结', preamble).title).toBe(
      '霜桥镇2023年度法治政府建设工作总结',
    )
  })

  it('may differ from the one below the issuers, which leads to the addressee', () => {
    const { passages, identity } = parseText(
      [
        '霜桥镇人民政府2023年法治政府建设年度报告',
        '中共霜桥镇委员会  霜桥镇人民政府',
        '关于印发霜桥镇2023年法治政府工作情况的报告',
        '中共临山县委、县人民政府：',
        `2023年，霜桥镇依法行政。${preamble}`,
      ].join('\n'),
    )
    expect(passages.map((passage) => passage.role)).toEqual(['title', 'issuer', 'title', 'addressee', 'body'])
    expect(identity.addressee).toBe('中共临山县委、县人民政府')
  })

  it('leaves the number of an attachment out of it', () => {
    expect(identityOf('附件2', '霜桥镇2023年度法治政府建设年度报告', preamble).title).toBe(
      '霜桥镇2023年度法治政府建设年度报告',
    )
  })

  it('loses the blanks that set 报 告 apart', () => {
    expect(identityOf('霜桥镇人民政府', '关于2021年度法治政府建设情况的', '报    告', '县政府：', preamble).title).toBe(
      '关于2021年度法治政府建设情况的报告',
    )
  })
})

describe('a document without a title', () => {
  it.each([
    ['an explanation', '一、起草背景', '根据工作要求，现就法治政府建设年度报告解读。', '二、主要内容'],
    ['a guideline', '为规范法治政府建设年度报告工作，结合实际，制定本工作指引。', '一、指导思想', '坚持依法行政。'],
    [
      'a report to the congress',
      '各位代表、同志们：',
      '现在，我代表霜桥镇人民政府向大会报告工作。',
      '法治政府建设扎实推进。',
    ],
    ['news', '7月5日，霜桥镇召开依法行政工作部署会，全体干部参加会议。', '会议强调，要加强法治政府建设。'],
    [
      'another trade',
      '2021年是“八五”普法起步之年，我镇推进“法律七进”工作。',
      '制定《霜桥镇“法律七进”工作实施方案》，开展法治宣传教育，报送“法律七进”信息，推进法治建设。',
    ],
  ])('is refused when it is %s', (_, ...lines) => expect(refusalOf(...lines)).toBeDefined())

  it('is taken when its preamble leads to a report, even if it boasts of the city', () => {
    expect(
      refusalOf(
        `2021年，虹霞街道推进基层法治建设，取得全市第五名、全区第一名。现将虹霞街道2021年度法治政府建设工作报告如下：`,
        '一、主要举措和成效',
        '虹霞街道依法决策，虹霞街道开展普法。',
      ),
    ).toBeUndefined()
  })
})

describe('the name of the site', () => {
  it('is no issuer where the page’s own lines divide it from the title', () => {
    const { passages, problems } = parseText(
      [
        '临山县人民政府',
        '首页 >> 政府信息公开 >> 法定主动公开内容',
        '霜桥镇人民政府关于2023年法治政府建设工作情况报告',
        `2023年，霜桥镇依法行政。${preamble}`,
      ].join('\n'),
    )
    expect(passages.map((passage) => passage.role)).toEqual(['title', 'body'])
    expect(problems.find((problem) => problem.code === 'furniture')?.message).toContain('“临山县人民政府”')
  })
})

describe('a heading on problems', () => {
  it.each(['二、工作中的不足', '二、法治政府建设方面的主要问题', '二、需要改进的问题'])(
    'is known by its end: %s',
    (heading) =>
      expect(labelsOf('一、主要举措', '加强领导。', heading, '力量薄弱。')[3]).toBe(`problems body ${heading}`),
  )

  it('is not one on solving them', () =>
    expect(labelsOf('一、主要举措', '加强领导。', '二、着力补齐工作短板', '新增执法人员2名。')[3]).toMatch(/^measures/))
})

describe('a heading on advice', () => {
  it('is one on plans where it names them too', () =>
    expect(labelsOf('一、主要举措', '加强领导。', '二、意见建议及下一步打算', '加强培训。')[3]).toMatch(/^plan body/))
})

describe('a paragraph that gives its causes on the way', () => {
  it('is no paragraph of causes', () =>
    expect(labelsOf('一、存在不足', '宣传覆盖面不广，主要原因是形式单一。', '二、下一步打算', '加强宣传。')[1]).toBe(
      'problems body 一、存在不足',
    ))
})

describe('a sentence with its problem', () => {
  it('leads to nothing where the next heading follows at once', () =>
    expect(labelsOf('一、存在不足', '工作虽有成效，但执法力量仍然不足。', '二、下一步打算', '加强培训。')[1]).toBe(
      'problems body 一、存在不足',
    ))
})

describe('the end of a report', () => {
  const rolesOf = (...foot: string[]) =>
    labelsOf('一、下一步打算', '加强队伍建设。', ...foot)
      .slice(2)
      .map((label) => label.split(' ').slice(0, 2).join(' '))

  it('is found below a list of attachments and the printer’s notes', () => {
    expect(rolesOf('霜桥镇人民政府', '2024年1月15日', '附件：', '1.霜桥镇法治工作台账', '2.霜桥镇责任清单')).toEqual([
      'closing signature',
      'closing date',
      'other body',
      'other body',
    ])
    expect(rolesOf('附件：1.指标完成表', '2.典型案例', '霜桥镇人民政府', '2024年1月15日', '共印15份')).toEqual([
      'other body',
      'other body',
      'closing signature',
      'closing date',
      'closing body',
    ])
  })

  it('is not a numbered plan without full stops', () => {
    expect(rolesOf('1.加强学习', '2.加强执法').every((label) => label.startsWith('plan'))).toBe(true)
  })
})

describe('levels', () => {
  it('nests a second series of 一、 below its heading until the outer one goes on', () => {
    expect(
      labelsOf(
        '一、2023年工作总结',
        '一、健全工作机制',
        '成立领导小组，召开会议3次。',
        '二、推进依法行政',
        '审查合同19份，执法检查26次。',
        '二、存在问题',
        '一、普法形式单一',
        '群众参与率不高。',
        '三、2024年工作思路',
        '一、加强学习',
        '组织学习6次，开展培训2期。',
      ),
    ).toEqual([
      'measures heading 一、2023年工作总结',
      'measures heading 一、2023年工作总结 > 一、健全工作机制',
      'measures body 一、2023年工作总结 > 一、健全工作机制',
      'measures heading 一、2023年工作总结 > 二、推进依法行政',
      'measures body 一、2023年工作总结 > 二、推进依法行政',
      'problems heading 二、存在问题',
      'problems heading 二、存在问题 > 一、普法形式单一',
      'problems body 二、存在问题 > 一、普法形式单一',
      'plan heading 三、2024年工作思路',
      'plan heading 三、2024年工作思路 > 一、加强学习',
      'plan body 三、2024年工作思路 > 一、加强学习',
    ])
  })

  it('keeps headings where the page breaks off behind the last one', () => {
    expect(
      labelsOf('一、主要举措', '（一）恪守依法行政。健全决策机制，法律顾问全程参与。', '（二）激发多元参与。').map(
        (label) => label.split(' > ')[1],
      ),
    ).toEqual([undefined, '（一）恪守依法行政', undefined])
  })

  it('counts a heading that names situation and results among the measures', () => {
    expect(labelsOf('一、基本情况和主要成效', '（一）夯实基础', '一是依法决策，二是加强宣传。')[2]).toMatch(
      /^measures body/,
    )
  })
})

describe('a heading without a number', () => {
  const body = '镇党委全年召开专题会议4次，研究解决问题12个，推动依法行政取得新进展。'
  it.each([
    ['推进法治政府建设的主要做法和实效', 'measures'],
    ['面临的困难与挑战', 'problems'],
    ['存在的困难和瓶颈', 'problems'],
    ['2024年工作规划', 'plan'],
    ['下一年度工作部署', 'plan'],
  ])('is known by its last word: %s', (heading, section) =>
    expect(labelsOf('一、主要举措', body, heading, body).slice(2)).toEqual([
      `${section} heading ${heading}`,
      `${section} body ${heading}`,
    ]),
  )
})
