/** `npm run -s engine -- setup|load|status`: keys, contents and state of the Meilisearch servers. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openCorpus } from '../server/corpus/reader.ts'
import { meilisearchSettings } from '../server/engine/meilisearch/options.ts'
import { loadLexicon } from '../server/lexicon/load.ts'
import { readSettings } from '../server/settings.ts'
import { createSegmenter } from '../server/text/segment.ts'
import { loadAndTell } from './engine/refresh.ts'
import { makeKeys } from './engine/setup.ts'
import { serverStatus } from './engine/status.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { acquireLock } from './store/lock.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(argv: readonly string[]): Promise<number> {
  const command = createCommand('engine', '管理 Meilisearch 检索服务器：setup 建密钥，load 装载语料库，status 查看状态')
    .argument('<动作>', 'setup、load 或 status')
    .option('--rebuild', '装载时另建新索引，建好再换上')
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const [action] = command.args
  if (action === 'setup') return setup()
  if (action === 'load') return load(command.opts<{ rebuild?: boolean }>().rebuild ?? false)
  if (action === 'status') return status()
  say(`不认识的动作：${action}。可用的有 setup、load、status`)
  return 2
}

async function setup(): Promise<number> {
  const { urls } = meilisearchSettings(process.env)
  const masterKey = process.env.MEILI_MASTER_KEY
  if (!masterKey)
    throw new Error(
      '建密钥需要主密钥：请把启动 Meilisearch 时的 --master-key 放入环境变量 MEILI_MASTER_KEY，只在这一步用',
    )
  const { search, admin } = await makeKeys(urls, masterKey, say)
  if (urls.length > 1) say('各台由本系统分别装载、同时询问，彼此不必相通；network 功能与网段放行都不用设')
  say(
    '密钥已备好。请把下面几行写入运行环境（如 .env）：检索密钥给服务器，装载密钥只给收录报告的机器；主密钥两处都不要放。',
  )
  process.stdout.write(
    `QIANMO_ENGINE=meilisearch\nMEILI_URL=${urls.join(',')}\nMEILI_SEARCH_KEY=${search}\nMEILI_ADMIN_KEY=${admin}\n`,
  )
  return 0
}

async function load(rebuild: boolean): Promise<number> {
  const { dataDir, file } = corpusPlace()
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(130)
    stopping = true
    say('正在停下：送出的这一批做完就结束（再按一次立即退出）')
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const unlock = acquireLock(join(dataDir, 'index.lock'), process.pid, new Date().toISOString())
  const corpus = openCorpus(file, { readonly: true })
  try {
    const segmenter = createSegmenter(
      loadLexicon(join(home, 'data', 'lexicon')).userDictionary(),
      join(dataDir, 'dict'),
    )
    await loadAndTell({ corpus, segmenter, rebuild }, process.env, { say, stopped: () => stopping })
    return 0
  } finally {
    corpus.close()
    unlock()
  }
}

async function status(): Promise<number> {
  const { urls, adminKey } = meilisearchSettings(process.env)
  const corpus = openCorpus(corpusPlace().file, { readonly: true })
  try {
    const lines = await Promise.all(urls.map((url) => serverStatus(url, adminKey, corpus.dataVersion())))
    for (const { line } of lines) process.stdout.write(`${line}\n`)
    return lines.every(({ ok }) => ok) ? 0 : 1
  } finally {
    corpus.close()
  }
}

function corpusPlace(): { dataDir: string; file: string } {
  const dataDir = resolve(home, readSettings(process.env).QIANMO_DATA)
  const file = join(dataDir, 'corpus.db')
  if (!existsSync(file)) throw new Error(`还没有语料库 ${file}。请先运行 npm run -s index`)
  return { dataDir, file }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
