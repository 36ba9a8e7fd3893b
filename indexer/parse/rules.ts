import type { FurnitureLexicon } from '../../server/lexicon/furniture.ts'
import { loadFurniture } from '../../server/lexicon/furniture.ts'
import type { IdentityLexicon } from '../../server/lexicon/identity.ts'
import { loadIdentity } from '../../server/lexicon/identity.ts'
import type { SectionsLexicon } from '../../server/lexicon/sections.ts'
import { loadSections } from '../../server/lexicon/sections.ts'
import type { Level, Section } from '../../server/schema.ts'

/** Cues of one section, compiled. */
export type SectionRule = {
  slug: Section
  heading?: RegExp
  strong?: RegExp
  start?: RegExp
  not?: RegExp
}

/** Everything `parse` knows about the domain, compiled from `furniture.yaml`, `sections.yaml` and `identity.yaml`. */
export type ParseRules = {
  furniture: {
    artifacts: RegExp
    /** label without blanks → canonical key */
    labels: Map<string, string>
    label: RegExp
    /** a line that begins with a label */
    labelled: RegExp
    titleKey: string
    word: RegExp
    navigation: RegExp
    lines: RegExp
    tail: RegExp
  }
  sections: {
    entries: SectionRule[]
    headingEnd: RegExp
    quantity: RegExp
    opening: RegExp
    /** where a sentence begins behind a heading that nothing divides from it */
    undivided: { selfBegin: RegExp; verbs: RegExp; sentenceBegin: RegExp; unfinished: RegExp }
    future: RegExp
    past: RegExp
    cause: RegExp
    causeHeading: RegExp
    preamble: RegExp
    lead: RegExp
    leadFormula: RegExp
    closingFormula: RegExp
    closingNote: RegExp
    attachment: RegExp
  }
  identity: {
    topic: RegExp
    otherTopic: RegExp
    reportKind: RegExp
    otherKind: RegExp
    transmitting: RegExp
    news: RegExp
    /** how documents of other kinds begin, for those without a title */
    openings: { kind: string; text: RegExp }[]
    township: RegExp
    levels: Level[]
    otherLevel: RegExp
    notNames: Set<string>
    proseNames: Set<string>
    /** words that begin or end no name in prose */
    notProse: RegExp
    /** what ends before a name begins */
    before: RegExp
    province: RegExp
    city: RegExp
    county: RegExp
    organ: RegExp
    organEnd: RegExp
    bureau: RegExp
    selfTownship: RegExp
    selfHigher: RegExp
    placeholder: RegExp
    halfYear: RegExp
  }
}

/**
 * Reads the three lexicon files that parsing needs and compiles them.
 * @throws LexiconError naming file, entry and field
 */
export function loadParseRules(lexiconDir: string): ParseRules {
  return compileParseRules(loadFurniture(lexiconDir), loadSections(lexiconDir), loadIdentity(lexiconDir))
}

/** The same from values already read. */
function compileParseRules(
  furniture: FurnitureLexicon,
  sections: SectionsLexicon,
  identity: IdentityLexicon,
): ParseRules {
  return {
    furniture: compileFurniture(furniture),
    sections: compileSections(sections),
    identity: compileIdentity(identity),
  }
}

const NEVER = /(?!)/

const any = (sources: readonly string[], flags = ''): RegExp =>
  sources.length === 0 ? NEVER : new RegExp(sources.map((source) => `(?:${source})`).join('|'), flags)

const maybe = (sources: readonly string[] | undefined): RegExp | undefined =>
  sources && sources.length > 0 ? any(sources) : undefined

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const byLength = (words: readonly string[]): string[] => [...words].sort((a, b) => b.length - a.length)

/** A label may be printed with blanks between its characters (索 引 号). */
const spaced = (word: string): string => [...word].map(literal).join('[\\s\\u3000]{0,4}')

