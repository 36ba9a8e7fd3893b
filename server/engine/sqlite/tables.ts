import type { Database, Statement } from '../../corpus/driver.ts'
import type { IndexSink, IndexTokens } from '../../corpus/port.ts'
import { fold } from '../../text/fold.ts'
import { pairTokens } from '../../text/pairs.ts'
import type { Segmenter } from '../../text/segment.ts'
import { hasInnerBlank, unitsOfFolded } from '../../text/units.ts'

/**
 * Marks, among the terms, of texts in which something does not stand as it is indexed: a literal found there is checked
 * on the text. Anything folded, a blank inside a run, and each unit that is written otherwise somewhere.
 */
export const FOLDED = '_folded'
export const BLANK = '_blank'
export const otherwise = (unit: string): string => `_${unit}`

/** Raised when the tables or what stands in them changes meaning. */
const FORMAT = 3

/**
 * Two contentless FTS5 tables, whose rowid is the passage's row number. `pairs` needs positions (a literal is a phrase
 * of pairs). `terms` does not: its units answer literals of one unit, its words of several units help the order. Tokens
 * arrive ready, divided by blanks: the `ascii` tokenizer takes every non-ASCII byte as a letter and so leaves them whole.
 */
const TABLES = { pairs: 'full', terms: 'none' } as const
export type TableName = keyof typeof TABLES

/** Tables of former formats. */
const FORMER = ['units', 'words']

const create = (table: TableName): string =>
  `CREATE VIRTUAL TABLE IF NOT EXISTS fts_${table} USING fts5(t, content='', contentless_delete=1,
     detail=${TABLES[table]}, tokenize="ascii tokenchars '.,%_|'")`

/** What an index is made by; one made by anything else answers wrongly, or not at all. */
export const indexFingerprint = (segmenter: Segmenter): string => `sqlite-fts5/${FORMAT} ${segmenter.fingerprint}`

/** Keeps the embedded index in step with the corpus; runs inside the corpus's own transaction. */
export function createIndexSink(db: Database, segmenter: Segmenter): IndexSink {
  const names = Object.keys(TABLES) as TableName[]
  for (const name of names) db.exec(create(name))
  tune(db, names)
  const tokensOf = createTokenizer(segmenter)
  const prepareAll = (sql: (name: TableName) => string): Record<TableName, Statement> => ({
    pairs: db.prepare(sql('pairs')),
    terms: db.prepare(sql('terms')),
  })
  const insert = prepareAll((name) => `INSERT INTO fts_${name}(rowid, t) VALUES (?, ?)`)
  const remove = prepareAll((name) => `DELETE FROM fts_${name} WHERE rowid = ?`)
  return {
    fingerprint: indexFingerprint(segmenter),
    add: (rows) => {
      const ready = rows.map(({ pid, text, tokens }) => ({ pid, tokens: tokens ?? tokensOf(text) }))
      for (const name of names) for (const { pid, tokens } of ready) insert[name].run(pid, tokens[name])
    },
    remove: (pids) => {
      for (const pid of pids) for (const name of names) remove[name].run(pid)
    },
    clear: () => {
      for (const name of FORMER) db.exec(`DROP TABLE IF EXISTS fts_${name}`)
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
    const terms = new Set(units.map((unit) => unit.text))
    if (hasInnerBlank(units)) terms.add(BLANK)
    if (folded !== text) {
      terms.add(FOLDED)
      for (const unit of units) if (text.slice(unit.start, unit.end) !== unit.text) terms.add(otherwise(unit.text))
    }
    // a word of one unit may be half a number to jieba: those are in as units already, or are none
    for (const word of wordTokens(segmenter.cut(text))) if (word.includes(JOINT)) terms.add(word)
    return { pairs: pairTokens(units).join(' '), terms: [...terms].join(' ') }
  }
}

/** Stands between the units of a word, and in no unit. */
const JOINT = '_'

/** Words as tokens: what has no unit in it (punctuation, blanks) is left out, blanks inside are joined. */
export const wordTokens = (words: readonly string[]): string[] =>
  words
    .map((word) =>
      unitsOfFolded(word)
        .map((unit) => unit.text)
        .join(JOINT),
    )
    .filter(Boolean)
