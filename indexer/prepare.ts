/** Runs before the server at `npm start`: the corpus is brought up to date and the page is built, each only if needed. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { loadLexicon } from '../server/lexicon/load.ts'
import { readSettings } from '../server/settings.ts'
import { createSegmenter } from '../server/text/segment.ts'
import { LoadError } from './engine/admin.ts'
import { refreshEngine } from './engine/refresh.ts'
import { indexFiles } from './run/index-files.ts'
import { loadStages } from './run/load-stages.ts'
import { ownFolders } from './run/own-folders.ts'
import { createPool, defaultJobs } from './run/pool.ts'
import { createProgress } from './run/progress.ts'
import { problemLines, summarise } from './run/summary.ts'
import { explained } from './store/explain.ts'
import { openStore } from './store/open.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** A bad file is named and never stops the start; only a corpus that cannot be opened does. */
async function refreshCorpus(reports: string, dataDir: string): Promise<void> {
  const segmenter = createSegmenter(loadLexicon(join(home, 'data', 'lexicon')).userDictionary(), join(dataDir, 'dict'))
  const store = openStore(dataDir, segmenter, process.pid, new Date().toISOString())
  const progress = createProgress(process.stderr)
  const stages = loadStages(home)
  const jobs = defaultJobs(availableParallelism())
  const parts = { jobs, dictionary: join(dataDir, 'dict'), rules: stages.version, fingerprint: segmenter.fingerprint }
  const pool = createPool(parts)
  try {
    if (store.rebuilt) say('分词组件或词典有变化，检索索引已重建')
    const folders = ownFolders(reports, dataDir).filter((folder) => existsSync(folder))
    if (!folders.includes(reports)) say(`没有找到报告文件夹 ${reports}，跳过`)
    if (folders.length === 0) return
    const now = (): string => new Date().toISOString()
    const deps = { writer: store.writer, stages, now, pool: jobs > 1 ? { ...pool, jobs } : undefined }
    const run = await indexFiles(folders, deps, {}, { progress: progress.update, note: say })
    progress.stop()
    const summary = summarise(run, store.writer.corpus)
    const touched = summary.new + summary.changed + summary.removed
    if (touched > 0) {
      for (const line of problemLines(run, 20)) say(line)
      say(`收录报告：新增 ${summary.new}、更新 ${summary.changed}、移除 ${summary.removed}、失败 ${summary.failed}`)
    } else if (summary.failed > 0) say(`有 ${summary.failed} 个文件读不了，运行 npm run -s index 可看到原因`)
    say(`语料库就绪：${summary.townships} 个乡镇、${summary.reports} 份报告、${summary.passages} 个段落`)
    // A search server that is down is said by the server itself, in every answer, until it is back and loaded.
    await refreshEngine({ corpus: store.writer.corpus, segmenter }, process.env, { say }).catch((error) => {
      if (!(error instanceof LoadError)) throw error
      say(error.message)
    })
  } finally {
    progress.stop()
    pool.close()
    store.close()
  }
}

/** Builds the page when it is missing or older than what it is made of. */
function buildPage(): void {
  const built = join(home, 'web', 'dist', 'index.html')
  const sources = [join(home, 'web'), join(home, 'package.json')]
  if (existsSync(built) && newest(sources) <= statSync(built).mtimeMs) return
  say('正在生成网页……')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['run', '-s', 'build'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status === 0) say('网页已生成')
  else say(existsSync(built) ? '网页没有生成成功，沿用上一次的' : '网页没有生成成功，只能使用接口')
}

function newest(paths: readonly string[]): number {
  return Math.max(
    0,
    ...paths.map((path) => {
      const info = statSync(path, { throwIfNoEntry: false })
      if (!info?.isDirectory()) return info?.mtimeMs ?? 0
      const inside = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules')
      return newest(inside.map((name) => join(path, name)))
    }),
  )
}

try {
  const settings = readSettings(process.env)
  await refreshCorpus(resolve(home, settings.QIANMO_REPORTS), resolve(home, settings.QIANMO_DATA))
  buildPage()
} catch (error) {
  say(explained(error).message)
  // what is stored can be served all the same; the server itself says when it cannot
  buildPage()
}
