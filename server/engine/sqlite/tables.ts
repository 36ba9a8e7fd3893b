import type { Database } from '../../corpus/driver.ts'
import type { IndexSink, IndexTokens } from '../../corpus/port.ts'
import { fold } from '../../text/fold.ts'
import { pairTokens } from '../../text/pairs.ts'
import type { Segmenter } from '../../text/segment.ts'
import { hasInnerBlank, unitsOfFolded } from '../../text/units.ts'

/** Marks, in the units index, of texts that are not simply their folded selves: a literal found there is checked on the text. */
export const FOLDED = '_folded'
export const BLANK = '_blank'

/** Raised when the tables or what stands in them changes meaning. */
const FORMAT = 1

/**
 * Three contentless FTS5 tables, whose rowid is the passage's row number. Only `pairs` needs positions (a literal is a
 * phrase of pairs); `units` answers literals of one unit, `words` only helps the order. Tokens arrive ready, divided by
 * blanks: the `ascii` tokenizer takes every non-ASCII byte as a letter and so leaves them whole.
 */
const TABLES = { pairs: 'full', units: 'none', words: 'none' } as const
export type TableName = keyof typeof TABLES

const create = (table: TableName): string =>
  `CREATE VIRTUAL TABLE IF NOT EXISTS fts_${table} USING fts5(t, content='', contentless_delete=1,
     detail=${TABLES[table]}, tokenize="ascii tokenchars '.,%_|'")`

/** Keeps the embedded index in step with the corpus; runs inside the corpus's own transaction. */
export function createIndexSink(db: Database, segmenter: Segmenter): IndexSink {
  const names = Object.keys(TABLES) as TableName[]
  for (const name of names) db.exec(create(name))
  tune(db, names)
  const tokensOf = createTokenizer(segmenter)
  const insert = prepareAll((name) => `INSERT INTO fts_${name}(rowid, t) VALUES (?, ?)`)
  const remove = prepareAll((name) => `DELETE FROM fts_${name} WHERE rowid = ?`)
  function prepareAll(sql: (name: TableName) => string): Record<TableName, ReturnType<Database['prepare']>> {
    return { pairs: db.prepare(sql('pairs')), units: db.prepare(sql('units')), words: db.prepare(sql('words')) }
  }
  return {
    fingerprint: `sqlite-fts5/${FORMAT} ${segmenter.fingerprint}`,
    add: (rows) => {
      const ready = rows.map(({ pid, text, tokens }) => ({ pid, tokens: tokens ?? tokensOf(text) }))
      for (const name of names) for (const { pid, tokens } of ready) insert[name].run(pid, tokens[name])
    },
    remove: (pids) => {
      for (const pid of pids) for (const name of names) remove[name].run(pid)
    },
    clear: () => {
      for (const name of names) db.exec(`DROP TABLE fts_${name}; ${create(name)}`)
      tune(db, names)
    },
    tidy: () => {
      for (const name of names) db.exec(`INSERT INTO fts_${name}(fts_${name}) VALUES ('optimize')`)
    },
  }
}

/** Bytes FTS5 gathers before it writes a segment: a batch fits in, so it is sorted once and seldom merged. */
const GATHER = 32 * 2 ** 20

function tune(db: Database, names: readonly TableName[]): void {
  for (const name of names) {
    const known = db.prepare(`SELECT v FROM fts_${name}_config WHERE k = 'hashsize'`).all()[0]?.v
    if (known !== GATHER) db.exec(`INSERT INTO fts_${name}(fts_${name}, rank) VALUES ('hashsize', ${GATHER})`)
  }
}

/** What the index keeps of a text. Pure but for the segmenter, so another process may do it. */
export function createTokenizer(segmenter: Segmenter): (text: string) => Record<TableName, string> & IndexTokens {
  return (text) => {
    const folded = fold(text)
    const units = unitsOfFolded(folded)
    const single = new Set(units.map((unit) => unit.text))
    if (folded !== text) single.add(FOLDED)
    if (hasInnerBlank(units)) single.add(BLANK)
    return {
      pairs: pairTokens(units).join(' '),
      units: [...single].join(' '),
      words: [...new Set(wordTokens(segmenter.cut(text)))].join(' '),
    }
  }
}

/** Words as tokens: what has no unit in it (punctuation, blanks) is left out, blanks inside are joined. */
export const wordTokens = (words: readonly string[]): string[] =>
  words
    .map((word) =>
      unitsOfFolded(word)
        .map((unit) => unit.text)
        .join('_'),
    )
    .filter(Boolean)
