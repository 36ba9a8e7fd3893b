import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { Meilisearch } from 'meilisearch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAdmin } from '../../indexer/engine/admin.ts'
import { loadEngine } from '../../indexer/engine/load.ts'
import { lockServer } from '../../indexer/engine/lock.ts'
import { KEYS, makeKeys } from '../../indexer/engine/setup.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import type { CorpusWriter } from '../../server/corpus/port.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createMeilisearchEngine } from '../../server/engine/meilisearch/engine.ts'
import { excessRights } from '../../server/engine/meilisearch/rights.ts'
import { INDEX, nextOf } from '../../server/engine/meilisearch/settings.ts'
import type { Engine, EngineQuery } from '../../server/engine/port.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { reportOf } from './corpus.ts'
import { hasMeilisearch, MASTER_KEY, SKIPPED, startMeilisearch, type TestServer } from './meilisearch-server.ts'
import { sampleReports } from './texts.ts'

const segmenter = createSegmenter(['枫桥经验', '板凳会'])
const work: EngineQuery = {
  match: { op: 'literal', text: '工作', raw: false },
  filters: {},
  ranking: { words: ['工作'], practices: [] },
  sort: 'relevance',
  demoteRepeats: false,
  offset: 0,
  limit: 5,
  facets: true,
}

function corpusOf(specs = sampleReports()): CorpusWriter {
  const writer = createCorpusWriter(openDatabase(':memory:'))
  for (const spec of specs) {
    const full = reportOf(spec)
    writer.putReport(full, { slot: full.report.id })
  }
  return writer
}

const passages = async (engine: Engine): Promise<number> => (await engine.search(work)).total.passages

