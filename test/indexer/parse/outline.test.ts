import { describe, expect, it } from 'vitest'
import { labelsOf, parseText, reportOf } from './sample.ts'

const done = '成立领导小组，定期研究工作，全年开展活动十二场次，群众满意度明显提高。'

describe('headings and items', () => {
  it.each<[string, string[], string[]]>([
    [
      'a series of sentences without text of their own is items',
      ['一、存在的问题', '（一）执法力量不足。', '（二）普法形式单一。', '（三）调解经费紧张。'],
      ['problems heading 一、存在的问题', ...Array(3).fill('problems body 一、存在的问题')],
    ],
    [
      'the same with text below each is headings, the full stop dropped',
      ['一、主要做法', '（一）加强领导。', done, '（二）加强普法。', done],
      [
        'measures heading 一、主要做法',
        'measures heading 一、主要做法 > （一）加强领导',
        'measures body 一、主要做法 > （一）加强领导',
        'measures heading 一、主要做法 > （二）加强普法',
        'measures body 一、主要做法 > （二）加强普法',
      ],
    ],
    [
      'a heading glued to its paragraph is in the path of the paragraph',
      ['一、下一步打算', `（一）加强普法。${done}`, `（二）加强执法。${done}`],
      [
        'plan heading 一、下一步打算',
        'plan body 一、下一步打算 > （一）加强普法',
        'plan body 一、下一步打算 > （二）加强执法',
      ],
    ],
    [
      'a list in one line has no heading',
      ['一、下一步打算', '1、继续抓好宣传。2、继续抓好执法。3、继续抓好调解。'],
      ['plan heading 一、下一步打算', 'plan body 一、下一步打算'],
    ],
    [
      'a sentence with quantities is no heading',
      ['一、主要做法', `1.共召开会议12次。${done}`, `2.共办理案件15件。${done}`],
      ['measures heading 一、主要做法', 'measures body 一、主要做法', 'measures body 一、主要做法'],
    ],
    [
      'an unnumbered short line between numbered headings is their sibling',
      ['一、主要做法', '（一）加强领导', done, '加强普法宣传工作', done],
      [
        'measures heading 一、主要做法',
        'measures heading 一、主要做法 > （一）加强领导',
        'measures body 一、主要做法 > （一）加强领导',
        'measures heading 一、主要做法 > 加强普法宣传工作',
        'measures body 一、主要做法 > 加强普法宣传工作',
      ],
    ],
    [
      'decimal numbers nest',
      ['1、主要工作', '1.1 加强领导', done, '1.2 加强普法', done, '2、存在的问题', done],
      [
        'measures heading 1、主要工作',
        'measures heading 1、主要工作 > 1.1 加强领导',
        'measures body 1、主要工作 > 1.1 加强领导',
        'measures heading 1、主要工作 > 1.2 加强普法',
        'measures body 1、主要工作 > 1.2 加强普法',
        'problems heading 2、存在的问题',
        'problems body 2、存在的问题',
      ],
    ],
    [
      'levels may be turned round',
      ['1、主要工作', '（一）加强领导', done, '（二）加强普法', done, '2、存在的问题', done],
      [
        'measures heading 1、主要工作',
        'measures heading 1、主要工作 > （一）加强领导',
        'measures body 1、主要工作 > （一）加强领导',
        'measures heading 1、主要工作 > （二）加强普法',
        'measures body 1、主要工作 > （二）加强普法',
        'problems heading 2、存在的问题',
        'problems body 2、存在的问题',
      ],
    ],
    [
      '一村一品 and 三务公开 are words, not numbers',
      ['一、主要做法', '一村一法律顾问制度全面落实，三务公开按月进行，群众都能看到。', '三务公开有序推进。'],
      ['measures heading 一、主要做法', 'measures body 一、主要做法', 'measures body 一、主要做法'],
    ],
  ])('%s', (_, lines, expected) => expect(labelsOf(...lines)).toEqual(expected))
})

