import { LRUCache } from 'lru-cache'
import type { Corpus } from '../../corpus/port.ts'
import { type Answers, createAnswers } from '../answer.ts'
import { addRow, type Bitset, emptySet } from '../bitset.ts'
import type { Columns } from '../columns.ts'
import { NO_PHRASES, type Phrases } from './phrases.ts'
import { serverOf } from './routing.ts'

/** One state of the corpus on one set of servers, with everything worked out from it. */
export type State = {
  version: string
  columns: Columns
  live: Bitset
  answers: Answers
  cache: LRUCache<string, Bitset>
  /** how many rows meet a question, where they were counted alone */
  counts: LRUCache<string, number>
  /** long strings that the documents on every server name; none until the servers were asked */
  phrases: Phrases
  /** whether what is frequent is being fetched, or has been */
  warm: boolean
  /** when all servers last said that they hold it */
  confirmed: number
  /** servers left out */
  absent: string[]
}

/** A state of which nothing is known yet but the columns. */
export function createState(corpus: Corpus, columns: Columns, version: string, cacheBytes: number): State {
  return {
    version,
    columns,
    live: columns.live,
    answers: createAnswers(columns, corpus),
    cache: new LRUCache({ maxSize: cacheBytes, sizeCalculation: (set) => set.byteLength + 100 }),
    counts: new LRUCache({ max: 10_000 }),
    phrases: NO_PHRASES,
    warm: false,
    confirmed: Number.NEGATIVE_INFINITY,
    absent: [],
  }
}

/** The same state as the other servers alone can answer for it. */
export function stateWithout(corpus: Corpus, state: State, urls: readonly string[], absent: string[]): State {
  const live = rowsOn(state.columns, urls, absent)
  const fresh = createState(corpus, state.columns, state.version, state.cache.maxSize)
  return { ...fresh, live, answers: createAnswers(state.columns, corpus, live), absent }
}

export function setOf(lists: readonly Uint32Array[], size: number): Bitset {
  const set = emptySet(size)
  for (const rows of lists) for (const row of rows) addRow(set, row)
  return set
}

/** Rows of the reports that stand on servers that answer. */
function rowsOn(columns: Columns, urls: readonly string[], absent: readonly string[]): Bitset {
  const rows = emptySet(columns.size)
  for (const [r, id] of columns.reportIds.entries()) {
    if (absent.includes(serverOf(id, urls))) continue
    const end = columns.reportStart[r + 1] as number
    for (let i = columns.reportStart[r] as number; i < end; i++) addRow(rows, columns.reportRows[i] as number)
  }
  return rows
}
