import type { Stages } from './pipeline.ts'

/** Until the real stages are here: lines are passages, the first is the title. */
export const standIn: Omit<Stages, 'version'> = {
  parse: (file) => {
    const lines = file.text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const title = lines[0] ?? ''
    const found = /([\u4e00-\u9fff]{2,8}?(镇|乡|街道))(20\d\d)年/.exec(title)
    const name = found?.[1]
    return {
      identity: {
        title,
        township: name ? { name, level: found?.[2] as '镇', evidence: ['标题'] } : undefined,
        year: found ? Number(found[3]) : undefined,
      },
      passages: lines.map((text, i) => ({
        n: i + 1,
        text,
        role: i === 0 ? 'title' : 'body',
        section: i === 0 ? 'front-matter' : 'measures',
        headingPath: [],
        items: [],
        headingLength: 0,
        explain: [],
      })),
      problems: found
        ? []
        : [{ stage: 'parse', code: 'not-a-township-report', message: '不是乡镇的法治政府建设年度报告' }],
    }
  },
  locate: (parsed) => {
    const { township } = parsed.identity
    return township && { township: { name: township.name, level: township.level } }
  },
  understand: (parsed) =>
    parsed.passages.map(() => ({ themes: [], practices: [], named: [], indicators: [], explain: [] })),
}
