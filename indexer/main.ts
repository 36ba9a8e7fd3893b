/** `npm run -s index -- [paths…]`: brings the corpus up to date with files and folders. */
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadLexicon } from '../server/lexicon/load.ts'
import { readSettings } from '../server/settings.ts'
import { createSegmenter } from '../server/text/segment.ts'
import { refreshEngine } from './engine/refresh.ts'
import { createCommand, parseArguments, secondsOf } from './run/command-line.ts'
import { type IndexRun, indexFiles } from './run/index-files.ts'
import { loadStages } from './run/load-stages.ts'
import { ownFolders } from './run/own-folders.ts'
import { createPool, defaultJobs, jobsOf } from './run/pool.ts'
import { createProgress } from './run/progress.ts'
import { problemLines, type Summary, summarise, summaryTable } from './run/summary.ts'
import { watchPaths } from './run/watch.ts'
import { explained } from './store/explain.ts'
import { openInTurn } from './store/lock.ts'
import { openRehearsal, openStore } from './store/open.ts'

type Options = {
  json?: boolean
  all?: boolean
  force?: boolean
  dryRun?: boolean
  jobs?: number
  watch?: boolean
  wait?: number
}

/** How long, in seconds, a watcher waits for its turn: nobody would ask it again. */
const WATCH_WAIT = 600

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(argv: readonly string[]): Promise<number> {
  const command = createCommand('index', '把报告文件或文件夹收进语料库：新的加入，改过的更新，文件夹里删掉的移除')
    .argument('[路径...]', '文件或文件夹（默认 QIANMO_REPORTS，即 data/reports，和网页上传的文件夹）')
    .option('--json', '在标准输出打印一个 JSON 汇总')
    .option('--all', '不是乡镇法治政府建设年度报告的也收')
    .option('--force', '没有变化的也重新识别')
    .option('--jobs <份数>', '同时用几个进程识别（默认按处理器核数）', jobsOf)
    .option('--watch', '收完后留在后台，文件夹有变化就再收')
    .option('--dry-run', '只试跑，不改动语料库')
    .option('--wait <秒>', '另一个收录正在进行时，最多等这么久', secondsOf)
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const options = command.opts<Options>()
  const settings = readSettings(process.env)
  const dataDir = resolve(home, settings.QIANMO_DATA)
  const paths = command.args.length > 0 ? command.args : ownFolders(resolve(home, settings.QIANMO_REPORTS), dataDir)

  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(130)
    stopping = true
    say('正在停下：写完手头这一批就结束（再按一次立即退出）')
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)

  const dictionary = join(dataDir, 'dict')
  const segmenter = createSegmenter(loadLexicon(join(home, 'data', 'lexicon')).userDictionary(), dictionary)
  const code = await once(options)
  if (!options.watch || stopping) return code
  say('正在留意文件夹的变化（按 Ctrl+C 结束）')
  const unwatch = watchPaths(paths, () => once({ wait: WATCH_WAIT, ...options, force: false }).then(() => {}, sayError))
  while (!stopping) await setTimeout(200)
  await unwatch()
  return 0

  /** One run from opening to closing, so that others may write to the corpus between two. */
  async function once(options: Options): Promise<number> {
    const open = () => openStore(dataDir, segmenter, process.pid, new Date().toISOString())
    const store = options.dryRun ? openRehearsal(dataDir) : await openInTurn(open, options.wait ?? 0, () => stopping)
    const progress = createProgress(process.stderr)
    const stages = loadStages(home)
    const jobs = options.jobs ?? defaultJobs(availableParallelism())
    const pool = createPool({
      jobs,
      dictionary: options.dryRun ? undefined : dictionary,
      rules: stages.version,
      fingerprint: segmenter.fingerprint,
    })
    try {
      if (store.rebuilt) say('分词组件或词典有变化，检索索引已重建')
      const now = (): string => new Date().toISOString()
      const deps = { writer: store.writer, stages, now, pool: jobs > 1 ? { ...pool, jobs } : undefined }
      const run = await indexFiles(paths, deps, options, {
        progress: progress.update,
        note: say,
        stopped: () => stopping,
      })
      progress.stop()
      const code = report(run, summarise(run, store.writer.corpus), options)
      if (!options.dryRun && !stopping) {
        await refreshEngine({ corpus: store.writer.corpus, segmenter }, process.env, { say, stopped: () => stopping })
      }
      return code
    } finally {
      progress.stop()
      pool.close()
      store.close()
    }
  }

  function report(run: IndexRun, summary: Summary, { json, dryRun }: Options): number {
    if (json) process.stdout.write(`${JSON.stringify({ ...summary, dryRun: dryRun || undefined })}\n`)
    else {
      for (const line of problemLines(run)) say(line)
      process.stdout.write(`${summaryTable(summary)}\n`)
      if (dryRun) process.stdout.write('（试跑：语料库没有改动）\n')
    }
    if (run.interrupted) say('已中断：做完的都已保存，再运行一次会接着做')
    return run.interrupted ? 130 : summary.failed > 0 ? 1 : 0
  }
}

function sayError(error: unknown): void {
  say(explained(error).message)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  sayError(error)
  process.exitCode = 1
}
