import type { ReportSpec } from './corpus.ts'

/** Invented texts with everything that is hard to find: words across cuts, numbers, Latin, punctuation, blanks, other scripts. */
export function sampleReports(): ReportSpec[] {
  const practice = (id: string, stance: 'done' | 'planned' | 'problem') => ({ id, name: id, stance, start: 0, end: 1 })
  const places = [
    { township: '甲一镇', code: '990101101', level: '镇' as const },
    { township: '甲二乡', code: '990101201', level: '乡' as const },
    { township: '乙一街道', code: '990102001', level: '街道' as const },
    { township: '乙二镇', code: '990102102', level: '镇' as const },
    { township: '无码镇', level: '镇' as const },
  ]
  return places.flatMap((place, p) =>
    [2021, 2022, 2023].slice(p % 2).map((year, y) => ({
      ...place,
      year,
      passages: [
        {
          role: 'title' as const,
          section: 'front-matter' as const,
          text: `${place.township}${year}年法治政府建设工作报告`,
        },
        { text: `全镇调解各类纠纷${p * 100 + y}12件，另有12件正在办理，满意率3.05%。`, themes: ['disputes'] },
        {
          text: `调解工作进网格。网格员${p}名，法律 顾问${y}名；LED显示屏滚动播放，发放资料5,200份。`,
          themes: ['disputes', 'publicity'],
          practices: [practice('P1', y === 0 ? 'planned' : 'done')],
        },
        {
          text: `坚持“枫桥经验”，推行“1+3+N”工作模式，落实一村（社区）一法律顾问。`,
          themes: ['disputes', 'grassroots'],
          practices: [practice('P1', 'done'), practice('P2', 'planned')],
        },
        {
          section: 'plan' as const,
          text: `下一步继续做好调解工作，召开板凳会${y}场。`,
          practices: [practice('P2', 'planned')],
        },
        {
          text: `村里开了${p + 2}场板凳会，讲清净利润和服务收费，产品和服务都公开。`,
          practices: [practice('P2', 'done')],
        },
        {
          section: 'problems' as const,
          text: `法治 政府建设工作还不平衡，調解員隊伍力量薄弱，Ｌed屏少。`,
          practices: [practice('P1', 'problem')],
        },
        ...(p === 1 && y === 0 ? [{ text: '文化节有和服走秀一场，群众踊跃参加普法问答。' }] : []),
        ...(p === 2
          ? [
              {
                section: 'closing' as const,
                text: `以上工作由乙一街道法治办负责，特此说明，敬请监督，联系方式见公开栏${year}。`,
              },
            ]
          : []),
        ...(p === 0 && y === 0 ? [{ text: '𠮷野同志介绍3.05做法：a b、c+d、2023年、２０２３年；增幅5%。' }] : []),
        ...(p === 0 && y === 0
          ? [{ text: '𠮷 野 乡行政\u2028执法、司\u1680法，İstanbul、法\u200b治，好\u0301的😀。' }]
          : []),
      ],
    })),
  )
}
