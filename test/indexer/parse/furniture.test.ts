import { describe, expect, it } from 'vitest'
import { parseText } from './sample.ts'

const title = '霜桥镇2023年度法治政府建设年度报告'
const body = ['2023年，霜桥镇扎实推进工作，现报告如下：', '一、主要做法', '开展普法活动十二场，受教育群众三千余人。']
const texts = (lines: string[]): string[] => parseText(lines.join('\n')).passages.map((passage) => passage.text)

describe('page furniture', () => {
  it.each([
    ['a breadcrumb', '您现在的位置：首页 > 政务公开 > 法治政府建设'],
    ['a breadcrumb without words', '首页 > 信息公开 > 年度报告'],
    ['an index number', '索引号：113701/2024-00012'],
    ['an index number with blanks', '索 引 号:　113701/2024-00012'],
    ['a row of a table', '| 索引号 | 113701 | 发文字号 | 无 |'],
    ['a row without colons', '索引号 113701/2024-00012 主题分类 法治'],
    ['labels and values in one line', '发布机构：霜桥镇 成文日期：2024-01-03 有效性：有效'],
    ['modes of display', '无障碍浏览 | 长辈版 | 关怀版'],
    ['the font size', '字号：大 中 小'],
    ['the font size in brackets', '【字体：大 中 小】'],
    ['links of a scraper', '[打印](javascript:print()) [关闭](javascript:close())'],
    ['title, column and site in one', '霜桥镇2023年度法治政府建设年度报告_霜桥镇_临山县人民政府'],
    ['sharing', '分享到：微信 微博 QQ空间'],
    ['views', '浏览次数：128'],
    ['views with a date', '发布时间：2024-01-12 10:21 来源：霜桥镇 点击数：33次'],
    ['the source', '来源：霜桥镇人民政府 作者：党政办'],
    ['a day with the source', '2024年1月12日 来源：霜桥镇'],
    ['a time', '2024-01-12 10:21:33'],
    ['navigation', '首页 政务公开 新闻中心 互动交流 办事服务'],
  ])('before the title: %s is no passage', (_, line) => {
    expect(texts([line, title, ...body])).toEqual([title, ...body])
    expect(parseText([line, title, ...body].join('\n')).problems.map((p) => p.code)).toContain('furniture')
  })

  it.each([
    ['printing', '【打印本页】【关闭窗口】'],
    ['neighbours', '上一篇：霜桥镇2022年工作总结'],
    ['a code to scan', '扫一扫在手机打开当前页'],
    ['rights', '版权所有：霜桥镇人民政府 桐ICP备12345678号'],
    ['the host', '主办：霜桥镇人民政府 承办：信息中心'],
    ['the editor', '责任编辑：某某'],
    ['a file to load', '附件：霜桥镇2023年度报告.pdf'],
    ['a page number', '- 3 -'],
    ['a page number of many', '第 3 页 共 8 页'],
  ])('behind the text: %s is no passage', (_, line) => {
    expect(texts([title, ...body, line])).toEqual([title, ...body])
  })

  it('takes a value from the line behind its label, and each of two tables once', () => {
    const table = ['索引号：', '113701', '发文字号：', '霜政〔2024〕2号', '发布机构：', '霜桥镇人民政府']
    const { passages, identity } = parseText([...table, ...table, title, ...body].join('\n'))
    expect(passages.map((passage) => passage.text)).toEqual([title, ...body])
    expect(identity).toMatchObject({ docNumber: '霜政〔2024〕2号', issuer: '霜桥镇人民政府' })
  })

  it('does not take the title for the value of an empty label', () => {
    expect(texts(['发文字号：', title, ...body])).toEqual([title, ...body])
  })

  it('lists what it left out in one problem', () => {
    const { problems } = parseText(['浏览次数：128', title, ...body, '打印 关闭'].join('\n'))
    expect(problems.filter((problem) => problem.code === 'furniture')).toHaveLength(1)
    expect(problems.find((problem) => problem.code === 'furniture')?.message).toContain('浏览次数')
  })

  it.each([
    '首页推送普法文章十二篇，累计阅读量：2万余次。',
    '三是用好政务公开、政务服务、互动交流等栏目，发布信息三十条。',
    '依托扫码、微信、微博等方式开展宣传，群众随时可以查询。',
    '来源于群众的意见四十条，都已经答复。',
  ])('keeps a sentence of the text: %s', (line) => {
    expect(texts([title, ...body, line, '二、下一步打算', '继续努力。'])).toContain(line)
  })
})

describe('a picture that a scraper wrote as markdown', () => {
  it('is no line', () =>
    expect(texts([title, '![](http://www.example.cn/a(1).png)', ...body])).toEqual([title, ...body]))
})
