import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Table from 'cli-table3'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { siteOf } from '../fixtures/site.ts'
import { type Key, loadCollection } from './collection.ts'
import { ndcg10, reciprocalRank } from './measures.ts'
import { plainBm25, product, type System } from './systems.ts'

const read = <T>(file: string): T => parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as T
const queries = read<{ q: string; want: string }[]>('queries.yaml')
/** Query → passage → grade: 3 answers the question concretely, 2 answers it, 1 touches it; all others 0. */
const judgements = read<Record<string, Record<Key, number>>>('judgements.yaml')

const { reports, keys, withReal } = loadCollection(join(import.meta.dirname, '..', '..'))
if (!withReal) console.warn('跳过真实报告：没有找到 ../shared/reports，只用示例报告评排序')
const site = siteOf(reports)
const known = new Set(keys.values())

type Scores = { ndcg: number; rr: number }

async function score(system: System, q: string): Promise<Scores> {
  const grades = Object.entries(judgements[q] ?? {}).flatMap(([key, grade]) =>
    known.has(key) ? [[key, grade] as const] : [],
  )
  const byKey = new Map(grades)
  const ranked = (await system(q)).map((id) => byKey.get(keys.get(id) ?? '') ?? 0)
  return { ndcg: ndcg10(ranked, [...byKey.values()]), rr: reciprocalRank(ranked) }
}

const mean = (numbers: number[]): number => numbers.reduce((sum, n) => sum + n, 0) / (numbers.length || 1)

describe('the order of hits', () => {
  it('has at least sixty judged queries, whose passages exist', () => {
    expect(Object.keys(judgements).length).toBeGreaterThanOrEqual(60)
    expect(queries.map(({ q }) => q).filter((q) => !(q in judgements))).toEqual([])
    const samples = Object.values(judgements)
      .flatMap((grades) => Object.keys(grades))
      .filter((key) => !/^\d{3}#/.test(key))
    expect(samples.filter((key) => !known.has(key))).toEqual([])
  })

  it('is better than plain bm25 over jieba words on the whole, and much worse on none', async () => {
    const ours = product(site)
    const plain = plainBm25(site, reports)
    const rows: { q: string; ours: Scores; plain: Scores }[] = []
    for (const { q } of queries) rows.push({ q, ours: await score(ours, q), plain: await score(plain, q) })
    const whole = (pick: (row: (typeof rows)[number]) => number): number => mean(rows.map(pick))
    const table = new Table({ head: ['检索词', 'nDCG@10', 'bm25', 'MRR', 'bm25'], style: { head: [], border: [] } })
    for (const { q, ours: a, plain: b } of rows) {
      table.push([q, a.ndcg.toFixed(2), b.ndcg.toFixed(2), a.rr.toFixed(2), b.rr.toFixed(2)])
    }
    table.push([
      '平均',
      ...[whole((r) => r.ours.ndcg), whole((r) => r.plain.ndcg), whole((r) => r.ours.rr), whole((r) => r.plain.rr)].map(
        (n) => n.toFixed(3),
      ),
    ])
    if (process.env.RELEVANCE) process.stdout.write(`${table.toString()}\n`)
    expect(whole((row) => row.ours.ndcg)).toBeGreaterThan(whole((row) => row.plain.ndcg))
    expect(whole((row) => row.ours.rr)).toBeGreaterThan(whole((row) => row.plain.rr))
    expect(rows.filter((row) => row.ours.ndcg < row.plain.ndcg - 0.2).map((row) => row.q)).toEqual([])
  })

  it('is the same each time', async () => {
    for (const q of ['法治', '法律顾问 合同', '培训']) expect(await product(site)(q)).toEqual(await product(site)(q))
  })
})
