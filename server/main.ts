import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Database, openDatabase } from './corpus/driver.ts'
import { schemaVersion, storedSchemaVersion } from './corpus/migrations.ts'
import { createCorpus } from './corpus/reader.ts'
import { createMeilisearchEngine } from './engine/meilisearch/engine.ts'
import { meilisearchSettings } from './engine/meilisearch/options.ts'
import { excessRights } from './engine/meilisearch/rights.ts'
import type { Engine } from './engine/port.ts'
import { createSqliteEngine } from './engine/sqlite/engine.ts'
import { indexFingerprint } from './engine/sqlite/tables.ts'
import { loadGazetteer } from './gazetteer/load.ts'
import { createLive } from './guard/live.ts'
import { createLogger } from './guard/log.ts'
import { answerMalformed } from './guard/malformed.ts'
import { createMetrics } from './guard/metrics.ts'
import { createCommands } from './import/commands.ts'
import { createImporter } from './import/importer.ts'
import { loadLexicon } from './lexicon/load.ts'
import { isLoopback, readSettings } from './settings.ts'
import { createSite } from './site.ts'
import { createSegmenter } from './text/segment.ts'

const home = join(import.meta.dirname, '..')

/** A request line may hold a query of 10,000 characters, percent-encoded, and one too long has to be told so. */
const MAX_HEADER_BYTES = 256 * 1024

/** How long open requests may take to finish after a signal. */
const DRAIN_MS = 5000

/** How long new requests are still taken after a signal. */
const SETTLE_MS = 800

/** Asked after the start: what they load is then there (columns and words, suggestions, names near to one that finds nothing). */
const WARMING = ['/api/search?q=法治&perPage=1', '/api/suggest?q=f', '/api/search?q=“阡陌经验”&perPage=1']

/** How often the corpus file is looked at: it may have been restored or built anew. */
const LOOK_MS = 1000

