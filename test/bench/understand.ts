import { loadStages } from '../../indexer/run/load-stages.ts'
import { compose } from '../../indexer/run/pipeline.ts'
import type { ReadFile } from '../../indexer/stages.ts'
import { ms, timed } from './figures.ts'
import { generateReports } from './generate.ts'
import type { Row } from './search.ts'

/** From decoded text to labels in one process: parse, place, themes, practices, names, numbers; nothing is cut into words. */
export async function benchUnderstanding(home: string, practices: readonly string[]): Promise<Row[]> {
  const understand = compose(loadStages(home))
  const files = [...generateReports(220, practices)].map(({ code, year, text }): ReadFile => {
    const path = `${code}-${year}.txt`
    return { path, sha256: path, bytes: text.length, format: 'txt', text, problems: [] }
  })
  const run = (some: readonly ReadFile[]): number =>
    some.reduce((sum, file) => sum + understand(file).passages.length, 0)
  run(files.slice(0, 20))
  const before = process.cpuUsage()
  const { value, ms: took } = await timed(() => run(files.slice(20)))
  const { user, system } = process.cpuUsage(before)
  const rate = (milliseconds: number): string => `${ms((value / milliseconds) * 1000)} 段/秒`
  return [[`识别（解析到标签，不切词）：${value} 段`, rate(took), `每秒处理器时间 ${rate((user + system) / 1000)}`]]
}
