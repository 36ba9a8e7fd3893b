import { createHash } from 'node:crypto'
import { fold } from '../../text/fold.ts'
import { pairTokens } from '../../text/pairs.ts'
import type { Segmenter } from '../../text/segment.ts'
import { hasInnerBlank, type Unit, unitsOf, unitsOfFolded } from '../../text/units.ts'
import { wordTokens } from '../sqlite/tables.ts'
import { NO_PHRASES, type Phrases } from './phrases.ts'

/** What the engine is given of a passage: its row number, the report it belongs to, and tokens. Labels stay in the corpus. */
export type EngineDocument = {
  pid: number
  /** the report and what stands in it, see {@link reportState} */
  state: string
  /** tokens of pairs; runs are divided by a full stop, across which no phrase reaches */
  pairs: string
  units: string[]
  words: string[]
}

/**
 * Marks, in `units`, of texts that are not simply their folded selves or too long to be indexed whole: a literal found
 * there is checked on the text.
 */
export const MARK = { folded: 'mfolded', blank: 'mblank', long: 'mlong' } as const

/**
 * Tokens are hexadecimal, so that the engine's own segmenting and normalising (variants of characters, accents, `3.05`
 * cut at the point) has nothing left to do; the first letter keeps the fields apart, because the engine stores how near
 * two words stand over all fields together.
 */
export const pairToken = (pair: string): string => `p${hexOf(pair)}`
export const unitToken = (unit: string): string => `u${hexOf(unit)}`
export const phraseToken = (phrase: string): string => `l${hexOf(phrase)}`
export const wordToken = (word: string): string => `w${hexOf(word)}`

/** The engine leaves out words above 250 bytes; a hash stands for those. */
const LONGEST = 50

function hexOf(text: string): string {
  if (text.length > LONGEST) return `x${createHash('sha256').update(text).digest('hex').slice(0, 40)}`
  let hex = ''
  for (let i = 0; i < text.length; i++) hex += HEX[text.charCodeAt(i)]
  return hex
}

/** Four digits for every code unit, made once: a passage has a thousand of them. */
const HEX = Array.from({ length: 0x10000 }, (_, code) => code.toString(16).padStart(4, '0'))

/** The engine counts 65,536 positions a field, eight for a full stop. */
const POSITIONS = 60_000

/** Makes the document of a passage; the same segmenter has to cut the queries. */
export function documentOf(
  row: { pid: number; text: string },
  state: string,
  segmenter: Segmenter,
  phrases: Phrases = NO_PHRASES,
): EngineDocument {
  const folded = fold(row.text)
  const units = unitsOfFolded(folded)
  const single = new Set(units.map((unit) => unitToken(unit.text)))
  if (folded !== row.text) single.add(MARK.folded)
  if (hasInnerBlank(units)) single.add(MARK.blank)
  for (const run of hanRunsOf(units)) for (const phrase of phrases.within(run)) single.add(phraseToken(phrase))
  const runs = runsOf(units).map((run) => pairTokens(run).map(pairToken))
  const positions = runs.reduce((sum, run) => sum + run.length + 8, 0)
  if (positions > POSITIONS) single.add(MARK.long)
  const words = new Set(wordTokens(segmenter.cut(row.text)).map(wordToken))
  return {
    pid: row.pid,
    state,
    pairs: runs.map((run) => run.join(' ')).join(' . '),
    units: [...single],
    words: [...words],
  }
}

/** Han characters that follow each other, as a literal does: blanks between them do not count. */
export const hanRuns = (text: string): string[] => hanRunsOf(unitsOf(text))

function hanRunsOf(units: readonly Unit[]): string[] {
  const runs: string[] = []
  let open = false
  for (const { text, joined } of units) {
    const han = HAN.test(text)
    if (han && joined && open) runs.push((runs.pop() ?? '') + text)
    else if (han) runs.push(text)
    open = han
  }
  return runs
}

/** One code unit each, so that a piece of a run is never half a character. */
const HAN = /^[\u3400-\u9fff]$/

/** Runs of at least two joined units. */
function runsOf(units: readonly Unit[]): Unit[][] {
  const runs: Unit[][] = []
  for (const unit of units) {
    if (unit.joined && runs.length > 0) runs.at(-1)?.push(unit)
    else runs.push([unit])
  }
  return runs.filter((run) => run.length > 1)
}

/**
 * Names a report and exactly the rows and texts it has in the index: where corpus and index name the same, nothing has
 * to be loaded. `content` is anything that changes with row numbers and texts.
 */
export const reportState = (id: string, content: string): string =>
  `${id}@${createHash('sha256').update(content).digest('hex').slice(0, 16)}`
