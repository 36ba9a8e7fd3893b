import type { Match, Ranking } from '../engine/port.ts'
import type { Filters, Mode, QueryEcho, QueryTerm } from '../schema.ts'
import { fold } from '../text/fold.ts'
import type { Segmenter } from '../text/segment.ts'
import { isBlankAt, trimBlanks, unitsOf, unitsOfFolded } from '../text/units.ts'
import { parseQuery, printQuery, type Query } from './syntax.ts'

/** What planning has to know of the lexicon and the corpus. */
export type Catalog = {
  /** the practice that a folded string is a name or variant of */
  practice: (folded: string) => { id: string; aliases: string[] } | undefined
  /** length of the longest name or variant */
  longest: number
  /** filter values that a written value means (name, label or code); none where it is unknown */
  resolve: (name: string, value: string) => Filters | undefined
}

/** A query ready for the engine, and how it was understood. */
export type Plan = {
  match: Match
  ranking: Ranking
  /** filters written at the top level of the query: facets ignore them like those set by clicking */
  filters: Filters
  echo: QueryEcho
  /** what is joined by AND, to say which part finds nothing */
  parts: Part[]
  /** `filters` one by one, as they are written in the query */
  written: { text: string; filters: Filters }[]
  /** literals, as typed, that a plain scan of the raw text looks for; none where the query is more than that */
  literal?: Match
}

/** One of the things that all have to stand in a passage; `words` where it was typed as one `run` of several. */
type Part = { text: string; match: Match; words?: Part[]; run?: string }

export type PlanOptions = { mode: Mode; aliases: boolean; segmenter: Segmenter; catalog: Catalog }

/** More words than this only cost time: the rest is left out, which can only widen the result, and reported. */
const MAX_WORDS = 200

/**
 * Understands a query. Smart mode cuts every run of text into words, each of which has to stand in the passage: the
 * string as typed is then always found too. A practice's name also finds its other wordings and what is labelled with
 * it. Exact mode takes the whole query as one literal. Never throws.
 */
export function planQuery(raw: string, options: PlanOptions): Plan {
  return options.mode === 'exact' ? planExact(raw) : createPlanner(options)(raw)
}

function planExact(raw: string): Plan {
  const text = trimEdges(raw)
  const echo = (terms: QueryTerm[]): QueryEcho => ({ raw, mode: 'exact', terms, ignored: [], canonical: text })
  const literal = text === '' ? trimBlanks(raw) : text
  if (literal === '')
    return { match: { op: 'all' }, ranking: noRanking(), filters: {}, echo: echo([]), parts: [], written: [] }
  const match: Match = { op: 'literal', text: literal, raw: true }
  return {
    match,
    ranking: { words: [], phrase: fold(literal), practices: [] },
    filters: {},
    echo: echo([{ text: literal, kind: 'literal', aliases: [] }]),
    parts: [{ text: literal, match }],
    written: [],
    literal: match,
  }
}

/** Blanks and quotation marks at the ends are not part of what is looked for. */
function trimEdges(raw: string): string {
  const isEdge = (i: number): boolean => isBlankAt(raw, i) || '"“”„‟「」『』'.includes(raw[i] as string)
  let start = 0
  let end = raw.length
  while (start < end && isEdge(start)) start++
  while (end > start && isEdge(end - 1)) end--
  return raw.slice(start, end)
}

const noRanking = (): Ranking => ({ words: [], practices: [] })

