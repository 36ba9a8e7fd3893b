/** `npx tsx test/bench/engines.ts [passages…]`: SQLite, one and three Meilisearch servers over the same corpus and queries. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Table from 'cli-table3'
import { loadEngine } from '../../indexer/engine/load.ts'
import { createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import type { Corpus } from '../../server/corpus/port.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createMeilisearchEngine } from '../../server/engine/meilisearch/engine.ts'
import type { Engine } from '../../server/engine/port.ts'
import { createSqliteEngine } from '../../server/engine/sqlite/engine.ts'
import { loadGazetteer } from '../../server/gazetteer/load.ts'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { createSite } from '../../server/site.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { MASTER_KEY, startMeilisearch } from '../contract/meilisearch-server.ts'
import { bareLoad } from './bare.ts'
import { buildCorpus } from './corpus.ts'
import { machine, mb, ms, spread, timed } from './figures.ts'
import { watchNetwork } from './network.ts'
import { type LoggedQuery, queryLog } from './queries.ts'

const home = join(import.meta.dirname, '..', '..')
const lexicon = loadLexicon(join(home, 'data', 'lexicon'))
const segmenter = createSegmenter(lexicon.userDictionary())
const gazetteer = loadGazetteer(join(home, 'data', 'gazetteer'))
const KEEP = process.env.QIANMO_BENCH
const SERVERS = (process.env.QIANMO_BENCH_SERVERS ?? '1,3').split(',').map(Number)

type Figures = { p50: number; p95: number; ownP95: number; totals: string[] }

const network = watchNetwork()

/** What is fetched ahead has been when nothing was asked for so long. */
const QUIET_MS = 4000

/** Plays the log over the API: what a user waits for, with all facets, totals and coverage. */
async function play(corpus: Corpus, engine: Engine, log: readonly LoggedQuery[]): Promise<Figures> {
  const app = createApp({ site: createSite({ corpus, engine, lexicon, gazetteer, segmenter, samples: false }) })
  const times: number[] = []
  const own: number[] = []
  const totals: string[] = []
  for (const query of log) {
    const asked = `/api/search?q=${encodeURIComponent(query.q)}&mode=${query.mode}${query.filters}`
    const started = performance.now()
    const waited = network.waited()
    const answer = (await (await app.request(asked)).json()) as { total?: object; facets?: object }
    const took = performance.now() - started
    times.push(took)
    own.push(took - (network.waited() - waited))
    totals.push(JSON.stringify([answer.total, answer.facets]))
  }
  const { p50, p95 } = spread(times)
  return { p50, p95, ownP95: spread(own).p95, totals }
}

const bytesBelow = (path: string): number =>
  statSync(path).isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0)
    : statSync(path).blocks * 512

const residentBytes = (pid: number | undefined): number => {
  const file = `/proc/${pid}/status`
  return existsSync(file) ? Number(/RssAnon:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024 : 0
}

async function bench(passages: number, table: Table.Table): Promise<void> {
  const dir = KEEP ?? mkdtempSync(join(tmpdir(), 'qianmo-bench-'))
  const folder = join(dir, String(passages))
  const file = join(folder, 'data', 'corpus.db')
  const names = lexicon.practices.map((practice) => practice.name)
  const built = existsSync(file) ? undefined : buildCorpus(folder, passages, names, home)
  const open = () => openDatabase(file, { readonly: true })
  const db = open()
  const corpus = createCorpus(db)
  const texts = corpus.texts(0, 1_000_000).filter((_, i) => i % 97 === 0)
  const [log, unseen] = [7, 8].map((seed) =>
    queryLog(
      texts.map((one) => one.text),
      names,
      220,
      seed,
    ),
  ) as [LoggedQuery[], LoggedQuery[]]
  segmenter.cut('预热')

  const plain = createSqliteEngine({ db, corpus })
  await plain.status()
  const reference = await play(corpus, plain, log)
  const warm = await play(corpus, plain, log)
  const time = ({ p50, p95 }: Figures): string => `${ms(p50)} / ${ms(p95)}`
  const rate = built ? `${ms(built.passages / built.seconds)}` : '–'
  tell(table, [passages, 'sqlite', rate, '–', mb(bytesBelow(file)), '–', time(reference), '–', time(warm), '–', '–'])

  for (const count of SERVERS) {
    const bare = await bareLoad(corpus, segmenter, count, dir)
    const servers = await Promise.all(Array.from({ length: count }, () => startMeilisearch([])))
    try {
      const urls = servers.map((server) => server.url)
      const load = await timed(() => loadEngine({ corpus, segmenter, urls, adminKey: MASTER_KEY }))
      const engine = createMeilisearchEngine({ corpus: createCorpus(open()), urls, searchKey: MASTER_KEY })
      await engine.status()
      const started = await play(corpus, engine, log)
      await network.quiet(QUIET_MS)
      // Another log: nothing in it has been asked before, all that is frequent has been fetched.
      const first = await play(corpus, engine, unseen)
      const again = await play(corpus, engine, log)
      const same = again.totals.filter((total, i) => total === reference.totals[i]).length
      const disk = servers.reduce((sum, server) => sum + bytesBelow(join(server.dir, 'data')), 0)
      const memory = servers.reduce((sum, server) => sum + residentBytes(server.pid()), 0)
      tell(table, [
        passages,
        `meilisearch × ${count}`,
        ms((passages * 1000) / load.ms),
        ms((passages * 1000) / bare),
        mb(disk),
        mb(memory),
        time(started),
        time(first),
        time(again),
        ms(first.ownP95),
        `${same}/${log.length}`,
      ])
      await engine.close()
    } finally {
      await Promise.all(servers.map((server) => server.stop()))
    }
  }
  db.close()
  if (KEEP === undefined) rmSync(dir, { recursive: true, force: true })
}

function tell(table: Table.Table, row: (string | number)[]): void {
  table.push(row)
  process.stderr.write(`${row.join(' · ')}\n`)
}

const head = [
  '段落',
  '引擎',
  '装载 段/秒',
  '空装 段/秒',
  '磁盘',
  '内存',
  '刚启动 p50/p95 ms',
  '备好后首次',
  '再次',
  '自身 p95 ms',
  '数字与 sqlite 相同',
]
const table = new Table({ head, style: { head: [], border: [] } })
const sizes = process.argv.slice(2).map(Number)
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) await bench(size, table)
process.stdout.write(`${machine()}\n${table.toString()}\n`)
