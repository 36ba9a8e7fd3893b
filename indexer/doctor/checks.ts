import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openDatabase } from '../../server/corpus/driver.ts'
import { loadGazetteer } from '../../server/gazetteer/load.ts'
import { loadIndicatorRules } from '../../server/lexicon/indicators.ts'
import { loadLexicon } from '../../server/lexicon/load.ts'
import type { Settings } from '../../server/settings.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { loadParseRules } from '../parse/rules.ts'
import { findFiles } from '../read/files.ts'
import { acquireLock } from '../store/lock.ts'
import { corpusFile } from '../store/open.ts'
import { verifyCorpus } from '../store/verify.ts'

/** What a check found; `mend` says what to do where it is not in order. */
export type Finding = { state: 'ok' | 'warn' | 'fail'; detail: string; mend?: string }

export type Place = { home: string; dataDir: string; reports: string; settings: Settings }

export type Check = { name: string; look: (place: Place) => Finding | Promise<Finding> }

const ok = (detail: string): Finding => ({ state: 'ok', detail })
const warn = (detail: string, mend: string): Finding => ({ state: 'warn', detail, mend })
const fail = (detail: string, mend: string): Finding => ({ state: 'fail', detail, mend })

/** In the order in which one thing rests on another. A check that throws has failed with what it said. */
export const checks: readonly Check[] = [
  { name: 'Node', look: () => nodeVersion(process.versions.node) },
  { name: '分词 jieba', look: segmenter },
  { name: 'SQLite', look: sqlite },
  { name: '词典', look: lexicon },
  { name: '报告文件夹', look: reports },
  { name: '数据文件夹', look: dataFolder },
  { name: '磁盘空间', look: diskSpace },
  { name: '索引锁', look: lock },
  { name: '语料库', look: corpus },
  { name: '检索引擎', look: engine },
  { name: '网页', look: page },
  { name: '中文字体', look: fonts },
]

