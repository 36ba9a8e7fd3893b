import type { Lexicon } from '../../server/lexicon/load.ts'
import type { NamedMention, PracticeMention } from '../../server/schema.ts'
import type { ParsedPassage } from '../stages.ts'

export function createNameFinder(
  _lexicon: Lexicon,
): (passage: ParsedPassage, practices: readonly PracticeMention[]) => NamedMention[] {
  return () => []
}