try {
  start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

function start(): void {
  const settings = readSettings(process.env)
  const local = isLoopback(settings.HOST)
  const file = join(resolve(settings.QIANMO_DATA), 'corpus.db')
  const log = createLogger(settings.QIANMO_LOG ?? (local ? 'warn' : 'info'))
  const metrics = createMetrics(() => live.current().corpus.stats().passages)
  const guards = {
    log,
    logQueries: settings.QIANMO_LOG_QUERIES === '1',
    perMinute: settings.QIANMO_RATE_LIMIT ?? (local ? 0 : 600),
    behindProxy: settings.QIANMO_BEHIND_PROXY === '1',
    metrics,
    adminToken: settings.QIANMO_ADMIN_TOKEN,
  }
  const token = settings.QIANMO_ADMIN_TOKEN
  const importer = token
    ? createImporter({
        dataDir: resolve(settings.QIANMO_DATA),
        commands: createCommands({ home, env: process.env }),
        corpus: () => live.current().corpus,
      })
    : undefined
  const live = createLive({
    stamp: () => {
      const info = statSync(file, { throwIfNoEntry: false })
      return info && `${info.dev}:${info.ino}`
    },
    open: () => openHouse(file),
    failed: (err) => log.error({ err }, 'the corpus file was replaced and cannot be used; the old one is kept'),
  })
  const looking = setInterval(live.refresh, LOOK_MS).unref()
  const server = serve(
    {
      fetch: (request, env) => live.current().app.fetch(request, env),
      hostname: settings.HOST,
      port: settings.PORT,
      serverOptions: { maxHeaderSize: MAX_HEADER_BYTES, requestTimeout: 60_000, headersTimeout: 20_000 },
    },
    ({ address, port }) => {
      process.stderr.write(`阡陌已启动：http://${address.includes(':') ? `[${address}]` : address}:${port}\n`)
      // The first visitor should not wait for jieba, the columns and the names to load.
      for (const path of WARMING) void live.current().app.request(path)
    },
  )
  answerMalformed(server, () => live.current().corpus.dataVersion())
  server.on('error', (error: NodeJS.ErrnoException) => {
    const taken =
      error.code === 'EADDRINUSE' ? `端口 ${settings.PORT} 已被占用，请用环境变量 PORT 换一个` : error.message
    process.stderr.write(`${taken}\n`)
    process.exit(1)
  })
  const measured =
    settings.QIANMO_METRICS_PORT === undefined
      ? undefined
      : serve({ fetch: metrics.app().fetch, hostname: settings.HOST, port: settings.QIANMO_METRICS_PORT })
  const stop = (): void => {
    clearInterval(looking)
    importer?.close()
    measured?.close()
    const end = (): void => {
      live.close()
      process.exit(0)
    }
    // what has reached this machine already is read before the door is shut
    setTimeout(() => server.close(end), SETTLE_MS)
    setTimeout(end, DRAIN_MS).unref()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)

  /** Everything that answers from one corpus file. */
  function openHouse(path: string) {
    if (!existsSync(path)) throw new Error(`还没有语料库 ${path}。请先运行 npm run -s index，或用 npm start 启动。`)
    const db = openServed(path)
    const corpus = createCorpus(db)
    const lexicon = loadLexicon(join(home, 'data', 'lexicon'))
    const segmenter = createSegmenter(lexicon.userDictionary(), join(resolve(settings.QIANMO_DATA), 'dict'))
    requireIndex(path, corpus.meta('index'), indexFingerprint(segmenter))
    const engine = settings.QIANMO_ENGINE === 'meilisearch' ? meilisearch(corpus) : createSqliteEngine({ db, corpus })
    const site = createSite({
      corpus,
      engine,
      lexicon,
      gazetteer: loadGazetteer(join(home, 'data', 'gazetteer')),
      segmenter,
      samples: holdsSamples(corpus, join(home, 'data', 'reports')),
    })
    const page = join(home, 'web', 'dist')
    const app = createApp({
      site,
      guards,
      ...(token && importer && { admin: { token, importer } }),
      ...(existsSync(page) && { page }),
    })
    const close = (): void => {
      db.close()
      void engine.close().catch(() => {})
    }
    return { value: { app, corpus }, close }
  }
}

/** The corpus file for reading. @throws (Chinese) when it is of another version or no corpus at all */
function openServed(path: string): Database {
  let db: Database | undefined
  try {
    db = openDatabase(path, { readonly: true })
    const found = storedSchemaVersion(db)
    if (found === schemaVersion) return db
    db.close()
    const mend = found > schemaVersion ? '请升级程序' : '请先运行 npm run -s index，它会更新语料库'
    throw new Error(`语料库 ${path} 的结构版本是 ${found}，本程序需要 ${schemaVersion}：${mend}`)
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('语料库')) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `语料库 ${path} 打不开（${why}）。请用 npm run -s restore 恢复备份，或删去它再运行 npm run -s index`,
      { cause },
    )
  }
}

/** @throws (Chinese) when the text was cut otherwise than a query will be, or is not indexed as this program reads it */
function requireIndex(path: string, found: string | undefined, wanted: string): void {
  if (found === undefined || found === wanted) return
  throw new Error(`语料库 ${path} 的检索索引由另一版词典或程序写成：请先运行 npm run -s index，它会重建索引`)
}

/** The search servers that the environment names; a key that may do more than search is warned about. */
function meilisearch(corpus: ReturnType<typeof createCorpus>): Engine {
  const { adminKey: _, ...found } = meilisearchSettings(process.env)
  for (const url of found.urls) {
    void excessRights(url, found.searchKey).then((warning) => warning && process.stderr.write(`${warning}\n`))
  }
  return createMeilisearchEngine({ corpus, ...found })
}

/** Whether the first report comes from the folder of samples. */
function holdsSamples(corpus: ReturnType<typeof createCorpus>, samples: string): boolean {
  return corpus.files({ status: ['ok'], under: samples }).length > 0
}
