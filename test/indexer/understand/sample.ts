import { join } from 'node:path'
import type { ParsedPassage, ParsedReport } from '../../../indexer/stages.ts'

/** The lexicon that the product ships. */
export const lexiconDir = join(import.meta.dirname, '..', '..', '..', 'data', 'lexicon')

/** A paragraph of measures, or what `changes` make of it. */
export function passageOf(text: string, changes: Partial<ParsedPassage> = {}): ParsedPassage {
  const place = { headingPath: [], items: [], headingLength: 0, explain: [] }
  return { n: 1, text, role: 'body', section: 'measures', ...place, ...changes }
}

export function reportOf(...passages: ParsedPassage[]): ParsedReport {
  return { identity: { year: 2023 }, problems: [], passages: passages.map((passage, i) => ({ ...passage, n: i + 1 })) }
}