describe('sections', () => {
  const headed = (heading: string, year = 2023): string | undefined =>
    parseText(`霜桥镇${year}年法治政府建设报告\n霜桥镇现报告如下：\n一、${heading}\n${done}\n二、其他情况\n无。`)
      .passages[2]?.section

  it.each([
    ['推进法治政府建设的主要工作及成效', 'measures'],
    ['2023年法治政府建设工作开展情况', 'measures'],
    ['特色亮点', 'measures'],
    ['加强组织领导，压实工作责任', 'measures'],
    ['着力解决群众反映的突出问题', 'measures'],
    ['上年度工作计划落实情况', 'measures'],
    ['镇党委书记、镇长履行第一责任人职责情况', 'first-responsibility'],
    ['党政主要负责同志履职情况', 'first-responsibility'],
    ['当前存在的困难和问题', 'problems'],
    ['不足之处及原因', 'problems'],
    ['工作短板', 'problems'],
    ['问题与差距', 'problems'],
    ['法治政府建设主要工作存在的问题', 'problems'],
    ['上年度督察反馈问题整改情况', 'rectification'],
    ['下步打算', 'plan'],
    ['2024年重点工作', 'plan'],
    ['2024年推进法治政府建设的主要举措', 'plan'],
    ['今后努力方向', 'plan'],
    ['其他需要报告的事项', 'other'],
    ['意见和建议', 'other'],
  ])('a first-level heading %s is %s', (heading, section) => expect(headed(heading)).toBe(section))

  it('switches inside a heading that names two contents', () => {
    expect(
      labelsOf('一、问题及下一步打算', '虽有成效，但仍存在执法力量不足等问题。', '下一步，我镇将配强力量。').map(
        (label) => label.split(' ')[0],
      ),
    ).toEqual(['problems', 'problems', 'plan'])
  })

  it('takes next year’s intentions for a plan where no heading says so', () => {
    expect(labelsOf('一、加强领导', done, '2024年，我镇将继续加强普法。').at(-1)).toMatch(/^plan body/)
  })

  it('marks causes until something else begins', () => {
    const roles = labelsOf(
      '一、存在的不足',
      '一是力量不足。',
      '二是经费不足。',
      '主要原因是：一是投入少。',
      '二是培训少。',
      '针对以上问题，已完成整改三项。',
    )
    expect(roles.map((label) => label.split(' ').slice(0, 2).join(' '))).toEqual([
      'problems heading',
      'problems body',
      'problems body',
      'problems cause',
      'problems cause',
      'rectification body',
    ])
  })

  it('calls a sentence that leads to a list a lead', () => {
    const lines = [
      '一、存在的不足',
      '对照要求，还有差距，主要表现在以下几个方面：',
      '（一）力量不足。',
      '（二）经费不足。',
    ]
    expect(labelsOf(...lines)[1]).toBe('problems lead 一、存在的不足')
  })

  it('explains itself', () => {
    const { passages } = parseText(reportOf('一、存在的问题', done))
    expect(passages[2]?.explain).toContainEqual({ label: 'section:problems', why: '标题含“存在的问题”' })
  })
})

describe('items', () => {
  it.each<[string, string[]]>([
    ['工作如下：一是抓学习。二是抓执法；三是抓宣传。', ['一是抓学习。', '二是抓执法；', '三是抓宣传。']],
    ['一要抓学习，二要抓执法。', ['一要抓学习，', '二要抓执法。']],
    ['包括：（1）学习；（2）执法。', ['（1）学习；', '（2）执法。']],
    ['二是抓执法，一是一、二是二。', ['二是抓执法，一是一、二是二。']],
    ['第一，抓学习。第二，抓执法。', ['第一，抓学习。', '第二，抓执法。']],
    ['全年开展普法12.4万人次，3.15活动1场。', []],
  ])('of %s', (text, expected) => {
    const passage = parseText(reportOf('一、主要做法', text)).passages[3]
    expect(passage?.items.map(([start, end]) => text.slice(start, end))).toEqual(expected)
  })
})

describe('a heading that nothing divides from its paragraph', () => {
  it('ends where the township, 我镇 or a time begins a sentence', () => {
    expect(
      labelsOf(
        '一、主要举措和成效',
        '1.推动学习宣传抓实走深霜桥镇党委、政府将学习法治思想纳入培训，开展宣讲12场。',
        '2.深化行政审批制度改革我镇严格落实告知承诺制，办理事项3000件，群众满意。',
        '3.规范涉企行政检查全年组织检查12次，均按规定备案，未发生投诉。',
      ).map((label) => label.split(' > ')[1]),
    ).toEqual([undefined, '1.推动学习宣传抓实走深', '2.深化行政审批制度改革', '3.规范涉企行政检查'])
  })

  it('is none where the township is the object of a verb or begins a new clause', () => {
    expect(
      labelsOf(
        '三、下一步打算',
        '（一）进一步建立健全我镇行政执法制度，规范执法程序，提高执法水平和能力。',
        '（二）继续深入开展全镇范围的普法活动，提升群众法治意识，营造良好氛围。',
        '（三）健全以镇党委书记为组长的领导机制，压实责任，我镇每季度研究一次。',
      ).every((label) => !label.includes(' > ')),
    ).toBe(true)
  })

  it('needs a second one of its kind', () => {
    expect(
      labelsOf(
        '一、主要举措和成效',
        '1.推动学习宣传抓实走深霜桥镇党委、政府将学习法治思想纳入培训，开展宣讲12场。',
        '2.组织干部参加旁听庭审，提升依法行政能力，全部通过法治考试，合格率达到百分之百。',
        '3.聘请律师担任法律顾问，参与合同审查和矛盾纠纷化解，防范法律风险，效果良好。',
      ).every((label) => !label.includes(' > ')),
    ).toBe(true)
  })
})
