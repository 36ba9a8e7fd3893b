import { join } from 'node:path'
import { createSuggester } from '../../server/answer/suggest.ts'
import { createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createSqliteEngine } from '../../server/engine/sqlite/engine.ts'
import { loadGazetteer } from '../../server/gazetteer/load.ts'
import type { Lexicon } from '../../server/lexicon/load.ts'
import { createSite } from '../../server/site.ts'
import { needle } from '../../server/text/occurrences.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { createBaselines } from './baselines.ts'
import { mb, ms, spread, timed } from './figures.ts'
import { queryLog } from './queries.ts'

export type Row = string[]

/** Plays the query log over HTTP requests in the process, cold and warm, and the baselines over the same queries. */
export async function benchSearch(file: string, home: string, lexicon: Lexicon, segmenter: Segmenter): Promise<Row[]> {
  const db = openDatabase(file, { readonly: true })
  const corpus = createCorpus(db)
  const engine = createSqliteEngine({ db, corpus })
  const gazetteer = loadGazetteer(join(home, 'data', 'gazetteer'))
  const site = createSite({ corpus, engine, lexicon, gazetteer, segmenter, samples: false })
  const app = createApp({ site })
  const rows: Row[] = []
  segmenter.cut('预热')
  rows.push(['启动：读入各列', `${ms((await timed(() => engine.status())).ms)} ms`, ''])

  const texts = corpus.texts(0, 1_000_000).filter((_, i) => i % 997 === 0)
  const log = queryLog(
    texts.map((one) => one.text),
    lexicon.practices.map((practice) => practice.name),
  )
  const ask = async (query: (typeof log)[number]): Promise<number> =>
    (
      await timed(async () =>
        (await app.request(`/api/search?q=${encodeURIComponent(query.q)}&mode=${query.mode}${query.filters}`)).text(),
      )
    ).ms
  for (const round of ['首次（冷）', '再次（热）']) {
    const times: number[] = []
    const heads: number[] = []
    for (const query of log) (query.head ? heads : times).push(await ask(query))
    const all = spread([...times, ...heads])
    rows.push([
      `检索 ${round}：${log.length} 次`,
      `p50 ${ms(all.p50)} · p95 ${ms(all.p95)} · 最慢 ${ms(all.max)} ms`,
      `过半段落都有的词 p95 ${ms(spread(heads).p95)} ms`,
    ])
  }
  const suggest = createSuggester(site)
  await suggest('f')
  const typed: number[] = []
  for (const q of ['f', 'fq', 'fqjy', '枫', '枫qiao', 'flmbr', '矛盾', 'maodun', '镇', 'zhongxin']) {
    typed.push((await timed(() => suggest(q))).ms)
  }
  const suggestTimes = spread(typed)
  rows.push(['输入建议', `p95 ${ms(suggestTimes.p95)} ms`, ''])
  rows.push(['服务进程内存', mb(process.memoryUsage().rss), ''])

  const all = corpus.texts(0, 1_000_000)
  const queries = log.filter((query) => !query.q.includes(' ')).slice(0, 40)
  const truth = queries.map(
    ({ q }) => new Set(all.filter(({ text }) => needle(q, { raw: true }).in(text)).map(({ pid }) => pid)),
  )
  const total = truth.reduce((sum, set) => sum + set.size, 0)
  const measure = async (name: string, search: (q: string) => Promise<Set<number>> | Set<number>): Promise<void> => {
    const times: number[] = []
    let lost = 0
    for (const [i, { q }] of queries.entries()) {
      const { value, ms: took } = await timed(() => search(q))
      times.push(took)
      for (const pid of truth[i] as Set<number>) if (!value.has(pid)) lost++
    }
    const { p50, p95 } = spread(times)
    rows.push([
      `对照 ${name}：${queries.length} 个字符串`,
      `p50 ${ms(p50)} · p95 ${ms(p95)} ms`,
      `${total} 处逐字命中丢 ${lost}`,
    ])
  }
  const plain = { filters: {}, ranking: { words: [], practices: [] }, sort: 'newest' as const, demoteRepeats: false }
  await measure(
    '阡陌（全部行号）',
    async (q) => new Set(await engine.rows({ ...plain, match: { op: 'literal', text: q, raw: true } })),
  )
  for (const baseline of createBaselines(corpus, file, segmenter)) await measure(baseline.name, baseline.search)
  return rows
}
