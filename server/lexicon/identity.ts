import { z } from 'zod'
import { Level } from '../schema.ts'
import { readLexiconFile } from './read.ts'
import { RegexText } from './regex-text.ts'

const Patterns = z.array(RegexText)

/** `identity.yaml`: how a report names its township, year and kind, and what is no township's report. */
export const IdentityLexicon = z.strictObject({
  topics: Patterns.min(1),
  otherTopics: Patterns,
  reportKinds: z.array(z.string().min(1)).min(1),
  otherKinds: z.array(z.string().min(1)),
  transmitting: RegexText,
  news: Patterns,
  openings: z.array(z.strictObject({ kind: z.string().min(1), text: RegexText })),
  townships: z.array(z.strictObject({ suffix: RegexText, level: Level })).min(1),
  otherLevels: Patterns,
  after: RegexText,
  notNames: z.array(z.string().min(1)),
  proseNames: z.array(z.string().min(1)),
  notProse: RegexText,
  before: RegexText,
  superior: z.strictObject({ province: RegexText, city: RegexText, county: RegexText }),
  organs: RegexText,
  bureaus: RegexText,
  selfTownship: RegexText,
  selfHigher: RegexText,
  placeholder: RegexText,
  halfYear: RegexText,
})
export type IdentityLexicon = z.infer<typeof IdentityLexicon>

/** Reads `identity.yaml` of a lexicon folder. @throws LexiconError */
export const loadIdentity = (dir: string): IdentityLexicon => readLexiconFile(dir, 'identity.yaml', IdentityLexicon)
