import MiniSearch from 'minisearch'
import { openDatabase } from '../../server/corpus/driver.ts'
import type { Corpus } from '../../server/corpus/port.ts'
import type { Segmenter } from '../../server/text/segment.ts'

/** A plain way to search, to compare with: row numbers that hold all words of the query. */
export type Baseline = {
  name: string
  search: (q: string) => Set<number> | Promise<Set<number>>
  /** the highest row number it was given */
  reads: number
}

/** Rows that MiniSearch is given: more would need more memory than an office PC has. */
const MINISEARCH_LIMIT = 100_000

/** FTS5 with bm25 over jieba words, MiniSearch over the same words, and a LIKE scan, over the same passages. */
export function createBaselines(corpus: Corpus, file: string, segmenter: Segmenter): Baseline[] {
  const db = openDatabase(':memory:')
  db.exec(`CREATE VIRTUAL TABLE words USING fts5(t, tokenize="ascii tokenchars '.,%'")`)
  const insert = db.prepare('INSERT INTO words(rowid, t) VALUES (?, ?)')
  const mini = new MiniSearch<{ id: number; t: string }>({ fields: ['t'], tokenize: (t) => t.split(' ') })
  const words = (text: string): string[] => segmenter.cut(text).filter((word) => /[\p{L}\p{N}]/u.test(word))
  db.transaction(() => {
    for (let after = 0, batch = corpus.texts(0, 5000); batch.length > 0; batch = corpus.texts(after, 5000)) {
      for (const { pid, text } of batch) {
        const tokens = words(text).join(' ')
        insert.run(pid, tokens)
        if (pid <= MINISEARCH_LIMIT) mini.add({ id: pid, t: tokens })
        after = pid
      }
    }
  })
  const match = db.prepare('SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words)')
  const scan = openDatabase(file, { readonly: true }).prepare('SELECT pid FROM passage WHERE text LIKE ?')
  return [
    {
      name: 'FTS5 bm25（jieba 词）',
      search: (q) => {
        const phrase = words(q).map((word) => `"${word.replaceAll('"', '')}"`)
        return new Set(phrase.length === 0 ? [] : match.all(phrase.join(' ')).map((row) => row.rowid as number))
      },
      reads: Number.POSITIVE_INFINITY,
    },
    {
      name: 'MiniSearch（jieba 词）',
      search: (q) => new Set(mini.search(words(q).join(' '), { combineWith: 'AND' }).map((hit) => hit.id as number)),
      reads: corpus.stats().passages > MINISEARCH_LIMIT ? MINISEARCH_LIMIT : Number.POSITIVE_INFINITY,
    },
    {
      name: 'LIKE 扫描',
      search: (q) => new Set(scan.all(`%${q}%`).map((row) => row.pid as number)),
      reads: Number.POSITIVE_INFINITY,
    },
  ]
}