/** ^20.19 || ^22.13 || >=24, as package.json asks for. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major >= 24
  return fits ? ok(version) : fail(version, '请安装 Node 20.19 以上、22.13 以上或 24 以上的版本')
}

function segmenter({ home, dataDir }: Place): Finding {
  const begin = performance.now()
  const made = createSegmenter(loadLexicon(join(home, 'data', 'lexicon')).userDictionary(), join(dataDir, 'dict'))
  const words = made.cut('人民调解委员会')
  const detail = `${made.fingerprint}，装载 ${Math.round(performance.now() - begin)} 毫秒`
  return words.join('') === '人民调解委员会' ? ok(detail) : fail(detail, '请重新运行 npm ci')
}

function sqlite(): Finding {
  const db = openDatabase(':memory:')
  try {
    db.exec("CREATE VIRTUAL TABLE probe USING fts5(t, content='', contentless_delete=1)")
    return ok(`${String(db.prepare('SELECT sqlite_version() AS v').all()[0]?.v)}，带 FTS5`)
  } catch (error) {
    return fail(String(error), '这个 SQLite 没有全文检索：请重新运行 npm ci')
  } finally {
    db.close()
  }
}

function lexicon({ home }: Place): Finding {
  const dir = join(home, 'data', 'lexicon')
  const { practices, themes } = loadLexicon(dir)
  loadIndicatorRules(dir)
  loadParseRules(dir)
  loadGazetteer(join(home, 'data', 'gazetteer'))
  return ok(`${practices.length} 个做法、${themes.length} 个主题，区划表可用`)
}

function reports({ reports: path }: Place): Finding {
  if (!existsSync(path)) return warn(`没有 ${path}`, '请建好这个文件夹，或用环境变量 QIANMO_REPORTS 指到报告所在之处')
  const { files, problems } = findFiles([path])
  const [first] = problems
  if (first) return warn(`${files.length} 个文件，${problems.length} 处有问题`, first.message)
  return ok(`${path}，${files.length} 个文件`)
}

function dataFolder({ dataDir }: Place): Finding {
  try {
    mkdirSync(dataDir, { recursive: true })
    accessSync(dataDir, constants.R_OK | constants.W_OK)
    return ok(dataDir)
  } catch {
    const mend = '请改文件夹的权限，或用环境变量 QIANMO_DATA 换一个；只读的文件夹能检索，不能收录'
    return existsSync(corpusFile(dataDir)) ? warn(`${dataDir} 不可写`, mend) : fail(`${dataDir} 不可写`, mend)
  }
}

/** Room for a second corpus, which a rebuild, a backup or a restore needs. */
function diskSpace({ dataDir }: Place): Finding {
  const { bavail, bsize } = statfsSync(existsSync(dataDir) ? dataDir : dirname(dataDir))
  const size = statSync(corpusFile(dataDir), { throwIfNoEntry: false })?.size ?? 0
  const free = bavail * bsize
  const wanted = Math.max(200 * 2 ** 20, 2 * size)
  const detail = `剩余 ${megabytes(free)}，语料库 ${megabytes(size)}`
  return free >= wanted ? ok(detail) : warn(detail, `至少留出 ${megabytes(wanted)}，重建和备份才有地方写`)
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`

function lock({ dataDir }: Place): Finding {
  if (!existsSync(corpusFile(dataDir))) return ok('没有索引在运行')
  try {
    acquireLock(join(dataDir, 'index.lock'), process.pid, new Date().toISOString())()
    return ok('没有索引在运行')
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return warn(why, '等它结束；进程号已不存在时锁会自行失效，不必删文件')
  }
}

function corpus({ dataDir }: Place): Finding {
  if (!existsSync(corpusFile(dataDir))) return warn('还没有', '运行 npm run -s index，或 npm start')
  try {
    const { reports: count, passages, dataVersion } = verifyCorpus(corpusFile(dataDir))
    return ok(`${count} 份报告、${passages} 个段落，数据版本 ${dataVersion}，核对无误`)
  } catch (error) {
    const mend = '用 npm run -s restore 恢复备份；没有备份时把它移开，再运行 npm run -s index 重建'
    return fail(error instanceof Error ? error.message : String(error), mend)
  }
}

async function engine({ settings }: Place): Promise<Finding> {
  if (settings.QIANMO_ENGINE === 'sqlite') return ok('sqlite（内置）')
  const urls = (settings.MEILI_URL ?? '').split(',').filter(Boolean)
  if (urls.length === 0) return fail('meilisearch，没有设 MEILI_URL', '用环境变量 MEILI_URL 指明检索服务器')
  const down = await Promise.all(urls.map(async (url) => ((await answers(url)) ? [] : [url])))
  const silent = down.flat()
  if (silent.length > 0) return fail(`没有回应：${silent.join('、')}`, '检查服务器是否启动、地址和防火墙')
  return ok(`meilisearch：${urls.join('、')}`)
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok: well } = await fetch(new URL('health', url.endsWith('/') ? url : `${url}/`), {
      signal: AbortSignal.timeout(3000),
    })
    return well
  } catch {
    return false
  }
}

function page({ home }: Place): Finding {
  const built = existsSync(join(home, 'web', 'dist', 'index.html'))
  return built ? ok('已生成') : warn('还没有生成', '运行 npm run build，或 npm start')
}

/** Only a server that draws pages itself needs them: readers bring their own. */
function fonts(): Finding {
  if (process.platform !== 'linux') return ok('随系统')
  try {
    const found = execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).split('\n').filter(Boolean)
    if (found.length > 0) return ok(`${found.length} 种`)
    return warn('没有', '只影响在这台机器上看网页和截图：安装 fonts-noto-cjk')
  } catch {
    return warn('查不到（没有 fc-list）', '只影响在这台机器上看网页和截图：安装 fontconfig 和 fonts-noto-cjk')
  }
}