function compileFurniture(file: FurnitureLexicon): ParseRules['furniture'] {
  const labels = new Map(file.labels.flatMap(({ key, names }) => names.map((name) => [name, key] as const)))
  const names = byLength([...labels.keys()]).map(spaced)
  const label = `(?:${names.join('|')})(?=[\\s|:：\\]】）)]|$)`
  return {
    artifacts: any(file.artifacts, 'g'),
    labels,
    label: new RegExp(label, 'g'),
    labelled: new RegExp(`^[\\s|[【(（·•*-]{0,20}${label}`),
    titleKey: file.titleKey,
    word: any(byLength(file.words).map(literal), 'gi'),
    navigation: any(byLength(file.navigation).map(literal), 'g'),
    lines: any(file.lines, 'i'),
    tail: any(file.tail, 'i'),
  }
}

function compileSections(file: SectionsLexicon): ParseRules['sections'] {
  return {
    entries: file.sections.map((entry) => ({
      slug: entry.slug,
      heading: maybe(entry.heading),
      strong: maybe(entry.strong),
      start: maybe(entry.start),
      not: maybe(entry.not),
    })),
    headingEnd: new RegExp(file.headingEnd),
    quantity: new RegExp(file.quantity),
    opening: new RegExp(file.opening),
    undivided: {
      selfBegin: new RegExp(file.undivided.selfBegin),
      verbs: new RegExp(file.undivided.verbs),
      sentenceBegin: new RegExp(file.undivided.sentenceBegin),
      unfinished: new RegExp(`(?:${file.undivided.unfinished})$`),
    },
    future: any(file.future.map(literal), 'g'),
    past: any(file.past.map(literal), 'g'),
    cause: any(file.cause),
    causeHeading: any(file.causeHeading),
    preamble: any(file.preamble),
    lead: any(file.lead),
    leadFormula: any(file.leadFormula),
    closingFormula: any(file.closingFormula),
    closingNote: any(file.closingNote),
    attachment: new RegExp(file.attachment),
  }
}

function compileIdentity(file: IdentityLexicon): ParseRules['identity'] {
  const after = `(?=${file.after}|$|[^\\u4e00-\\u9fff])`
  return {
    topic: any(file.topics),
    otherTopic: any(file.otherTopics, 'g'),
    reportKind: new RegExp(`(?:${file.reportKinds.join('|')})(?:书|稿|公开|正文)?(?:[（(][^（()）]{0,20}[)）])?$`),
    otherKind: new RegExp(`(?:${byLength(file.otherKinds).join('|')})(?:[（(][^（()）]{0,20}[)）])?$`),
    transmitting: new RegExp(file.transmitting),
    news: any(file.news),
    openings: file.openings.map(({ kind, text }) => ({ kind, text: new RegExp(text) })),
    township: new RegExp(`(?:${file.townships.map(({ suffix }) => `(${noGroups(suffix)})`).join('|')})${after}`, 'g'),
    levels: file.townships.map(({ level }) => level),
    otherLevel: new RegExp(`(?:${file.otherLevels.join('|')})${after}`, 'g'),
    notNames: new Set(file.notNames),
    proseNames: new Set(file.proseNames),
    notProse: new RegExp(file.notProse),
    before: new RegExp(`[^\\u4e00-\\u9fff]|${file.before}`, 'g'),
    province: new RegExp(`^(?:${file.superior.province})`),
    city: new RegExp(`^(?:${file.superior.city})`),
    county: new RegExp(`^(?:${file.superior.county})`),
    organ: new RegExp(`(?:${file.organs})`),
    organEnd: new RegExp(`(?:${file.organs})(?:文件)?$`),
    bureau: new RegExp(`(?:${file.bureaus})`),
    selfTownship: new RegExp(file.selfTownship, 'g'),
    selfHigher: new RegExp(file.selfHigher, 'g'),
    placeholder: new RegExp(file.placeholder, 'g'),
    halfYear: new RegExp(file.halfYear),
  }
}

/** Inner groups are made non-capturing, so that the number of the group tells the entry. */
const noGroups = (source: string): string => source.replace(/\((?!\?)/g, '(?:')
