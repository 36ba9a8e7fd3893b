/**
 * Invented reports of any number, the same for the same seed. Words follow Zipf's law over a vocabulary that grows with
 * the corpus (Heaps' law: every so often a word that was never used), practices and numbers stand in them as in real
 * ones, and a few words stand in more than half of all passages.
 */

/** One report as a text file would hold it. */
export type GeneratedReport = { name: string; code: string; county: string; year: number; text: string }

/** Passages of one generated report, title and headings included. */
export const PASSAGES = 30

/** Words that stand in more than half of all passages. */
export const HEAD_WORDS = ['法治', '工作', '建设', '依法', '法治政府建设', '全镇', '群众', '推进'] as const

/** Mulberry32: a small generator of even random numbers in [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function* generateReports(count: number, practices: readonly string[], seed = 1): Generator<GeneratedReport> {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const vocabulary = Array.from({ length: 3000 }, () => word(next))

  const zipf = (): string => {
    if (next() < 0.004) vocabulary.push(word(next))
    // Inverse of 1/x: rank 1 is drawn most often.
    return vocabulary[Math.floor(vocabulary.length ** next()) - 1] as string
  }
  const clause = (): string => {
    const words = Array.from({ length: 3 + Math.floor(next() * 4) }, zipf)
    if (next() < 0.2) words[1] = pick(HEAD_WORDS)
    if (next() < 0.05) words[0] = pick(practices)
    if (next() < 0.06) words.push(`${Math.ceil(next() * 400)}${pick(['件', '场次', '人次', '起', '余份'])}`)
    if (next() < 0.004) words.push(pick(['LED屏', '“1+3+N”', 'APP', '3.05%']))
    return words.join('')
  }
  const paragraph = (head: string): string => {
    let text = head
    while (text.length < 200 + next() * 60) text += clause() + (next() < 0.25 ? '。' : '，')
    return `${text.slice(0, -1)}。`
  }
  const years = [2019, 2020, 2021, 2022, 2023, 2024]
  for (let i = 0; i < count; i++) {
    const place = Math.floor(i / years.length)
    const county = Math.floor(place / 12)
    const code = `98${String(Math.floor(county / 10) % 100).padStart(2, '0')}${10 + (county % 10)}${100 + (place % 12)}`
    const name = `${syllables(place)}${place % 3 === 0 ? '乡' : '镇'}`
    const year = years[i % years.length] as number
    const lines = [`${name}${year}年法治政府建设年度报告`]
    const heads = [
      '一、主要举措和成效',
      '二、党政主要负责人履行第一责任人职责情况',
      '三、存在的不足和原因',
      '四、下一年度主要安排',
    ]
    for (const [h, head] of heads.entries()) {
      lines.push(head)
      const many = [13, 4, 4, 4][h] as number
      for (let p = 0; p < many; p++)
        lines.push(paragraph(pick(['全镇法治工作', '推进依法', '法治政府建设工作', '群众', ''])))
    }
    yield { name, code, county: `示例县${county}`, year, text: lines.slice(0, PASSAGES).join('\n') }
  }
}

/** Characters that are common in such texts, so that pairs repeat across words as they do in Chinese. */
const LETTERS =
  '人民法律治安村社区镇乡街道服务宣传教育组织领导干部群众矛盾纠纷调解处理化工作建设推进落实制度责任监督检查执行政府依公开信息平台网格员队伍培训学习会议研究安排部署年度计划目标考核问题整改提升质效能力水平基层综合管理规范程序审查合同决策重大事项风险评估应急预案演练环境保护农业土地房屋婚姻家庭劳动争议青少年校园企业市场营商改革创新数字智慧系统经费保障专业力量志愿者活动文化广场阵地栏目材料发放咨询援助窗口办理时限满意率成果经验典型示范引领带动作用形成合发展稳定和谐平等公正诚信友善'

const word = (next: () => number): string =>
  Array.from({ length: next() < 0.75 ? 2 : 3 }, () => LETTERS[Math.floor(next() * LETTERS.length)]).join('')

const NAMES = '青石云岭南川北河东山西湖松林竹溪梅柳桃杏枫桐荷兰菊清泉古井新桥大渡平沙长塘'

const syllables = (n: number): string =>
  [n % 37, Math.floor(n / 37) % 37, Math.floor(n / 1369) % 37].map((i) => NAMES[i % NAMES.length]).join('')
