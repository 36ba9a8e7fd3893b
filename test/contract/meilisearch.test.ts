import { afterAll, describe, it } from 'vitest'
import { loadEngine } from '../../indexer/engine/load.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import { migrate } from '../../server/corpus/migrations.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createMeilisearchEngine } from '../../server/engine/meilisearch/engine.ts'
import { serverUrls } from '../../server/engine/meilisearch/routing.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { engineContract, type Setup } from './engine.ts'
import { hasMeilisearch, SKIPPED, startMeilisearch, type TestServer } from './meilisearch-server.ts'

const segmenter = createSegmenter(['枫桥经验', '板凳会', '一村一法律顾问'])
const given = serverUrls(process.env.MEILI_URL ?? '')
const started: TestServer[] = []

/** Loads the reports into one or more servers and searches them there. */
const setup =
  (count: number): Setup =>
  async (reports) => {
    const urls = given.length > 0 ? given.slice(0, count) : []
    while (urls.length < count) {
      const server = await startMeilisearch()
      started.push(server)
      urls.push(server.url)
    }
    const key = given.length > 0 ? process.env.MEILI_ADMIN_KEY : started[0]?.key
    const index = 'qianmo_contract'
    const db = openDatabase(':memory:')
    migrate(db)
    const writer = createCorpusWriter(db)
    for (const full of reports) writer.putReport(full, { slot: full.report.id })
    const corpus = createCorpus(db)
    await loadEngine({ corpus, segmenter, urls, adminKey: key, index })
    const engine = createMeilisearchEngine({ corpus, urls, searchKey: key, index })
    const idOf = (pid: number): string => corpus.passagesByPid([pid])[0]?.passage.id ?? `no passage ${pid}`
    return { engine, ids: (rows) => [...rows].map(idOf), close: async () => db.close() }
  }

afterAll(async () => {
  for (const server of started) await server.stop()
})

if (hasMeilisearch() || given.length > 0) {
  engineContract('meilisearch', setup(1))
  if (hasMeilisearch() || given.length >= 3) engineContract('three meilisearch', setup(3))
} else {
  console.warn(SKIPPED)
  describe('meilisearch engine', () => it.skip(SKIPPED, () => {}))
}
