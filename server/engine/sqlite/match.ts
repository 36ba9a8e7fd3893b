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
import { inOneSentence } from '../sentence.ts'
import { BLANK, FOLDED, type TableName } from './tables.ts'

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
  const scan = db.prepare('SELECT group_concat(pid) AS rows FROM passage WHERE instr(text, ?) > 0')
  const textOf = db.prepare('SELECT text FROM passage WHERE pid = ?')

  const cached = (key: string, make: () => Bitset): Bitset => {
    const known = cache.get(key)
    if (known) return known
    const set = make()
    cache.set(key, set)
    return set
  }
  const tokens = (table: TableName, phrase: string): Bitset =>
    cached(`${table} ${phrase}`, () => parseRows(lookUp[table].all(`"${phrase}"`)[0]?.rows, columns.size))

  /** Rows of `candidates` whose text passes. */
  const check = (candidates: Bitset, passes: (text: string) => boolean): Bitset => {
    const kept = emptySet(columns.size)
    for (const row of rowsOf(candidates)) {
      const text = textOf.all(row)[0]?.text
      if (typeof text === 'string' && passes(text)) addRow(kept, row)
    }
    return kept
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
    const wholeUnits = runs.length === 1 && units[0]?.start === 0 && units.at(-1)?.end === wanted.length
    const { in: stands } = needle(wanted, { raw })
    if (wholeUnits) {
      if (!raw) return candidates
      const odd = intersect(candidates, tokens('terms', FOLDED))
      // Where the query itself is not folded, only texts that are not folded either can hold it.
      return fold(wanted) === wanted ? union(difference(candidates, odd), check(odd, stands)) : check(odd, stands)
    }
    if (countRows(candidates) < SCAN_FROM) return check(candidates, stands)
    // Many candidates: let SQLite scan the texts, and look closer only where characters, blanks or number ends matter.
    const odd = intersect(candidates, union(tokens('terms', FOLDED), tokens('terms', BLANK)))
    const plain = intersect(difference(candidates, odd), parseRows(scan.all(wanted)[0]?.rows, columns.size))
    const cutsUnits = /^[\p{L}\p{N}%]|[\p{L}\p{N}%]$/u.test(wanted.replace(/^\p{Script=Han}|\p{Script=Han}$/gu, '。'))
    const settled = raw || fold(wanted) === wanted
    if (!settled) return check(candidates, stands)
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

/** From this many candidates on one scan inside SQLite is faster than fetching each text. */
const SCAN_FROM = 3000

function labelled(columns: Columns, practice: string): Bitset {
  const rows = emptySet(columns.size)
  const id = columns.practiceIds.indexOf(practice)
  for (let row = 0; id >= 0 && row < columns.size; row++) {
    const end = columns.mentionStart[row + 1] as number
    for (let i = columns.mentionStart[row] as number; i < end; i++) {
      if (columns.mentionPractice[i] === id) addRow(rows, row)
    }
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
