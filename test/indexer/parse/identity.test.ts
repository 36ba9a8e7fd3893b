import { describe, expect, it } from 'vitest'
import { parseText } from './sample.ts'

const townshipOf = (text: string, path?: string): string | undefined => {
  const { township } = parseText(text, path).identity
  return township && `${township.name} ${township.level}`
}

describe('the township', () => {
  it.each([
    ['平安镇2023年法治政府建设年度报告', '平安镇 镇'],
    ['法治镇2023年法治政府建设年度报告', undefined],
    ['推进镇关于2021年度推进法治政府建设情况的报告', '推进镇 镇'],
    ['开发乡2021年法治政府建设工作总结', '开发乡 乡'],
    ['向阳乡2021年依法治乡工作总结', '向阳乡 乡'],
    ['青峦市黛溪区建设街道办事处2022年度法治政府建设工作情况报告', '建设街道 街道'],
    ['文化街道办2023年法治建设工作情况汇报', '文化街道 街道'],
    ['人民街道2023年度法治政府建设年度报告', '人民街道 街道'],
    ['政府街街道2023年度法治政府建设年度报告', '政府街街道 街道'],
    ['岭西大街街道2022年度法治建设工作总结', '岭西大街街道 街道'],
    ['鹤鸣街2024年度法治政府建设年度报告', '鹤鸣街 街道'],
    ['中共旧县镇委员会 旧县镇人民政府关于2023年度法治政府建设情况的报告', '旧县镇 镇'],
    ['安平县新市镇2022年法治政府建设工作总结', '新市镇 镇'],
    ['桐河省青峦市临山县云岭镇2022年法治政府建设工作总结', '云岭镇 镇'],
    ['万年镇2022年法治政府建设工作总结', '万年镇 镇'],
    ['伊和淖尔苏木2023年法治政府建设工作报告', '伊和淖尔苏木 苏木'],
    ['临山县白云瑶族乡人民政府2020年法治政府建设工作情况的报告', '白云瑶族乡 民族乡'],
    ['临山县白云土家族苗族乡2020年法治政府建设年度报告', '白云土家族苗族乡 民族乡'],
    ['龙门县城关回族镇2023年法治政府建设年度报告', '城关回族镇 镇'],
    ['红星农场2023年度法治政府建设工作报告', '红星农场 其他'],
    ['2023年上半年北塘镇法治政府建设工作总结', '北塘镇 镇'],
    ['关于北塘镇2023年度法治政府建设工作的报告', '北塘镇 镇'],
    ['关于公布北塘镇2023年度法治政府建设年度报告的公告', '北塘镇 镇'],
    ['北塘镇党委政府2023年依法行政工作报告', '北塘镇 镇'],
    ['二〇二三年度北塘镇法治政府建设报告', '北塘镇 镇'],
  ])('of %s is %s', (title, expected) => {
    expect(townshipOf(`${title}\n现将有关情况报告如下：`)).toBe(expected)
  })

  it.each([
    [
      'the issuer above the title',
      '霜桥乡人民政府\n关于2023年度法治政府建设情况的报告\n现将情况报告如下：',
      '霜桥乡 乡',
    ],
    [
      'the signature',
      '关于2023年度法治政府建设情况的报告\n县政府：\n现将情况报告如下：\n一、主要做法\n开展普法活动。\n中共霜桥镇委  霜桥镇人民政府\n2023年12月1日',
      '霜桥镇 镇',
    ],
    [
      'the first sentence',
      '法治政府建设年度报告\n2023年，在县委、县政府领导下，霜桥镇坚持依法行政，全镇法治建设取得进展。',
      '霜桥镇 镇',
    ],
  ])('comes from %s where the title has none', (_, text, expected) => expect(townshipOf(text)).toBe(expected))

  it('comes from the file name where nothing else names it', () => {
    expect(townshipOf('法治政府建设年度报告\n我镇现将情况报告如下：', '临山县/溪口镇2023年法治政府建设报告.txt')).toBe(
      '溪口镇 镇',
    )
  })

  it('drops a county written without 县 where the text itself does', () => {
    const text = `临山溪口镇2023年法治政府建设报告\n${'溪口镇坚持依法行政，溪口镇加强普法。'.repeat(3)}`
    expect(townshipOf(text)).toBe('溪口镇 镇')
  })

  it('is unknown rather than 我镇 or 乡镇', () => {
    expect(townshipOf('乡镇法治政府建设情况报告\n我镇和各镇、全镇、该镇都认真开展工作。')).toBeUndefined()
  })
})