function createPlanner({ aliases, segmenter, catalog }: PlanOptions): (raw: string) => Plan {
  return (raw) => {
    const { query, ignored } = parseQuery(raw)
    const terms: QueryTerm[] = []
    const ranking: Ranking = noRanking()
    const filters: Filters = {}
    let words = 0

    const term = (one: QueryTerm): void => {
      if (!terms.some((known) => known.text === one.text && known.kind === one.kind)) terms.push(one)
    }
    const wordMatch = (word: string, excluded: boolean): Match | undefined => {
      if (++words > MAX_WORDS) {
        if (words === MAX_WORDS + 1) ignored.push({ text: `${word}…`, why: `检索词超过 ${MAX_WORDS} 个，其余未用` })
        return undefined
      }
      const literal: Match = { op: 'literal', text: word, raw: false }
      const practice = aliases ? catalog.practice(word) : undefined
      if (!excluded) ranking.words.push(word)
      if (!practice) {
        term({ text: word, kind: excluded ? 'excluded' : 'word', aliases: [] })
        return literal
      }
      const others = practice.aliases.filter((alias) => fold(alias) !== word)
      if (!excluded) ranking.practices.push(practice.id)
      term({ text: word, kind: excluded ? 'excluded' : 'practice', aliases: others, practice: practice.id })
      const wordings = others.map((alias): Match => ({ op: 'literal', text: alias, raw: false }))
      return { op: 'or', of: [literal, ...wordings, { op: 'practice', id: practice.id }] }
    }
    /** Every word of a run of text has to stand there. */
    const textParts = (text: string, excluded: boolean): Part[] => {
      const found = wordsOf(text, segmenter, catalog)
      if (found.length === 0) ignored.push({ text, why: '只有标点；要检索标点请用引号或“精确”' })
      return found.flatMap((word) => {
        const match = wordMatch(word, excluded)
        return match ? [{ text: word, match, ...(found.length > 1 && { run: text }) }] : []
      })
    }
    const build = (one: Query, excluded: boolean): Match => {
      switch (one.kind) {
        case 'text':
          return nothingIfEmpty(textParts(one.text, excluded), excluded)
        case 'literal':
          if (!excluded) ranking.words.push(fold(one.text))
          term({ text: one.text, kind: excluded ? 'excluded' : 'literal', aliases: [] })
          return { op: 'literal', text: one.text, raw: false }
        case 'filter': {
          const resolved = catalog.resolve(one.name, one.value)
          const shown = `${one.name}:${one.value}`
          if (resolved) {
            term({ text: shown, kind: excluded ? 'excluded' : 'filter', aliases: [] })
            return { op: 'filter', filters: resolved }
          }
          ignored.push({ text: shown, why: `没有这样的${one.name}` })
          return { op: excluded ? 'or' : 'and', of: [] }
        }
        case 'and':
          return conjunction(excluded ? one.of.map((part) => build(part, excluded)) : matchesOf(buildRow(one.of)))
        case 'or':
          return { op: 'or', of: one.of.map((part) => build(part, excluded)) }
        case 'same':
          term({ text: one.of.map(printQuery).join(' 同句 '), kind: 'same-sentence', aliases: [] })
          return { op: 'same-sentence', of: one.of.map((part) => literalsOnly(build(part, excluded))) }
        case 'not':
          return { op: 'not', of: build(one.of, !excluded) }
      }
    }
    /** Parts joined by blanks; a practice's name typed with blanks inside is still that practice. */
    const buildRow = (row: readonly Query[]): Part[] => {
      const parts: Part[] = []
      for (let i = 0; i < row.length; ) {
        const part = row[i] as Query
        const spaced = aliases ? spacedPractice(row, i, catalog) : undefined
        if (spaced) {
          const typed = conjunction(row.slice(i, i + spaced.length).map((one) => build(one, false)))
          const named = wordMatch(spaced.text, false)
          parts.push({ text: spaced.text, match: named ? { op: 'or', of: [typed, named] } : typed })
        } else if (part.kind === 'text') {
          const words = textParts(part.text, false)
          parts.push({ text: part.text, match: nothingIfEmpty(words, false), words })
        } else parts.push({ text: printQuery({ kind: 'and', of: [part] }), match: build(part, false) })
        i += spaced?.length ?? 1
      }
      return parts
    }

    const top = query?.kind === 'and' ? query.of : query ? [query] : []
    const kept: Query[] = []
    const written: Plan['written'] = []
    for (const part of top) {
      const resolved = part.kind === 'filter' ? catalog.resolve(part.name, part.value) : undefined
      if (part.kind === 'filter' && resolved && !overlaps(filters, resolved)) {
        term({ text: `${part.name}:${part.value}`, kind: 'filter', aliases: [] })
        Object.assign(filters, resolved)
        written.push({ text: printQuery(part), filters: resolved })
      } else kept.push(part)
    }
    const parts = buildRow(kept)
    const phrase = kept
      .flatMap((part) => (part.kind === 'text' || part.kind === 'literal' ? [fold(part.text)] : []))
      .join('')
    if (new Set(ranking.words).size > 1 && phrase.length <= 60) ranking.phrase = phrase
    ranking.words = [...new Set(ranking.words)]
    return {
      match: conjunction(matchesOf(parts)),
      ranking,
      filters,
      echo: { raw, mode: 'smart', terms, ignored, canonical: printQuery(query) },
      parts: parts.length === 1 ? (parts[0]?.words ?? parts) : parts,
      written,
      ...literalOf(kept),
    }
  }
}

