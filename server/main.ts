import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { openDatabase } from './corpus/driver.ts'
import { createCorpus } from './corpus/reader.ts'
import { createMeilisearchEngine } from './engine/meilisearch/engine.ts'
import { meilisearchSettings } from './engine/meilisearch/options.ts'
import { excessRights } from './engine/meilisearch/rights.ts'
import type { Engine } from './engine/port.ts'
import { createSqliteEngine } from './engine/sqlite/engine.ts'
import { loadGazetteer } from './gazetteer/load.ts'
import { loadLexicon } from './lexicon/load.ts'
import { readSettings } from './settings.ts'
import { createSite } from './site.ts'
import { createSegmenter } from './text/segment.ts'

const home = join(import.meta.dirname, '..')

/** A request line may hold a query of 10,000 characters, percent-encoded. */
const MAX_HEADER_BYTES = 128 * 1024

/** How long open requests may take to finish after a signal. */
const DRAIN_MS = 5000

try {
  start()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

function start(): void {
  const settings = readSettings(process.env)
  const file = join(resolve(settings.QIANMO_DATA), 'corpus.db')
  if (!existsSync(file)) throw new Error(`还没有语料库 ${file}。请先运行 npm run -s index，或用 npm start 启动。`)
  const db = openDatabase(file, { readonly: true })
  const corpus = createCorpus(db)
  const lexicon = loadLexicon(join(home, 'data', 'lexicon'))
  const engine = settings.QIANMO_ENGINE === 'meilisearch' ? meilisearch(corpus) : createSqliteEngine({ db, corpus })
  const site = createSite({
    corpus,
    engine,
    lexicon,
    gazetteer: loadGazetteer(join(home, 'data', 'gazetteer')),
    segmenter: createSegmenter(lexicon.userDictionary(), join(resolve(settings.QIANMO_DATA), 'dict')),
    samples: holdsSamples(corpus, join(home, 'data', 'reports')),
  })
  const page = join(home, 'web', 'dist')
  const app = createApp({ site, ...(existsSync(page) && { page }) })
  const server = serve(
    {
      fetch: app.fetch,
      hostname: settings.HOST,
      port: settings.PORT,
      serverOptions: { maxHeaderSize: MAX_HEADER_BYTES },
    },
    ({ address, port }) => {
      process.stderr.write(`阡陌已启动：http://${address.includes(':') ? `[${address}]` : address}:${port}\n`)
      // The first visitor should not wait for jieba, the columns and the names to load.
      for (const path of ['/api/search?q=法治&perPage=1', '/api/suggest?q=f']) void app.request(path)
    },
  )
  const stop = (): void => {
    server.close(() => engine.close().finally(() => process.exit(0)))
    setTimeout(() => process.exit(0), DRAIN_MS).unref()
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
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
