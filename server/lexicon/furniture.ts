import { z } from 'zod'
import { readLexiconFile } from './read.ts'
import { RegexText } from './regex-text.ts'

/** `furniture.yaml`: what a web page puts around a report. */
export const FurnitureLexicon = z.strictObject({
  artifacts: z.array(RegexText),
  labels: z.array(z.strictObject({ key: z.string().min(1), names: z.array(z.string().min(1)).min(1) })).min(1),
  titleKey: z.string(),
  words: z.array(z.string().min(1)),
  navigation: z.array(z.string().min(1)),
  lines: z.array(RegexText),
  tail: z.array(RegexText),
})
export type FurnitureLexicon = z.infer<typeof FurnitureLexicon>

/** Reads `furniture.yaml` of a lexicon folder. @throws LexiconError */
export const loadFurniture = (dir: string): FurnitureLexicon => readLexiconFile(dir, 'furniture.yaml', FurnitureLexicon)