const matchesOf = (parts: readonly Part[]): Match[] => parts.map((part) => part.match)

/** A part of which nothing is left asks for nothing; to exclude nothing is to exclude no passage. */
const nothingIfEmpty = (parts: readonly Part[], excluded: boolean): Match =>
  parts.length > 0 ? conjunction(matchesOf(parts)) : { op: excluded ? 'or' : 'and', of: [] }

/** The plain scan that stands beside a search: everything typed, as it was typed, each thing once. */
function literalOf(parts: readonly Query[]): { literal?: Match } {
  const texts = new Set<string>()
  for (const part of parts) {
    if (part.kind === 'text' || part.kind === 'literal') texts.add(part.text)
    else return {}
  }
  const of = [...texts].map((text): Match => ({ op: 'literal', text, raw: true }))
  return of.length > 0 ? { literal: conjunction(of) } : {}
}

const overlaps = (a: Filters, b: Filters): boolean => Object.keys(b).some((key) => key in a)

const conjunction = (of: Match[]): Match => (of.length === 1 ? (of[0] as Match) : { op: 'and', of })

/** A label has no sentence: 同句 is asked of wordings alone. */
function literalsOnly(match: Match): Match {
  if (match.op !== 'or' && match.op !== 'and') return match
  return { op: match.op, of: match.of.filter((part) => part.op !== 'practice').map(literalsOnly) }
}

/** The longest row of two to four texts from `at` on that, written together, is a practice's name. */
function spacedPractice(
  parts: readonly Query[],
  at: number,
  catalog: Catalog,
): { text: string; length: number } | undefined {
  for (let length = Math.min(4, parts.length - at); length > 1; length--) {
    const run = parts.slice(at, at + length)
    if (!run.every((part) => part.kind === 'text')) continue
    const text = fold(run.map((part) => (part.kind === 'text' ? part.text : '')).join(''))
    if (catalog.practice(text)) return { text, length }
  }
  return undefined
}

/**
 * Words of a typed text: names of practices first (longest match), the rest as jieba cuts it; whatever is not a unit is
 * left out, and no word begins or ends inside a unit.
 */
function wordsOf(text: string, segmenter: Segmenter, catalog: Pick<Catalog, 'practice' | 'longest'>): string[] {
  const found: string[] = []
  const units = unitsOf(text)
  for (let i = 0; i < units.length; ) {
    let run = i + 1
    while (run < units.length && units[run]?.joined) run++
    const letters = units.slice(i, run).map((unit) => unit.text)
    found.push(...cutRun(letters, segmenter, catalog))
    i = run
  }
  return [...new Set(found)]
}

function cutRun(letters: string[], segmenter: Segmenter, catalog: Pick<Catalog, 'practice' | 'longest'>): string[] {
  const words: string[] = []
  let plain: string[] = []
  const flush = (): void => {
    if (plain.length > 0) words.push(...cutUnits(plain, segmenter))
    plain = []
  }
  for (let i = 0; i < letters.length; ) {
    const name = longestName(letters, i, catalog)
    if (name) {
      flush()
      words.push(name.text)
      i += name.length
    } else plain.push(letters[i++] as string)
  }
  flush()
  return words
}

function longestName(
  letters: string[],
  at: number,
  catalog: Pick<Catalog, 'practice' | 'longest'>,
): { text: string; length: number } | undefined {
  for (let length = Math.min(catalog.longest, letters.length - at); length > 1; length--) {
    const text = letters.slice(at, at + length).join('')
    if (catalog.practice(text)) return { text, length }
  }
  return undefined
}

/** jieba's words over a run of units, moved out to the ends of units. */
function cutUnits(letters: string[], segmenter: Segmenter): string[] {
  const text = letters.join('')
  const ends = new Set<number>()
  let at = 0
  for (const word of segmenter.cut(text)) {
    at += word.length
    ends.add(at)
  }
  const words: string[] = []
  let word = ''
  let end = 0
  for (const letter of letters) {
    word += letter
    end += letter.length
    if (!ends.has(end)) continue
    words.push(word)
    word = ''
  }
  if (word !== '') words.push(word)
  return words.filter((one) => unitsOfFolded(one).length > 0)
}
