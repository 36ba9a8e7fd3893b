import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadStages } from '../../indexer/run/load-stages.ts'
import { compose } from '../../indexer/run/pipeline.ts'
import type { ReadFile } from '../../indexer/stages.ts'
import { ms, timed } from './figures.ts'
import { generateReports } from './generate.ts'
import type { Row } from './search.ts'

/** From decoded text to labels in one process: parse, place, themes, practices, names, numbers; nothing is cut into words. */
export async function benchUnderstanding(home: string, practices: readonly string[]): Promise<Row[]> {
  const understand = compose(loadStages(home))
  const generated = [...generateReports(200, practices)].map(({ code, year, text }) =>
    toFile(`${code}-${year}.txt`, text),
  )
  const folder = join(home, 'data', 'reports')
  const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:txt|md)$/.test(path))
    .map((path) => toFile(path, readFileSync(join(folder, path), 'utf8')))
  const rows: Row[] = []
  for (const [name, files, times] of [
    ['示例报告', samples, 10],
    ['生成的报告，每段约 220 字', generated, 1],
  ] as const) {
    for (const file of files) understand(file)
    const { value, ms: took } = await timed(() => {
      let passages = 0
      for (let i = 0; i < times; i++) for (const file of files) passages += understand(file).passages.length
      return passages
    })
    const characters = (files.reduce((sum, file) => sum + file.text.length, 0) * times) / value
    const rate = `${ms((value / took) * 1000)} 段/秒`
    rows.push([`识别（解析到标签，不切词）：${name}`, rate, `${value} 段，每段 ${characters.toFixed(0)} 字，单进程`])
  }
  return rows
}

const toFile = (path: string, text: string): ReadFile => {
  return { path, sha256: path, bytes: text.length, format: 'txt', text, problems: [] }
}
