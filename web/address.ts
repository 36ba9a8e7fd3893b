import type { Level, Section, Stance } from '../server/schema.ts'

/** Sections in the order in which the rule asks for them, then the frame of the text. */
export const SECTIONS: readonly Section[] = [
  'measures',
  'first-responsibility',
  'problems',
  'rectification',
  'plan',
  'other',
  'overview',
  'front-matter',
  'closing',
]
export const STANCES: readonly Stance[] = ['done', 'planned', 'problem', 'rectified', 'mentioned']
export const LEVELS: readonly Level[] = ['镇', '乡', '民族乡', '街道', '苏木', '其他']

/** Fields of the address that take several values (OR inside a field, AND across fields). */
export const FILTER_FIELDS = [
  'section',
  'theme',
  'practice',
  'stance',
  'named',
  'year',
  'place',
  'level',
  'report',
] as const
export type FilterField = (typeof FILTER_FIELDS)[number]

/** Fields whose values are a closed list: others would be refused by the server, so they are dropped here. */
const ALLOWED: { [field in FilterField]?: (value: string) => boolean } = {
  section: (value) => SECTIONS.some((s) => s === value),
  stance: (value) => STANCES.some((s) => s === value),
  level: (value) => LEVELS.some((l) => l === value),
  year: (value) => /^(19|20|21)\d\d$/.test(value),
}

export const VIEWS = ['list', 'kwic', 'township', 'report', 'year'] as const
export type View = (typeof VIEWS)[number]

export const SORTS = ['relevance', 'newest', 'oldest'] as const
export type SortOrder = (typeof SORTS)[number]

export const KWIC_SORTS = ['right', 'left', 'place', 'year', 'random'] as const
export type KwicSort = (typeof KWIC_SORTS)[number]

/** Everything the search page shows, as the address holds it. */
export interface SearchState {
  /** false on the bare first page, where nothing was asked yet */
  asked: boolean
  q: string
  mode: 'smart' | 'exact'
  /** whether other wordings of a practice are searched as well */
  aliases: boolean
  /** whether near-identical passages stand behind the others */
  group: boolean
  filters: Record<FilterField, string[]>
  yearFrom?: string
  yearTo?: string
  sort: SortOrder
  page: number
  view: View
  kwicSort: KwicSort
  seed: number
}

/** Passages on one page of the list. */
export const PER_PAGE = 20
/** Lines on one page of the concordance. */
export const KWIC_PER_PAGE = 50
/** Cards on one page of the views by township and by report; years are always shown whole. */
export const GROUPS_PER_PAGE = 60

/** Reads a query string; unknown or broken values fall back to the defaults, so no address is an error. */
export const readAddress = (search: string): SearchState => {
  const p = new URLSearchParams(search)
  const year = (name: string) => (ALLOWED.year?.(p.get(name) ?? '') ? (p.get(name) ?? undefined) : undefined)
  return {
    asked: [...p.keys()].length > 0,
    q: p.get('q') ?? '',
    mode: p.get('mode') === 'exact' ? 'exact' : 'smart',
    aliases: p.get('aliases') !== '0',
    group: p.get('group') !== '0',
    filters: Object.fromEntries(
      FILTER_FIELDS.map((f) => [f, [...new Set(p.getAll(f).filter((v) => v !== '' && (ALLOWED[f]?.(v) ?? true)))]]),
    ) as Record<FilterField, string[]>,
    yearFrom: year('yearFrom'),
    yearTo: year('yearTo'),
    sort: oneOf(SORTS, p.get('sort')),
    page: natural(p.get('page'), 1),
    view: oneOf(VIEWS, p.get('view')),
    kwicSort: oneOf(KWIC_SORTS, p.get('ksort')),
    seed: natural(p.get('seed'), 1),
  }
}

/** The address of a state, defaults left out; `readAddress` gives the same state back. */
export const writeAddress = (state: SearchState): string => {
  if (!state.asked) return '/'
  const p = apiQuery(state)
  if (state.sort !== 'relevance') p.set('sort', state.sort)
  if (!state.group) p.set('group', '0')
  if (state.view !== 'list') p.set('view', state.view)
  if (state.kwicSort !== 'right') p.set('ksort', state.kwicSort)
  if (state.seed !== 1) p.set('seed', String(state.seed))
  if (state.page > 1) p.set('page', String(state.page))
  return `/?${p}`
}

/** The part of a state every API route understands: query, mode, aliases and filters. */
export const apiQuery = (state: SearchState): URLSearchParams => {
  const p = new URLSearchParams({ q: state.q })
  if (state.mode !== 'smart') p.set('mode', state.mode)
  if (!state.aliases) p.set('aliases', '0')
  for (const field of FILTER_FIELDS) for (const value of state.filters[field]) p.append(field, value)
  if (state.yearFrom) p.set('yearFrom', state.yearFrom)
  if (state.yearTo) p.set('yearTo', state.yearTo)
  return p
}

/** Changes a state and goes back to its first page; asking something makes it asked. */
export const change = (state: SearchState, part: Partial<SearchState>): SearchState => ({
  ...state,
  asked: true,
  page: 1,
  ...part,
})

/** Adds a filter value, or takes it away where it is already there. */
export const toggleFilter = (state: SearchState, field: FilterField, value: string): SearchState => {
  const values = state.filters[field]
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return change(state, { filters: { ...state.filters, [field]: next } })
}

/** Only this value in its field; the other fields stay. */
export const onlyFilter = (state: SearchState, field: FilterField, value: string): SearchState =>
  change(state, { filters: { ...state.filters, [field]: [value] } })

/** The same question without any filter. */
export const clearFilters = (state: SearchState): SearchState =>
  change(state, { filters: readAddress('').filters, yearFrom: undefined, yearTo: undefined })

/** How many filters are set. */
export const countFilters = (state: SearchState): number =>
  FILTER_FIELDS.reduce((sum, f) => sum + state.filters[f].length, 0) + (state.yearFrom || state.yearTo ? 1 : 0)

/** Address of one report, with the question (so that highlights stay) and the passage it is read from. */
export const reportAddress = (
  id: string,
  state?: Pick<SearchState, 'q' | 'mode' | 'aliases'>,
  passage?: string,
): string => {
  const p = new URLSearchParams()
  if (state?.q) p.set('q', state.q)
  if (state?.q && state.mode === 'exact') p.set('mode', 'exact')
  if (state?.q && !state.aliases) p.set('aliases', '0')
  const query = p.size > 0 ? `?${p}` : ''
  return `/reports/${encodeURIComponent(id)}${query}${passage ? `#p=${encodeURIComponent(passage)}` : ''}`
}

const oneOf = <const T extends readonly string[]>(allowed: T, value: string | null): T[number] =>
  allowed.find((a) => a === value) ?? (allowed[0] as T[number])

const natural = (value: string | null, fallback: number): number =>
  value && /^[1-9]\d{0,6}$/.test(value) ? Number(value) : fallback
