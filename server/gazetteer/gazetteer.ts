import type { Level } from '../schema.ts'
import { coreOf, shortForms, splitTownship } from './names.ts'
import type { PlaceCues } from './schema.ts'

export type Rank = 'province' | 'city' | 'county' | 'township'

/** One place of any rank. `parent` is the code of the place it lies in. */
export type PlaceEntry = {
  code: string
  name: string
  rank: Rank
  parent?: string
  /** former and everyday names */
  aliases: readonly string[]
  /** townships only */
  level?: Level
  /** dissolved before the newest snapshot */
  former?: true
  /** a place of the sample reports */
  invented?: true
  mergedInto?: string
  /** spelling in web addresses where it is irregular */
  pinyin?: string[]
}

export type Lineage = { province?: PlaceEntry; city?: PlaceEntry; county?: PlaceEntry; township?: PlaceEntry }

/** Names and codes of all places, read only. Lookups by an unknown name or code are empty, never an error. */
export type Gazetteer = {
  /** number of township-level units, dissolved ones included */
  townshipCount(): number
  /** township-level units of that name, former names included */
  named(name: string): readonly PlaceEntry[]
  /** units whose name without 镇/乡/街道 and without the peoples' names is `stem` */
  stemmed(stem: string): readonly PlaceEntry[]
  /** counties, cities and provinces of that name: full, former and usual short forms (景宁县, 恩施州) */
  areas(name: string): readonly PlaceEntry[]
  /** counties and cities by the name without 县/市/区 (湘乡) */
  areasByCore(core: string): readonly PlaceEntry[]
  /** place with that code of 2, 4, 6 or 9 digits */
  place(code: string): PlaceEntry | undefined
  parent(code: string): PlaceEntry | undefined
  /** places directly below, in the order of the codes; the provinces where no code is given */
  children(code?: string): readonly PlaceEntry[]
  lineage(code: string): Lineage
  /** 湖南省 · 湘潭市 · 湘乡市 · 中沙镇; the code itself where it is unknown */
  label(code: string): string
  cues: PlaceCues
}

/** Cities of the code system that are no places: 市辖区 of Beijing, 省直辖县级行政区划. */
const isPlaceholder = (place: PlaceEntry): boolean =>
  place.rank === 'city' && (place.name === '市辖区' || place.name === '县' || place.name.includes('直辖县级'))

/** Builds the indexes over entries by code; each index only when it is first asked for. */
export function createGazetteer(byCode: ReadonlyMap<string, PlaceEntry>, cues: PlaceCues): Gazetteer {
  const townships = once(() => [...byCode.values()].filter((entry) => entry.rank === 'township'))
  const areaEntries = once(() => [...byCode.values()].filter((e) => e.rank !== 'township' && !isPlaceholder(e)))
  const byName = once(() => indexBy(townships(), namesOf))
  const byStem = once(() => indexBy(townships(), stems))
  const byArea = once(() => indexBy(areaEntries(), (e) => [e.name, ...e.aliases, ...shortForms(e.name)]))
  const byCore = once(() =>
    indexBy(
      areaEntries().filter((e) => e.rank !== 'province'),
      (e) => [coreOf(e.name), ...e.aliases.map(coreOf)],
    ),
  )
  const byParent = once(() => indexBy([...byCode.values()], (e) => [e.parent ?? '']))
  const none: readonly PlaceEntry[] = []

  const parent = (code: string): PlaceEntry | undefined => {
    const up = byCode.get(code)?.parent
    return up === undefined ? undefined : byCode.get(up)
  }
  const lineage = (code: string): Lineage => {
    const found: Lineage = {}
    for (let place = byCode.get(code); place; place = parent(place.code))
      if (!isPlaceholder(place)) found[place.rank] = place
    return found
  }
  return {
    townshipCount: () => townships().length,
    named: (name) => byName().get(name) ?? none,
    stemmed: (stem) => byStem().get(stem) ?? none,
    areas: (name) => byArea().get(name) ?? none,
    areasByCore: (core) => byCore().get(core) ?? none,
    place: (code) => byCode.get(code),
    parent,
    children: (code = '') => byParent().get(code) ?? none,
    lineage,
    label: (code) => {
      const { province, city, county, township } = lineage(code)
      const names = [province, city, county, township].flatMap((place) => (place ? [place.name] : []))
      return names.filter((name, i) => name !== names[i - 1]).join(' · ') || code
    },
    cues,
  }
}

/** 科技城（东渚街道） is called 东渚街道, （工业园区）城南街道 城南街道. */
function inParentheses(name: string): string[] {
  const open = name.indexOf('（')
  const close = name.indexOf('）', open)
  if (open < 0 || close < 0) return []
  return [name.slice(open + 1, close), name.slice(0, open) + name.slice(close + 1)].filter(
    (part) => part.length > 2 && splitTownship(part).suffix !== '',
  )
}

function stems(entry: PlaceEntry): string[] {
  const found: string[] = []
  for (const name of namesOf(entry)) {
    const { stem, suffix } = splitTownship(name)
    if (suffix !== '' && stem.length > 1) found.push(stem)
  }
  return found
}

function namesOf(entry: PlaceEntry): string[] {
  return entry.name.includes('（')
    ? [entry.name, ...entry.aliases, ...inParentheses(entry.name)]
    : [entry.name, ...entry.aliases]
}

function indexBy(entries: readonly PlaceEntry[], keys: (entry: PlaceEntry) => string[]): Map<string, PlaceEntry[]> {
  const index = new Map<string, PlaceEntry[]>()
  for (const entry of entries)
    for (const key of keys(entry)) {
      const bucket = index.get(key)
      if (!bucket) index.set(key, [entry])
      else if (bucket.at(-1) !== entry) bucket.push(entry)
    }
  return index
}

function once<T extends object>(make: () => T): () => T {
  let value: T | undefined
  return () => {
    value ??= make()
    return value
  }
}
