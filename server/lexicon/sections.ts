import { z } from 'zod'
import { Section } from '../schema.ts'
import { readLexiconFile } from './read.ts'
import { RegexText } from './regex-text.ts'

const Patterns = z.array(RegexText)

/** One section: cues of first-level headings, of lower headings, and of the beginning of a paragraph. */
const SectionEntry = z.strictObject({
  slug: Section,
  label: z.string().min(1),
  heading: Patterns,
  strong: Patterns,
  start: Patterns,
  not: Patterns.optional(),
})

/** `sections.yaml`: what decides section and role; entries stand in order of precedence. */
export const SectionsLexicon = z.strictObject({
  sections: z.array(SectionEntry).min(1),
  headingEnd: RegexText,
  quantity: RegexText,
  opening: RegexText,
  undivided: z.strictObject({
    selfBegin: RegexText,
    verbs: RegexText,
    sentenceBegin: RegexText,
    unfinished: RegexText,
  }),
  future: z.array(z.string().min(1)),
  past: z.array(z.string().min(1)),
  cause: Patterns,
  causeHeading: Patterns,
  preamble: Patterns,
  lead: Patterns,
  leadFormula: Patterns,
  closingFormula: Patterns,
  closingNote: Patterns,
  attachment: RegexText,
})
export type SectionsLexicon = z.infer<typeof SectionsLexicon>

/** Reads `sections.yaml` of a lexicon folder. @throws LexiconError */
export const loadSections = (dir: string): SectionsLexicon => readLexiconFile(dir, 'sections.yaml', SectionsLexicon)
