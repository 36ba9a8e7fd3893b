import { nameKey, placePrefix } from '../corpus/ids.ts'
import type { Corpus } from '../corpus/port.ts'
import type { Gazetteer } from '../gazetteer/gazetteer.ts'
import { splitTownship } from '../gazetteer/names.ts'
import type { Lexicon } from '../lexicon/load.ts'
import { type Filters, Level, type Section, type Stance } from '../schema.ts'
import { fold } from '../text/fold.ts'
import type { QueryField } from './fields.ts'
import { queryField } from './fields.ts'
import type { Catalog } from './plan.ts'

/** What a query may name: practices by every wording, and the values of each filter by name, label or code. */
export function createCatalog(lexicon: Lexicon, gazetteer: Gazetteer, corpus: Corpus): Catalog {
  const practices = practiceNames(lexicon)
  const townships = townshipNames(corpus)
  const longest = Math.max(...[...practices.keys()].map((name) => name.length))

  const values: Record<QueryField['field'], (value: string, field: QueryField) => Filters | undefined> = {
    year: yearsOf,
    place: (value, { digits }) => some('place', placesOf(value, digits, gazetteer, townships)),
    level: (value) =>
      some(
        'level',
        Level.options.filter((level) => level === value),
      ),
    section: (value) => some('section', sectionsOf(value, lexicon)),
    theme: (value) =>
      some(
        'theme',
        closest(
          value,
          lexicon.themes.map(({ slug, label, en }) => ({ id: slug, names: [slug, label, en] })),
        ),
      ),
    practice: (value) => {
      const known = practices.get(wording(value))?.id
      const named = lexicon.practices.map(({ id, name }) => ({ id, names: [id, name] }))
      return some('practice', known ? [known] : closest(value, named))
    },
    stance: (value) => {
      const stances = Object.entries(lexicon.stances).map(([id, { zh, en }]) => ({ id, names: [id, zh, en] }))
      return some('stance', closest(value, stances) as Stance[])
    },
    named: (value) => some('named', [nameKey(value)]),
    report: (value) => some('report', [value]),
  }
  return {
    longest,
    practice: (folded) => practices.get(folded),
    resolve: (name, value) => {
      const field = queryField(name)
      return field && values[field.field](value.trim(), field)
    },
  }
}

const some = <K extends keyof Filters>(key: K, found: Filters[K] & unknown[]): Filters | undefined =>
  found.length > 0 ? { [key]: found } : undefined

/** A wording as it is typed and searched: quotation marks and blanks do not make another practice. */
const wording = (text: string): string => fold(text.replace(/[\s“”‘’"'「」『』]/g, ''))

function practiceNames(lexicon: Lexicon): Map<string, { id: string; aliases: string[] }> {
  const names = new Map<string, { id: string; aliases: string[] }>()
  for (const { id, name, variants } of lexicon.practices) {
    const aliases = [...new Set([name, ...variants].map(wording))].filter((one) => one.length > 1)
    for (const alias of aliases) if (!names.has(alias)) names.set(alias, { id, aliases })
  }
  return names
}

/** Years or a span, open at either end: 2023 · 2021-2023 · 2021- · -2023 · 2021,2023 · 2023年. */
function yearsOf(value: string): Filters | undefined {
  const plain = fold(value).replace(/年度?|\s/g, '')
  const span = plain.match(/^(\d{4})?(?:-|—|–|~|～|至|到|\.\.)(\d{4})?$/)
  if (span?.[1] && !span[2]) return { yearFrom: Number(span[1]) }
  if (span?.[2] && !span[1]) return { yearTo: Number(span[2]) }
  if (span?.[1] && span[2]) {
    const [from, to] = [Number(span[1]), Number(span[2])].sort((a, b) => a - b)
    return { yearFrom: from, yearTo: to }
  }
  const years = plain.split(/[,，、]/)
  return years.every((year) => /^\d{4}$/.test(year)) ? { year: years.map(Number) } : undefined
}

/** Everyday names of the sections, beside their labels. */
const SECTION_WORDS: Record<Section, string[]> = {
  'front-matter': ['文头', '标题'],
  overview: ['总体情况', '前言', '导语'],
  measures: ['举措', '主要举措', '成效', '工作情况'],
  'first-responsibility': ['第一责任人', '履职'],
  problems: ['问题', '存在问题', '存在的问题', '不足', '原因', '短板'],
  rectification: ['整改', '改进'],
  plan: ['计划', '安排', '下一步', '下步打算', '明年'],
  other: ['其他'],
  closing: ['落款', '结尾'],
}

function sectionsOf(value: string, lexicon: Lexicon): Section[] {
  const sections = Object.entries(lexicon.sections) as [Section, { zh: string; en: string }][]
  return closest(
    value,
    sections.map(([id, { zh, en }]) => ({ id, names: [id, zh, en, ...SECTION_WORDS[id]] })),
  ) as Section[]
}

/** Ids with exactly that name, else those whose name contains it. */
function closest(value: string, options: { id: string; names: string[] }[]): string[] {
  const wanted = fold(value)
  if (wanted === '') return []
  const exact = options.filter((option) => option.names.some((name) => fold(name) === wanted))
  const found =
    exact.length > 0 ? exact : options.filter((option) => option.names.some((name) => fold(name).includes(wanted)))
  return found.map((option) => option.id)
}

function townshipNames(corpus: Corpus): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>()
  for (const { township, report } of corpus.iterateReports()) {
    const { name } = report.township
    names.set(name, (names.get(name) ?? new Set()).add(report.township.code ?? township))
  }
  return names
}

function placesOf(
  value: string,
  digits: number | undefined,
  gazetteer: Gazetteer,
  townships: Map<string, Set<string>>,
): string[] {
  if (/^(\d{2}|\d{4}|\d{6}|\d{9})$/.test(value)) {
    const code = placePrefix(value)
    return gazetteer.place(code) ? [code] : []
  }
  const areas =
    digits === 9
      ? []
      : [...gazetteer.areas(value), ...gazetteer.areasByCore(value), ...provincesByShortName(value, gazetteer)]
  const below =
    digits === 9 || digits === undefined
      ? (townships.get(value) ??
        (areas.length === 0 ? townshipsByStem(value, townships) : undefined) ??
        gazetteer.named(value).map(({ code }) => code))
      : []
  const codes = [...areas.map((place) => place.code), ...below]
  return [...new Set(codes)].filter((code) => digits === undefined || digits === 9 || code.length === digits)
}

/** 湖北 for 湖北省, 广西 for 广西壮族自治区. */
const provincesByShortName = (value: string, gazetteer: Gazetteer): { code: string }[] =>
  value.length < 2 ? [] : gazetteer.children().filter(({ name }) => name.startsWith(value))

/** Townships of the corpus by their name without 镇, 乡 or 街道. */
function townshipsByStem(value: string, townships: Map<string, Set<string>>): string[] | undefined {
  const found = [...townships].filter(([name]) => splitTownship(name).stem === value)
  return found.length > 0 ? found.flatMap(([, codes]) => [...codes]) : undefined
}