describe('the year', () => {
  it.each([
    ['title', '北塘镇2022年度法治政府建设年度报告\n现将2021年度情况报告如下：', 2022],
    ['Chinese numerals', '北塘镇二〇二三年法治政府建设工作总结\n情况如下。', 2023],
    ['other zeros', '北塘镇二○二二年度法治政府建设工作总结\n情况如下。', 2022],
    ['brackets', '北塘镇法治政府建设情况报告（2021年度）\n情况如下。', 2021],
    ['a summary with next year’s plan', '北塘镇2023年法治建设工作总结及2024年工作计划\n情况如下。', 2023],
    ['the preamble', '北塘镇法治政府建设年度报告\n我镇现将2020年度法治政府建设工作情况报告如下：', 2020],
    ['the first sentence', '北塘镇法治政府建设年度报告\n2021年以来，北塘镇认真开展工作。', 2021],
    ['a heading', '北塘镇法治政府建设年度报告\n我镇情况如下。\n一、2023年工作开展情况\n开展普法活动。', 2023],
    [
      'the plan’s heading, weakly',
      '北塘镇法治政府建设年度报告\n我镇情况如下。\n一、工作情况\n普法。\n二、2024年工作计划\n普法。',
      2023,
    ],
  ])('comes from %s', (_, text, expected) => expect(parseText(text).identity.year).toBe(expected))

  it('does not come from a document number, a cited one or the day of publication', () => {
    const text =
      '北政〔2022〕8号\n北塘镇法治政府建设年度报告\n发布时间：2021-03-04\n根据临办发〔2019〕3号文件要求，我镇情况如下。'
    const { identity, problems } = parseText(text)
    expect(identity.year).toBeUndefined()
    expect(problems.map((problem) => problem.code)).toContain('no-year')
  })

  it('says where its only evidence is weak', () => {
    const text = '北塘镇法治政府建设报告\n我镇情况如下。\n一、做法\n普法。\n北塘镇人民政府\n2023年12月20日'
    const { identity, problems } = parseText(text)
    expect(identity.year).toBe(2023)
    expect(problems.map((problem) => problem.code)).toContain('weak-year')
  })

  it('tells half a year from a whole one', () => {
    expect(parseText('北塘镇2023年上半年法治政府建设工作总结\n如下。').identity.period).toBe('half-year')
    expect(parseText('北塘镇2023年法治政府建设工作总结\n如下。').identity.period).toBe('annual')
  })
})

