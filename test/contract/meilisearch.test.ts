import { afterAll, describe, expect, it } from 'vitest'
import { loadEngine } from '../../indexer/engine/load.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import { migrate } from '../../server/corpus/migrations.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createMeilisearchEngine } from '../../server/engine/meilisearch/engine.ts'
import { serverUrls } from '../../server/engine/meilisearch/routing.ts'
import { needle } from '../../server/text/occurrences.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { reportOf } from './corpus.ts'
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

/** Where the engine alone would find too much, or too little. */
function trapsOfTheEngine(): void {
  describe('meilisearch engine, on texts made to mislead it', () => {
    const texts = [
      '枫桥经验要学，桥经验好。',
      '枫桥经验好。',
      '工作作风转变。',
      '工作风气好转。',
      `${'调解纠纷，'.repeat(16_000)}末尾有山塘夜话。`,
      '説明与說明，緖论。',
      'café与cafe，½与12。',
    ]
    const found = async (text: string, raw: boolean): Promise<string[]> => {
      const reports = [
        reportOf({ township: '易错镇', code: '990199199', year: 2023, passages: texts.map((one) => ({ text: one })) }),
      ]
      const { engine, ids } = await shared(reports)
      const ranking = { words: [], practices: [] }
      const rows = await engine.rows({
        match: { op: 'literal', text, raw },
        filters: {},
        ranking,
        sort: 'newest',
        demoteRepeats: false,
      })
      return ids(rows)
    }
    let made: ReturnType<Setup> | undefined
    const shared = (reports: Parameters<Setup>[0]): ReturnType<Setup> => (made ??= setup(1)(reports))
    it.each([
      '枫桥经验好',
      '工作风',
      '作作风',
      '山塘夜话',
      '塘',
      '解纠纷',
      '説明',
      '緖论',
      'cafe',
      'café',
      '½',
      '12',
      '经验',
    ])(
      'finds %s where a scan does, and nowhere else',
      async (text) => {
        for (const raw of [true, false]) {
          const { in: stands } = needle(text, { raw })
          const expected = texts.flatMap((one, i) => (stands(one) ? [`990199199-2023.${i + 1}`] : []))
          expect((await found(text, raw)).sort(), raw ? 'raw' : 'folded').toEqual(expected)
        }
      },
      60_000,
    )
  })
}

if (hasMeilisearch() || given.length > 0) {
  engineContract('meilisearch', setup(1))
  trapsOfTheEngine()
  if (hasMeilisearch() || given.length >= 3) engineContract('three meilisearch', setup(3))
} else {
  console.warn(SKIPPED)
  describe('meilisearch engine', () => it.skip(SKIPPED, () => {}))
}
