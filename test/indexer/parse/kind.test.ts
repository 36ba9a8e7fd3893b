import { describe, expect, it } from 'vitest'
import { parseText } from './sample.ts'

const body = '\n一、主要做法\n加强领导，开展普法活动。\n二、存在的问题\n力量不足。\n三、下一步打算\n加强力量。\n'
const refused = (text: string): boolean =>
  parseText(text).problems.some((problem) => problem.code === 'not-a-township-report')

describe('a township report on 法治政府建设', () => {
  it.each([
    '北塘镇2023年度法治政府建设年度报告\n现将情况报告如下：',
    '北塘乡2023年依法治乡工作总结及2024年工作计划\n我乡情况如下。',
    '北塘镇2022年依法行政工作报告\n我镇情况如下。',
    '北塘街道2022年法治建设工作情况\n街道情况如下。',
    '关于印发北塘镇2023年法治政府建设年度报告的通知\n我镇情况如下。',
    '北塘镇法治工作总结\n2023年，我镇情况如下。',
    '北塘镇2023年度法治政府建设年度报告\n2023年北塘镇政府信息公开工作有序推进，现公布2023年度政府信息公开工作年度报告。',
    '北塘镇2023年法治政府建设成效\n我镇情况如下。',
    '关于2023年度法治政府建设情况的报告\n我镇认真开展工作，全镇法治水平提高。现将情况报告如下：',
    '法治镇建设：北塘镇2023年法治政府建设工作报告\n我镇情况如下。',
    '关于北塘镇2023年度法治政府建设情况的公示\n我镇情况如下。',
    '关于北塘镇2023年法治政府建设工作的情况说明\n我镇情况如下。',
    '北塘镇2019年法制政府建设工作总结\n我镇情况如下。',
    '北塘镇人民政府关于2023年度履行第一责任人职责及法治政府建设情况的报告\n我镇情况如下。',
  ])('is recognised: %s', (text) => expect(refused(text + body)).toBe(false))

  it.each([
    ['a county’s', '临山县2023年度法治政府建设年度报告\n全县情况如下，我县。'],
    ['a county government’s', '临山县人民政府关于2023年度法治政府建设情况的报告\n全县情况如下，我县。'],
    [
      'a county’s without its name in the title',
      '2023年度法治政府建设年度报告\n我县坚持依法行政，全县12个乡镇。全县各级各部门落实责任。',
    ],
    ['a city’s', '青峦市2023年法治政府建设情况报告\n全市情况如下，我市。'],
    ['a province’s', '桐河省2023年法治政府建设情况报告\n全省情况如下。'],
    ['a bureau’s', '临山县司法局2023年度法治政府建设年度报告\n我局情况如下。'],
    ['a bureau’s of a city', '青峦市市场监督管理局关于2023年度法治政府建设情况的报告\n我局情况如下。'],
    [
      'a bureau’s without its name in the title',
      '2023年度法治政府建设年度报告\n我局坚持依法行政。局党组高度重视，全局干部学法。',
    ],
    ['a justice office’s', '北塘镇司法所2023年度法治政府建设工作总结\n司法所情况如下。'],
    ['a plan', '北塘镇2024年法治政府建设工作计划\n为做好工作，制定本计划。'],
    ['work points', '北塘镇2024年法治政府建设工作要点\n为做好工作，制定要点。'],
    ['a scheme', '北塘镇法治政府建设示范创建实施方案\n为做好工作，制定本方案。'],
    ['a notice', '关于印发《北塘镇法治政府建设实施方案》的通知\n各村委会：'],
    ['an essay', '浅析乡镇法治政府的制度建设\n近年来，北塘镇等地的制度建设有了进展。'],
    ['an account of corrections', '北塘镇法治政府建设督察反馈问题整改情况报告\n北塘镇认真整改。'],
    [
      'a county’s whose text alone names it',
      '2023年，临山区坚持依法行政。现将有关情况报告如下：\n在北塘镇、东渡街道开展试点。',
    ],
    [
      'a city government’s without its name',
      '2023年，坚持依法行政。现将有关情况报告如下：\n市政府主要负责人带头，召开市政府常务会议4次。',
    ],
    ['a template for every township', '2021年法治政府建设工作情况报告（乡镇版）\nx镇持续规范执法，x镇成绩突出。'],
    ['a model text', '下面是小编为大家整理的工作总结，供大家参考。\n今年以来，我镇推进法治政府建设。'],
    ['a blank template', '××镇20××年度法治政府建设年度报告\n20××年，××镇坚持。'],
    ['a template with Latin blanks', 'XX镇人民政府关于____年度法治政府建设情况的报告\n____年，XX镇坚持。'],
    ['a report on open government', '北塘镇2023年政府信息公开工作年度报告\n我镇情况如下。'],
    ['a person’s account', '北塘镇党委书记2023年述法报告\n本人认真履行职责。'],
    ['a report on safety', '北塘镇2023年平安建设工作总结\n我镇情况如下。'],
    ['a report on 普法 alone', '北塘镇2023年普法工作总结\n我镇情况如下。'],
    ['a general government report', '北塘镇2023年政府工作报告\n各位代表：我镇情况如下。'],
  ])('is not %s', (_, text) => expect(refused(text + body)).toBe(true))

  it('is not a news item', () => {
    expect(refused('北塘镇召开2023年法治政府建设工作推进会\n3月12日，北塘镇召开推进会。会议强调，要加强学习。')).toBe(
      true,
    )
    expect(refused('北塘镇：多措并举推进法治政府建设\n近日，北塘镇多措并举，推进法治政府建设。')).toBe(true)
  })

  it('gives its passages even when it is refused, and says why in Chinese', () => {
    const { passages, problems } = parseText(`临山县2023年度法治政府建设年度报告\n我县情况如下。${body}`)
    expect(passages.length).toBe(8)
    expect(problems.find((problem) => problem.code === 'not-a-township-report')?.message).toContain('临山县')
  })
})