describe('title, issuer, document number, addressee and date', () => {
  const body = '现将情况报告如下：\n一、主要做法\n开展普法活动十二场。\n'

  it('joins a title over two lines and drops blanks beside digits', () => {
    expect(parseText(`北塘镇2023 年度法治政府建设\n工作报告\n${body}`).identity.title).toBe(
      '北塘镇2023年度法治政府建设工作报告',
    )
  })

  it('keeps the issuer above a title apart from it', () => {
    const { identity, passages } = parseText(`北塘镇人民政府\n关于2023年度法治政府建设情况的报告\n${body}`)
    expect(identity).toMatchObject({ title: '关于2023年度法治政府建设情况的报告', issuer: '北塘镇人民政府' })
    expect(passages.map((passage) => passage.role).slice(0, 2)).toEqual(['issuer', 'title'])
  })

  it('takes the last of a title printed twice', () => {
    const title = '北塘镇2023年度法治政府建设年度报告'
    const { passages, problems } = parseText(`${title}\n${title}\n${body}`)
    expect(passages.filter((passage) => passage.role === 'title')).toHaveLength(1)
    expect(problems.map((problem) => problem.code)).toContain('furniture')
  })

  it.each([
    ['北政 [2023] 105号', '北政〔2023〕105号'],
    ['北政发【2023】 12 号　　　签发人：王某', '北政发〔2023〕12号'],
    ['北发（2023）3号', '北发〔2023〕3号'],
    ['（北政〔2024〕2号）', '北政〔2024〕2号'],
    ['发文字号：北政函〔2024〕7号', '北政函〔2024〕7号'],
  ])('reads %s as its own number', (line, expected) => {
    expect(parseText(`${line}\n北塘镇2023年度法治政府建设年度报告\n${body}`).identity.docNumber).toBe(expected)
  })

  it('does not take a cited number for its own, nor 无', () => {
    const text = `发文字号：无\n北塘镇2023年法治政府建设报告\n根据《通知》（临办发〔2021〕7号）要求，${body}`
    expect(parseText(text).identity.docNumber).toBeUndefined()
  })

  it('joins two issuers of one line, and of two', () => {
    const title = '关于2023年度法治政府建设情况的报告\n'
    const one = parseText(`${title}${body}中共北塘镇委员会　　北塘镇人民政府\n2023年12月29日`)
    const two = parseText(`${title}${body}中共北塘镇委员会\n北塘镇人民政府\n2023年12月29日`)
    expect(one.identity.issuer).toBe('中共北塘镇委员会、北塘镇人民政府')
    expect(two.identity.issuer).toBe(one.identity.issuer)
  })

  it('does not take the site’s name for the issuer', () => {
    expect(parseText(`临山县人民政府\n北塘镇2023年度法治政府建设报告\n${body}`).identity.issuer).toBeUndefined()
  })

  it.each([
    ['县委、县政府：', '县委、县政府'],
    ['中共临山县委、临山县人民政府:', '中共临山县委、临山县人民政府'],
    ['区全面依法治区委员会办公室：', '区全面依法治区委员会办公室'],
    ['县委、县人民政府、县人大常委会：', '县委、县人民政府、县人大常委会'],
  ])('reads the addressee %s', (line, expected) => {
    const { identity, passages } = parseText(`北塘镇2023年法治政府建设报告\n${line}\n${body}`)
    expect(identity.addressee).toBe(expected)
    expect(passages[1]).toMatchObject({ role: 'addressee', section: 'front-matter' })
  })

  it.each([
    ['2023年12月29日', '2023-12-29'],
    ['2024 年 1 月 5 日', '2024-01-05'],
    ['二〇二三年十二月二十九日', '2023-12-29'],
    ['二○二四年一月十日', '2024-01-10'],
    ['2024-01-05', '2024-01-05'],
    ['2023年2月30日', undefined],
  ])('reads the date %s as %s', (line, expected) => {
    expect(parseText(`北塘镇2023年法治政府建设报告\n${body}北塘镇人民政府\n${line}`).identity.date).toBe(expected)
  })

  it('takes 成文日期 of the page’s table, not the day of publication', () => {
    const text = `成文日期：2024-01-03\n发布日期：2024-02-09\n北塘镇2023年法治政府建设报告\n${body}`
    expect(parseText(text).identity.date).toBe('2024-01-03')
    expect(parseText(text.replace(/^.*\n/, '')).identity.date).toBeUndefined()
  })

  it('uses what the format’s own metadata say', () => {
    const { identity } = parseText(`北塘镇2023年法治政府建设报告\n${body}`, 'x.txt', { 发文字号: '北政〔2024〕1号' })
    expect(identity.docNumber).toBe('北政〔2024〕1号')
  })
})