describe.runIf(hasMeilisearch())('meilisearch faults on real processes', () => {
  let server: TestServer
  let second: TestServer
  let writer: CorpusWriter
  let keys: { search: string; admin: string }
  const load = (urls = [server.url], rebuild = false) =>
    loadEngine({ corpus: writer.corpus, segmenter, urls, adminKey: keys.admin, rebuild })
  const engine = (urls = [server.url], extra: { timeoutMs?: number; partial?: boolean; searchKey?: string } = {}) =>
    createMeilisearchEngine({ corpus: writer.corpus, urls, searchKey: keys.search, ...extra })
  const expected = () => corpusOf().corpus.stats().passages

  beforeAll(async () => {
    server = await startMeilisearch()
    second = await startMeilisearch()
    keys = await makeKeys([server.url, second.url], MASTER_KEY)
    writer = corpusOf()
    await load()
  }, 60_000)
  afterAll(async () => {
    await server?.stop()
    await second?.stop()
  })

  it('loads and searches with keys that reach no other index', async () => {
    expect(await passages(engine())).toBeGreaterThan(0)
    const limited = new Meilisearch({ host: server.url, apiKey: keys.admin })
    await expect(limited.createIndex('somebody_else').waitTask()).rejects.toThrow()
    await expect(limited.getKeys()).rejects.toThrow()
    const searching = new Meilisearch({ host: server.url, apiKey: keys.search })
    await expect(searching.index(INDEX).getDocuments()).rejects.toThrow()
    expect(KEYS.search.actions).toEqual(['search'])
  })
  it('makes the same keys again, and refuses another master key', async () => {
    expect(await makeKeys([server.url], MASTER_KEY)).toEqual(keys)
    await expect(makeKeys([server.url], 'not the master key at all')).rejects.toThrow(/主密钥/)
  })
  it('warns of a key that may do more than search, without saying the key', async () => {
    expect(await excessRights(server.url, keys.search)).toBeUndefined()
    const warning = await excessRights(server.url, keys.admin)
    expect(warning).toContain('权限过大')
    expect(warning).not.toContain(keys.admin)
    expect(await excessRights(server.url, MASTER_KEY)).toContain('主密钥')
  })
  it('names the server that refuses the key, and never the key', async () => {
    const refused = engine([server.url], { searchKey: 'wrong-key-wrong-key' }).search(work)
    await expect(refused).rejects.toThrow(server.url)
    await expect(refused).rejects.toThrow(/setup/)
    await expect(refused).rejects.not.toThrow(/wrong-key/)
  })
  it('refuses to answer when the corpus has changed and the index has not, and answers after a load', async () => {
    const one = engine()
    const before = await passages(one)
    const full = reportOf({ township: '新加镇', code: '990103103', year: 2024, passages: [{ text: '全镇工作平稳。' }] })
    writer.putReport(full, { slot: full.report.id })
    await expect(one.search(work)).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringContaining('不一致'),
    })
    expect(await one.status()).toMatchObject({ ready: false, message: expect.stringContaining('engine -- load') })
    expect(await load()).toMatchObject({ added: 1, removed: 0, rebuilt: false })
    expect(await passages(one)).toBe(before + 1)
    writer.removeReport(full.report.id)
    expect(await load()).toMatchObject({ added: 0, removed: 1, rebuilt: false })
    expect(await passages(one)).toBe(before)
    expect(await load()).toMatchObject({ added: 0, removed: 0, rebuilt: false })
  }, 60_000)
  it('says that a server is down, and goes on when it is back', async () => {
    const one = engine()
    const before = await passages(one)
    await server.kill()
    const other = engine()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await expect(one.search(work), 'what was answered before').rejects.toThrow(server.url)
    await expect(other.search(work)).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringContaining(server.url),
    })
    await expect(other.search(work)).rejects.toThrow(/连不上/)
    await expect(load()).rejects.toThrow(/连不上/)
    await server.restart()
    expect(await passages(one)).toBe(before)
    expect(await passages(other)).toBe(before)
  }, 30_000)
  it('goes on with a load that was cut short by a crash of the server, while the old index answers', async () => {
    const before = await passages(engine())
    const cut = load([server.url], true)
    const failed = expect(cut).rejects.toThrow(/检索服务器/)
    await new Promise((resolve) => setTimeout(resolve, 400))
    await server.kill()
    await failed
    await server.restart()
    expect(await passages(engine())).toBe(before)
    expect(await load([server.url], true)).toMatchObject({ rebuilt: true, passages: expected() })
    expect(await passages(engine())).toBe(before)
    const client = new Meilisearch({ host: server.url, apiKey: MASTER_KEY })
    const names = (await client.getIndexes()).results.map((index) => index.uid)
    expect(names).not.toContain(nextOf(INDEX))
  }, 60_000)
  it('recovers from an emptied data folder with a load alone', async () => {
    await server.restart({ empty: true })
    await expect(engine().search(work)).rejects.toThrow(/密钥|索引/)
    expect(await makeKeys([server.url], MASTER_KEY)).toEqual(keys)
    await expect(engine().search(work)).rejects.toThrow(/没有本系统的索引/)
    await load()
    expect(await passages(engine())).toBeGreaterThan(0)
  }, 60_000)
  it.each([
    ['a limit of facet values', { faceting: { maxValuesPerFacet: 3 } }],
    ['phrases that only share a field', { proximityPrecision: 'byAttribute' as const }],
    ['fields that cannot be filtered', { filterableAttributes: [] }],
  ])(
    'notices %s set by hand, and a load sets it right',
    async (_, settings) => {
      const before = await passages(engine())
      const client = new Meilisearch({ host: server.url, apiKey: MASTER_KEY })
      await client.index(INDEX).updateSettings(settings).waitTask()
      await expect(engine().search(work)).rejects.toThrow(/设置被改动过/)
      await load()
      expect(await passages(engine())).toBe(before)
    },
    60_000,
  )
  it('lets one loader in at a time, and takes over from one that died', async () => {
    const admin = createAdmin(server.url, keys.admin)
    const lock = await lockServer(admin, [INDEX], `${INDEX}_loading`)
    await expect(load()).rejects.toThrow(/另一个装载进程/)
    await lock.release()
    await admin.create(`${INDEX}_loading`, 'id')
    const dead = { id: 1, host: hostname(), pid: 2 ** 22 + 1, since: 0, beat: Date.now() }
    await admin.finished(await admin.addLines(`${INDEX}_loading`, JSON.stringify(dead)))
    await load()
  }, 60_000)
  it('gives up on a server that does not answer in time, and one of another version', async () => {
    const slow = createServer(() => {}).listen(0, '127.0.0.1')
    const old = createServer((_, answer) => {
      answer.setHeader('content-type', 'application/json').end('{"pkgVersion":"1.12.8","commitSha":"","commitDate":""}')
    }).listen(0, '127.0.0.1')
    const urlOf = (one: typeof slow): string => `http://127.0.0.1:${(one.address() as { port: number }).port}`
    await new Promise((resolve) => setTimeout(resolve, 20))
    await expect(engine([urlOf(slow)], { timeoutMs: 200 }).search(work)).rejects.toThrow(/规定时间/)
    await expect(load([urlOf(old)])).rejects.toThrow(/1\.12\.8.*1\.50/s)
    slow.closeAllConnections()
    slow.close()
    old.close()
  }, 30_000)
  it('divides the reports among servers, moves only what must move, and never counts less when one is down', async () => {
    const both = [server.url, second.url]
    const alone = await engine().search(work)
    await expect(engine(both).search(work)).rejects.toThrow(/没有本系统的索引/)
    const { added, removed } = await load(both)
    const moved = [...writer.corpus.iterateReports()].length
    expect(removed).toBeGreaterThan(0)
    expect(removed).toBeLessThan(moved)
    expect(added).toBeLessThan(alone.total.passages + 100)
    const together = await engine(both).search(work)
    expect(together).toEqual(alone)
    await expect(engine([server.url]).search(work)).rejects.toThrow(/MEILI_URL/)
    await second.kill()
    await expect(engine(both).search(work)).rejects.toThrow(second.url)
    const partial = await engine(both, { partial: true }).search(work)
    expect(partial.partial).toEqual([second.url])
    expect(partial.total.passages).toBeGreaterThan(0)
    expect(partial.total.passages).toBeLessThan(alone.total.passages)
    const without: EngineQuery['match'] = { op: 'not', of: work.match }
    const either: EngineQuery['match'] = { op: 'or', of: [work.match, without] }
    const held = await engine(both, { partial: true }).search({ ...work, match: either })
    const negated = await engine(both, { partial: true }).search({ ...work, match: without })
    expect(negated.total.passages + partial.total.passages).toBe(held.total.passages)
    expect(held.total.passages).toBeLessThan(expected())
    await second.restart()
    expect(await engine(both, { partial: true }).search(work)).toEqual(alone)
  }, 60_000)
})

if (!hasMeilisearch()) console.warn(SKIPPED)
