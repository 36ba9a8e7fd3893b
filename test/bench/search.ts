import { openDatabase } from '../../server/corpus/driver.ts'
import type { Corpus } from '../../server/corpus/port.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createSqliteEngine } from '../../server/engine/sqlite/engine.ts'
import type { Lexicon } from '../../server/lexicon/load.ts'
import { needle } from '../../server/text/occurrences.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { type Baseline, createBaselines } from './baselines.ts'
import { mb, ms, spread, timed } from './figures.ts'
import { type LoggedQuery, queryLog, typedLog } from './queries.ts'
import { serve } from './served.ts'

export type Row = string[]

/** Plays the logs over HTTP against a server of its own, cold and warm, then the baselines over the same queries. */
export async function benchSearch(file: string, home: string, lexicon: Lexicon, segmenter: Segmenter): Promise<Row[]> {
  const db = openDatabase(file, { readonly: true })
  const corpus = createCorpus(db)
  const practices = lexicon.practices.map((practice) => practice.name)
  const log = queryLog(sampleOf(corpus), practices)
  const rows = await benchServer(file, home, log, typedLog(practices))

  const engine = createSqliteEngine({ db, corpus })
  const plain = { filters: {}, ranking: { words: [], practices: [] }, sort: 'newest' as const, demoteRepeats: false }
  const own: Baseline = {
    name: '阡陌（全部行号）',
    search: async (q) => new Set(await engine.rows({ ...plain, match: { op: 'literal', text: q, raw: true } })),
    reads: Number.POSITIVE_INFINITY,
  }
  const queries = log.filter(({ q }) => !q.includes(' ')).slice(0, 40)
  await engine.status()
  const truth = scan(corpus, queries)
  for (const baseline of [own, ...createBaselines(corpus, file, segmenter)]) {
    rows.push(await compare(baseline, queries, truth))
  }
  db.close()
  return rows
}

async function benchServer(
  file: string,
  home: string,
  log: readonly LoggedQuery[],
  typed: readonly string[],
): Promise<Row[]> {
  const server = await serve(file, home)
  const rows: Row[] = [['服务启动到可以回答', `${ms(server.startMs)} ms`, '']]
  const before = server.memory()
  for (const round of ['首次（冷）', '再次（热）']) {
    const times: number[] = []
    const heads: number[] = []
    for (const { q, mode, filters, head } of log) {
      const took = await server.ask(`/api/search?q=${encodeURIComponent(q)}&mode=${mode}${encodeURI(filters)}`)
      ;(head ? heads : times).push(took)
    }
    const all = spread([...times, ...heads])
    rows.push([
      `检索 ${round}：${log.length} 次，全部分面与总数`,
      `p50 ${ms(all.p50)} · p95 ${ms(all.p95)} · 最慢 ${ms(all.max)} ms`,
      `其中 ${heads.length} 次是过半段落都有的词：p95 ${ms(spread(heads).p95)} ms`,
    ])
  }
  const suggested: number[] = []
  for (const q of typed) suggested.push(await server.ask(`/api/suggest?q=${encodeURIComponent(q)}`))
  const times = spread(suggested)
  rows.push([`输入建议：${typed.length} 次`, `p50 ${ms(times.p50)} · p95 ${ms(times.p95)} ms`, ''])
  const after = server.memory()
  if (before && after) rows.push(['服务进程内存', mb(after.now), `启动后 ${mb(before.now)}，最高 ${mb(after.peak)}`])
  server.stop()
  return rows
}

/** An even share of all texts, whatever the row numbers are. */
function sampleOf(corpus: Corpus): string[] {
  const step = Math.max(1, Math.floor(corpus.stats().passages / 300))
  const texts: string[] = []
  let i = 0
  for (const { text } of allTexts(corpus)) if (i++ % step === 0) texts.push(text)
  return texts
}

function* allTexts(corpus: Corpus): Generator<{ pid: number; text: string }> {
  for (let after = 0, batch = corpus.texts(0, 5000); batch.length > 0; batch = corpus.texts(after, 5000)) {
    yield* batch
    after = batch.at(-1)?.pid ?? after
  }
}

/** Rows that hold each query literally, found by reading every text. */
function scan(corpus: Corpus, queries: readonly LoggedQuery[]): Set<number>[] {
  const needles = queries.map(({ q }) => needle(q, { raw: true }))
  const truth = queries.map(() => new Set<number>())
  for (const { pid, text } of allTexts(corpus)) {
    for (const [i, one] of needles.entries()) if (one.in(text)) truth[i]?.add(pid)
  }
  return truth
}

async function compare(
  { name, search, reads }: Baseline,
  queries: readonly LoggedQuery[],
  truth: readonly Set<number>[],
): Promise<Row> {
  const times: number[] = []
  let total = 0
  let lost = 0
  for (const [i, { q }] of queries.entries()) {
    const { value, ms: took } = await timed(() => search(q))
    times.push(took)
    for (const pid of truth[i] ?? []) {
      if (pid > reads) continue
      total++
      if (!value.has(pid)) lost++
    }
  }
  const { p50, p95 } = spread(times)
  const share = Number.isFinite(reads) ? `（只收了前 ${reads} 行）` : ''
  return [
    `对照 ${name}${share}：${queries.length} 个字符串`,
    `p50 ${ms(p50)} · p95 ${ms(p95)} ms`,
    `${total} 处逐字命中丢 ${lost}`,
  ]
}
