import { answerSearch } from '../../server/answer/search.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import type { FullReport } from '../../server/schema.ts'
import type { Site } from '../../server/site.ts'

/** A way to rank: ids of the first passages for a query. */
export type System = (q: string) => Promise<string[]>

/** Results compared per query. */
const DEPTH = 10

/** The product as it answers by default. */
export const product =
  (site: Site, depth = DEPTH): System =>
  async (q) => {
    const { hits } = await answerSearch(site, {
      q,
      mode: 'smart',
      filters: {},
      sort: 'relevance',
      aliases: true,
      group: true,
      page: 1,
      perPage: depth,
    })
    return hits.map((hit) => hit.id)
  }

/** Plain FTS5 bm25 over jieba words, all words required. */
export function plainBm25(site: Site, reports: readonly FullReport[], depth = DEPTH): System {
  const db = openDatabase(':memory:')
  db.exec(`CREATE VIRTUAL TABLE words USING fts5(t, tokenize="ascii tokenchars '.,%'")`)
  const insert = db.prepare('INSERT INTO words(rowid, t) VALUES (?, ?)')
  const words = (text: string): string[] => site.segmenter.cut(text).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const passages = reports.flatMap((full) => full.passages)
  for (const [row, passage] of passages.entries()) insert.run(row + 1, words(passage.text).join(' '))
  const match = db.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words), rowid LIMIT ?')
  return async (q) => {
    const terms = words(q).map((word) => `"${word.replaceAll('"', '')}"`)
    if (terms.length === 0) return []
    return match.all(terms.join(' '), depth).map((row) => passages[(row.rowid as number) - 1]?.id ?? '')
  }
}
