/** `npm run -s evaluate -- GOLD_DIR REPORTS_DIR [--misses]`: measures the labels against hand labels. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Table from 'cli-table3'
import { readGold } from './evaluate/gold.ts'
import { type Measure, measure } from './evaluate/measure.ts'
import { readReport } from './read/read.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { loadStages } from './run/load-stages.ts'
import { compose, type Understood } from './run/pipeline.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)
const home = join(import.meta.dirname, '..')

async function main(argv: readonly string[]): Promise<number> {
  const command = createCommand('evaluate', '用人工标注衡量识别质量：章节、主题、做法、指标、地区')
    .argument('<标注目录>', '放有 paragraphs.jsonl 和 indicators.jsonl 的文件夹')
    .argument('<报告目录>', '标注所依据的报告')
    .option('--misses', '逐条列出不一致的地方')
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const [goldDir = '', reportsDir = ''] = command.args
  for (const dir of [goldDir, reportsDir]) {
    if (existsSync(dir)) continue
    say(`没有这个文件夹：${dir}`)
    return 2
  }
  for (const name of ['paragraphs.jsonl', 'indicators.jsonl']) {
    if (existsSync(join(goldDir, name))) continue
    say(`标注目录里缺少 ${name}：${goldDir}`)
    return 2
  }
  const gold = readGold(goldDir)
  const understand = compose(loadStages(home))
  const reports = new Map<string, Understood>()
  for (const seed of new Set(gold.passages.map((label) => label.seed))) {
    const outcome = await readReport(join(reportsDir, seed))
    if ('problem' in outcome) {
      say(`报告读不了：${join(reportsDir, seed)}（${outcome.problem.message}）`)
      return 2
    }
    reports.set(seed, understand(outcome.file))
  }
  const measures = measure(gold, reports)
  process.stdout.write(`${tableOf(measures)}\n`)
  if (command.opts<{ misses?: boolean }>().misses) process.stdout.write(missesOf(measures))
  return 0
}

function tableOf(measures: readonly Measure[]): string {
  const table = new Table({ head: ['项目', '目标', '实测', '', '依据'], style: { head: [], border: [] } })
  for (const { name, target, value, of } of measures) {
    const mark = target === undefined ? '' : value >= target ? '达到' : '未达到'
    table.push([name, target?.toFixed(2) ?? '', value.toFixed(3), mark, of])
  }
  return table.toString()
}

function missesOf(measures: readonly Measure[]): string {
  const blocks = measures.filter(({ misses }) => misses.length > 0)
  return blocks.map(({ name, misses }) => `\n【${name}】${misses.length} 处\n${misses.join('\n')}\n`).join('')
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
