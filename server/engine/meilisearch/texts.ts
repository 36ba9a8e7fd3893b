import type { Corpus } from '../../corpus/port.ts'
import { addRow, type Bitset, countRows, emptySet, hasRow, rowsOf } from '../bitset.ts'

/** From this share of all passages on, one pass over the table is faster than fetching each row. */
const SHARE = 0.25

const PAGE = 1000

/** Looks at the texts themselves, where the engine can only over-approximate: rows of `candidates` whose text passes. */
export function checkTexts(
  corpus: Corpus,
  candidates: Bitset,
  size: number,
  passes: (text: string) => boolean,
): Bitset {
  const kept = emptySet(size)
  for (const page of pagesOf(corpus, candidates, size)) {
    for (const { pid, text } of page) if (hasRow(candidates, pid) && passes(text)) addRow(kept, pid)
  }
  return kept
}

function* pagesOf(corpus: Corpus, candidates: Bitset, size: number): Generator<{ pid: number; text: string }[]> {
  if (countRows(candidates) < size * SHARE) {
    const rows = rowsOf(candidates)
    for (let i = 0; i < rows.length; i += PAGE) yield corpus.textsOf([...rows.subarray(i, i + PAGE)])
    return
  }
  for (let after = 0; ; ) {
    const page = corpus.texts(after, PAGE)
    if (page.length === 0) return
    yield page
    after = page.at(-1)?.pid ?? size
  }
}
