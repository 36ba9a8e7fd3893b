import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Table from 'cli-table3'
import { Command } from 'commander'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { buildCorpus } from './corpus.ts'
import { machine, mb, ms, timed } from './figures.ts'
import { benchFiles } from './files.ts'
import { benchSearch, type Row } from './search.ts'
import { benchUnderstanding } from './understand.ts'

const home = join(import.meta.dirname, '..', '..')

const program = new Command()
  .description('量速度：打印表格，不作断言')
  .option('--passages <数>', '生成语料的段落数', '300000')
  .option('--only <部分>', 'start：启动与单篇；understand：识别；files：混合格式的文件；search：检索')
  .option('--files <数>', '混合格式的文件数', '1000')
  .option('--engine', '比较 sqlite、一台与三台 Meilisearch（需要 PATH 里有 meilisearch）')
  .option('--servers <台数>', '与 --engine 合用：各比几台 Meilisearch', '1,3')
  .option('--keep <文件夹>', '生成的报告与语料留在这个文件夹里，下次直接用')
program.parse()
const options = program.opts<{
  passages: string
  files: string
  only?: string
  engine?: boolean
  servers: string
  keep?: string
}>()

const run = (args: string[], env: Record<string, string>): number =>
  spawnSync('npx', ['tsx', ...args], { cwd: home, env: { ...process.env, ...env }, stdio: 'ignore' }).status ?? -1

/** Starting with the samples, one more report, and the size of the page's script. */
async function benchStart(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'qianmo-bench-'))
  const env = { QIANMO_DATA: join(dir, 'data'), QIANMO_REPORTS: join(home, 'data', 'reports') }
  const first = await timed(() => run(['indexer/prepare.ts'], env))
  const again = await timed(() => run(['indexer/prepare.ts'], env))
  const sample =
    readdirSync(env.QIANMO_REPORTS, { recursive: true, encoding: 'utf8' }).find((file) => file.endsWith('.txt')) ?? ''
  mkdirSync(join(dir, 'more'))
  copyFileSync(join(env.QIANMO_REPORTS, sample), join(dir, 'more', '另一篇2019.txt'))
  const one = await timed(() => run(['indexer/main.ts', join(dir, 'more')], env))
  rmSync(dir, { recursive: true, force: true })
  return [
    ['收录示例并生成网页（npm start 前半）', `${ms(first.ms)} ms`, ''],
    ['再次启动，没有变化', `${ms(again.ms)} ms`, ''],
    ['再收一篇（整条命令）', `${ms(one.ms)} ms`, ''],
    ['首页脚本，连同预载的模块（gzip）', scriptSize(), ''],
  ]
}

/** The whole way from files to a corpus that can be searched, and how large it is. */
function benchIndex(dir: string, passages: number, names: readonly string[]): Row[] {
  const built = buildCorpus(dir, passages, names, home)
  const cpu = built.cpuSeconds ? `每秒处理器时间 ${ms(built.passages / built.cpuSeconds)} 段` : ''
  return [
    [`整个收录：${built.passages} 段（整条命令）`, `${ms(built.passages / built.seconds)} 段/秒`, cpu],
    ['语料与索引的文件', mb(built.fileBytes), `是文本的 ${(built.fileBytes / built.textBytes).toFixed(2)} 倍`],
  ]
}

function scriptSize(): string {
  const dist = join(home, 'web', 'dist')
  if (!existsSync(dist)) return '网页还没有生成'
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) =>
    readFileSync(join(dist, match[1] as string)),
  )
  return `${(scripts.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1024).toFixed(1)} KB`
}

async function main(): Promise<void> {
  if (options.engine) {
    const { passages, servers, keep } = options
    const env = { ...process.env, QIANMO_BENCH_SERVERS: servers, ...(keep && { QIANMO_BENCH: keep }) }
    spawnSync('npx', ['tsx', 'test/bench/engines.ts', passages], { cwd: home, stdio: 'inherit', env })
    return
  }
  const lexicon = loadLexicon(join(home, 'data', 'lexicon'))
  const segmenter = createSegmenter(lexicon.userDictionary())
  const rows: Row[] = []
  const wants = (part: string): boolean => options.only === undefined || options.only === part
  const names = lexicon.practices.map((practice) => practice.name)
  if (wants('start')) rows.push(...(await benchStart()))
  if (wants('understand')) rows.push(...(await benchUnderstanding(home, names)))
  if (wants('files')) rows.push(...(await benchFiles(home, Number(options.files), names)))
  if (wants('search')) {
    const dir = options.keep ?? mkdtempSync(join(tmpdir(), 'qianmo-bench-'))
    const file = join(dir, 'data', 'corpus.db')
    if (!existsSync(file)) rows.push(...benchIndex(dir, Number(options.passages), names))
    rows.push(...(await benchSearch(file, home, lexicon, segmenter)))
    if (options.keep === undefined) rmSync(dir, { recursive: true, force: true })
  }
  const table = new Table({ head: ['项目', '结果', '备注'], style: { head: [], border: [] } })
  table.push(...rows)
  process.stdout.write(`${machine()}\n${table.toString()}\n`)
}

await main()
