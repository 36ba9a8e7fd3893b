import type { LRUCache } from 'lru-cache'
import type { Database } from '../../corpus/driver.ts'
import { fold } from '../../text/fold.ts'
import { needle, squeeze } from '../../text/occurrences.ts'
import { literalRuns } from '../../text/pairs.ts'
import { trimBlanks, unitsOf } from '../../text/units.ts'
import { addRow, type Bitset, countRows, difference, emptySet, intersect, rowsOf, union } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { count } from '../count.ts'
import type { Match } from '../port.ts'
import { remember } from '../remember.ts'
import { inOneSentence } from '../sentence.ts'
import { BLANK, FOLDED, otherwise, type TableName } from './tables.ts'

/** Answers which rows meet a match, exactly. */
export type Matcher = {
  match: (match: Match) => Bitset
  /** rows that have the token, a unit or a word of several */
  word: (token: string) => Bitset
}

/**
 * Evaluates a match to a set of rows. Literals are answered by the index and cached as sets (one bit a passage), so
 * AND, OR and NOT are operations on words of 32 rows. Whatever the index can only over-approximate (punctuation, raw
 * characters, one sentence) is checked on the text before it is counted.
 */
export function createMatcher(db: Database, columns: Columns, cache: LRUCache<string, Bitset>): Matcher {
  const lookUp = {
    pairs: db.prepare('SELECT group_concat(rowid) AS rows FROM fts_pairs WHERE fts_pairs MATCH ?'),
    terms: db.prepare('SELECT group_concat(rowid) AS rows FROM fts_terms WHERE fts_terms MATCH ?'),
  }
  const scanAll = db.prepare('SELECT group_concat(pid) AS rows FROM passage WHERE instr(text, ?) > 0')
  const scanSome = db.prepare(
    'SELECT group_concat(pid) AS rows FROM json_each(?) JOIN passage ON pid = value WHERE instr(text, ?) > 0',
  )
  const textsOf = db.prepare('SELECT pid, text FROM json_each(?) JOIN passage ON pid = value')

  const cached = (key: string, make: () => Bitset): Bitset => remember(cache, key, make)
  const tokens = (table: TableName, phrase: string): Bitset =>
    cached(`${table} ${phrase}`, () => parseRows(lookUp[table].all(`"${phrase}"`)[0]?.rows, columns.size))

  /** Rows of `candidates` whose text passes. */
  const check = (candidates: Bitset, passes: (text: string) => boolean): Bitset => {
    const kept = emptySet(columns.size)
    const rows = rowsOf(candidates)
    for (let from = 0; from < rows.length; from += BATCH) {
      for (const { pid, text } of textsOf.all(JSON.stringify([...rows.subarray(from, from + BATCH)]))) {
        if (passes(text as string)) addRow(kept, pid as number)
      }
    }
    return kept
  }

  /** Rows of `candidates` in whose text these very characters stand, found inside SQLite. */
  const scan = (candidates: Bitset, characters: string): Bitset => {
    const many = countRows(candidates)
    if (many === 0) return candidates
    if (many > columns.size / SCAN_SHARE) {
      return intersect(candidates, parseRows(scanAll.all(characters)[0]?.rows, columns.size))
    }
    return parseRows(scanSome.all(JSON.stringify([...rowsOf(candidates)]), characters)[0]?.rows, columns.size)
  }

  const literal = (text: string, raw: boolean): Bitset => {
    const wanted = squeeze(trimBlanks(text)).text
    const units = unitsOf(wanted)
    if (wanted === '') return emptySet(columns.size)
    const runs = literalRuns(units)
    let candidates = columns.live
    for (const run of runs) {
      const found = run.unit === undefined ? tokens('pairs', run.pairs.join(' ')) : tokens('terms', run.unit)
      candidates = intersect(candidates, found)
    }
    const isFolded = fold(wanted) === wanted
    const wholeUnits = runs.length === 1 && units[0]?.start === 0 && units.at(-1)?.end === wanted.length
    if (wholeUnits && !raw) return candidates
    const { in: stands } = needle(wanted, { raw })
    if (wholeUnits && isFolded) {
      // only where one of its units is written otherwise can what is indexed mislead
      const marks = [...new Set(units.map((unit) => otherwise(unit.text)))].map((mark) => tokens('terms', mark))
      const odd = intersect(candidates, marks.reduce(union))
      return union(difference(candidates, odd), check(odd, stands))
    }
    // What is folded cannot be looked for character by character where the text is not, and nothing can across a blank.
    const marks = raw ? tokens('terms', BLANK) : union(tokens('terms', FOLDED), tokens('terms', BLANK))
    const odd = intersect(candidates, marks)
    const plain = scan(difference(candidates, odd), raw ? wanted : fold(wanted))
    const cutsUnits = /^[\p{L}\p{N}\p{M}.,%]|[\p{L}\p{N}\p{M}.,%]$/u.test(
      wanted.replace(/^\p{Script=Han}|\p{Script=Han}$/gu, '。'),
    )
    return union(cutsUnits ? check(plain, stands) : plain, check(odd, stands))
  }

  const match = (one: Match): Bitset => {
    switch (one.op) {
      case 'all':
        return columns.live
      case 'and':
        return one.of.reduce((set, part) => intersect(set, match(part)), columns.live)
      case 'or':
        return one.of.reduce((set, part) => union(set, match(part)), emptySet(columns.size))
      case 'not':
        return difference(columns.live, match(one.of))
      case 'literal':
        return cached(JSON.stringify(one), () => literal(one.text, one.raw))
      case 'practice':
        return cached(JSON.stringify(one), () => labelled(columns, one.id))
      case 'filter':
        return cached(JSON.stringify(one), () => count(columns, columns.live, one.filters).rows)
      case 'same-sentence':
        return cached(JSON.stringify(one), () => {
          const candidates = one.of.reduce((set, part) => intersect(set, match(part)), columns.live)
          return check(candidates, inOneSentence(one.of))
        })
    }
  }
  return { match, word: (token) => tokens('terms', token) }
}

/** Texts fetched at a time to be checked. */
const BATCH = 1000

/** Above this share of all rows reading every text in order is faster than looking candidates up. */
const SCAN_SHARE = 4

/** Rows that mention a practice; mentions of one row stand together, rows in order. */
function labelled({ size, practiceIds, mentionPractice, mentionStart }: Columns, practice: string): Bitset {
  const rows = emptySet(size)
  const id = practiceIds.indexOf(practice)
  if (id < 0) return rows
  let row = 0
  for (let at = mentionPractice.indexOf(id); at >= 0; at = mentionPractice.indexOf(id, at + 1)) {
    while ((mentionStart[row + 1] as number) <= at) row++
    addRow(rows, row)
  }
  return rows
}

/** `1,5,12` → a set. One string for all rows costs a tenth of fetching them one by one. */
function parseRows(list: unknown, size: number): Bitset {
  const set = emptySet(size)
  if (typeof list !== 'string') return set
  let row = 0
  for (let i = 0; i < list.length; i++) {
    const digit = list.charCodeAt(i) - 48
    if (digit >= 0) row = row * 10 + digit
    else {
      addRow(set, row)
      row = 0
    }
  }
  addRow(set, row)
  return set
}
