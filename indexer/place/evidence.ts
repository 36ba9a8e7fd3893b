import type { Gazetteer, PlaceEntry } from '../../server/gazetteer/gazetteer.ts'
import { splitTownship } from '../../server/gazetteer/names.ts'
import type { Level } from '../../server/schema.ts'
import { PAGE } from '../stages.ts'
import { chainAreas, findAreas, findTownships, type Mention } from './mentions.ts'

/** Where a report names an area: the place of the mention decides its weight. */
export type Kind =
  | 'addressee'
  | 'issuer'
  | 'chain'
  | 'path'
  | 'page'
  | 'organ'
  | 'text'
  | 'slogan'
  | 'media'
  | 'province'
  | 'sibling'

/** One piece of evidence for one area; `why` is a Chinese sentence for the reader. `weight` below 1 where a name is shared. */
export type Finding = { place: PlaceEntry; kind: Kind; why: string; weight: number }

export type PlaceInput = {
  township?: { name: string; level?: Level }
  title?: string
  issuer?: string
  addressee?: string
  /** all passages, one a line */
  text: string
  filePath?: string
  url?: string
  meta?: Record<string, string>
}

/** More than this is no report of a township; the rest is not read. */
const MOST_TEXT = 200_000

/** All evidence of `input` that names areas; `own` is the township's name, which proves nothing by itself. */
export function gatherEvidence(input: PlaceInput, own: string, gazetteer: Gazetteer): Finding[] {
  const text = input.text.slice(0, MOST_TEXT)
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const { [PAGE]: page, ...meta } = input.meta ?? {}
  const around = page?.split('\n') ?? []
  const short = (from: string[]): string[] => from.filter((line) => line.length <= 45 && !/[。，]/u.test(line))
  const zones: [Kind, string, string[]][] = [
    ['addressee', '主送机关', [input.addressee ?? '']],
    ['issuer', '发文机关', [input.issuer ?? '']],
    ['issuer', '标题', [input.title ?? '']],
    ['issuer', '网页信息', Object.values(meta).filter((value) => value.length <= 60)],
    ['issuer', '文首', short(lines.slice(0, 4))],
    ['issuer', '落款', short(lines.slice(-4))],
    ['path', '文件路径', [pathTail(input.filePath)]],
    ['page', '网页', ownPage(around, gazetteer)],
  ]
  return [
    ...zones.flatMap(([kind, label, texts]) => texts.flatMap((zone) => inZone(zone, kind, label, own, gazetteer))),
    ...inText(text, own, gazetteer),
    ...pathCores(pathTail(input.filePath), own, gazetteer),
    ...bySlogan(text, own, gazetteer),
    ...beforeWords(text, gazetteer.cues.media, 'media', own, gazetteer),
    ...beforeWords(text, [own], 'chain', own, gazetteer),
    ...byIndexNumber(around, gazetteer),
    ...around.flatMap((line) => beforeWords(line, [own], 'page', own, gazetteer)),
    ...byServices(text, gazetteer),
    ...bySpeeches(text, gazetteer),
    ...bySiblings(text, own, gazetteer),
  ]
}

/** Lines around the report that speak of one county; a list of links to the neighbours says nothing. */
function ownPage(around: string[], gazetteer: Gazetteer): string[] {
  const counties = (line: string): number =>
    new Set(
      findAreas(line, gazetteer)
        .filter((m) => m.places.some((place) => place.rank === 'county'))
        .map((m) => m.name),
    ).size
  return around.filter((line) => line.length <= 300 && counties(line) <= 1)
}

/** A credit code, or the county's own code with zeros behind it and the year: 370481/2026-00158, 6107280000/2024-001005. */
const INDEX_NUMBER = /(?<![\dA-Z])(?:1[1-9](\d{6})[\dA-Z]{10}(?![\dA-Z])|(\d{6})0{0,6}\/20\d\d)/g

/**
 * The index number of many pages begins with the code of the county, or with the publisher's unified social credit code
 * (GB 32100-2015), whose third to eighth digits are the code of the county that registered it.
 */
function byIndexNumber(around: string[], gazetteer: Gazetteer): Finding[] {
  return around.flatMap((line) =>
    [...line.matchAll(INDEX_NUMBER)].flatMap(([number, credit, own]) => {
      const code = credit ?? own ?? ''
      const place = gazetteer.place(code) ?? gazetteer.place(code.slice(0, 4))
      return place
        ? [{ place, kind: 'page' as const, why: `网页索引号“${number}”含${place.name}的代码`, weight: 1 }]
        : []
    }),
  )
}

/** A sign no text has, so that an area inside the township's own name (新市区街道) is not found. */
const HIDDEN = '\uE000'
const hide = (text: string, own: string): string => text.replaceAll(own, HIDDEN.repeat(own.length))

function inZone(zone: string, kind: Kind, label: string, own: string, gazetteer: Gazetteer): Finding[] {
  return findAreas(hide(zone.slice(0, 400), own), gazetteer)
    .filter((m) => !wasVisited(zone, m.start, gazetteer))
    .filter((m, i, all) => organAfter(zone, m.end, gazetteer) || countsAlone(zone, m, all[i - 1], gazetteer))
    .flatMap((mention) => spread(mention, kind, `${label}“${zone.trim().slice(0, 40)}”含“${mention.name}”`))
}

function inText(text: string, own: string, gazetteer: Gazetteer): Finding[] {
  return chainAreas(findAreas(hide(text, own), gazetteer)).flatMap((chain) => {
    const start = chain[0]?.start ?? 0
    const end = chain.at(-1)?.end ?? 0
    const named = text.slice(start, end)
    if (wasVisited(text, start, gazetteer)) return []
    if (text.startsWith(own, end)) return chain.flatMap((m) => spread(m, 'chain', `正文写明“${named}${own}”`))
    const law = text[start - 1] === '《'
    const organ = organAfter(text, end, gazetteer)
    return chain.flatMap((mention, i) => {
      if (law) return spread(mention, 'organ', `正文引用《${named}…》`)
      if (organ && i === chain.length - 1) return spread(mention, 'organ', `正文提到上级机关“${named}${organ}”`)
      return countsAlone(text, mention, chain[i - 1], gazetteer) ? spread(mention, 'text', `正文提到“${named}”`) : []
    })
  })
}

const wasVisited = (text: string, start: number, gazetteer: Gazetteer): boolean =>
  gazetteer.cues.visits.some((word) => text.startsWith(word, start - word.length))

/** The organ named right after an area (大冶市|委): even an everyday name (城区|委) then means a place. */
const organAfter = (text: string, end: number, gazetteer: Gazetteer): string | undefined =>
  gazetteer.cues.organs.find((word) => text.startsWith(word, end))

/** Not part of another word (江北区域) and, for names that are everyday words (新城区), after the name of a place they lie in. */
function countsAlone(text: string, mention: Mention, previous: Mention | undefined, gazetteer: Gazetteer): boolean {
  const { notAfter, everyday } = gazetteer.cues
  if (!mention.name.endsWith('县') && notAfter.some((word) => text.startsWith(word, mention.end))) return false
  if (mention.name.length === 2 && text[mention.end] === '城') return false
  return !everyday.includes(mention.name) || previous?.end === mention.start
}

const spread = (mention: Mention, kind: Kind, why: string): Finding[] =>
  mention.places.map((place) => ({ place, kind, why, weight: 1 }))

/**
 * 法治湘乡, 平安叶县: the longest name of a county or city after the slogan. 法治 + own name proves nothing; a name that is an
 * everyday word (法治互助) counts when two slogans bear it.
 */
function bySlogan(text: string, own: string, gazetteer: Gazetteer): Finding[] {
  const { slogans, everyday } = gazetteer.cues
  const { stem } = splitTownship(own)
  const bearers = new Map<string, Set<string>>()
  for (const slogan of slogans)
    for (const at of occurrences(text, slogan)) {
      const start = at + slogan.length
      if (stem && text.startsWith(stem, start)) continue
      const name = longest(8, (length) => {
        const slice = text.slice(start, start + length)
        return gazetteer.areas(slice).length > 0 || gazetteer.areasByCore(slice).length > 0 ? slice : undefined
      })
      if (name) bearers.set(name, (bearers.get(name) ?? new Set()).add(slogan))
    }
  return [...bearers].flatMap(([name, by]) => {
    if (everyday.includes(name) && by.size < 2) return []
    const why = `正文有“${[...by].map((slogan) => slogan + name).join('、')}”`
    const full = gazetteer.areas(name)
    if (full.length > 0) return full.map((place) => ({ place, kind: 'slogan' as const, why, weight: 1 }))
    return byCore(name, 'slogan', why, gazetteer)
  })
}

/** 湘乡发布, 大冶公安, 大冶保安镇: the longest name of a county or city that ends where one of `words` begins. */
function beforeWords(text: string, words: readonly string[], kind: Kind, own: string, gazetteer: Gazetteer): Finding[] {
  return words.flatMap((word) =>
    occurrences(text, word).flatMap((at) => {
      const core = longest(5, (length) => usableCore(text.slice(Math.max(0, at - length), at), own, gazetteer))
      return core ? byCore(core, kind, `正文有“${core}${word}”`, gazetteer) : []
    }),
  )
}

function usableCore(core: string, own: string, gazetteer: Gazetteer): string | undefined {
  if (core.length < 2 || core === splitTownship(own).stem || gazetteer.cues.everyday.includes(core)) return undefined
  return gazetteer.areasByCore(core).length > 0 ? core : undefined
}

/** A bare name shared by a city and its own county (新乡) speaks for the city only. */
function byCore(core: string, kind: Kind, why: string, gazetteer: Gazetteer): Finding[] {
  const places = gazetteer.areasByCore(core)
  const cities = new Set(places.filter((p) => p.rank === 'city').map((p) => p.code))
  return places
    .filter((place) => !(place.parent && cities.has(place.parent) && place.rank === 'county'))
    .map((place) => ({ place, kind, why, weight: 1 }))
}

/** 皖事通, 渝快办: services that one province runs. */
function byServices(text: string, gazetteer: Gazetteer): Finding[] {
  return Object.entries(gazetteer.cues.services).flatMap(([service, code]) => {
    const place = text.includes(service) ? gazetteer.place(code) : undefined
    return place ? [{ place, kind: 'province' as const, why: `正文提到${place.name}的“${service}”`, weight: 1 }] : []
  })
}

const PROVINCE_ENDS = ['省', '市', '自治区', '壮族自治区', '回族自治区', '维吾尔自治区']
const SPEECH = /(?:视察|考察|对)(?=([\u4e00-\u9fff]{2,16}?)重要(?:讲话|指示|批示))/g

/** 视察重庆重要讲话, 对山东工作的重要指示: a township cites what was said of its own province. */
function bySpeeches(text: string, gazetteer: Gazetteer): Finding[] {
  return [...text.matchAll(SPEECH)].flatMap((match) => {
    const place = [3, 2]
      .flatMap((length) => PROVINCE_ENDS.map((end) => (match[1] ?? '').slice(0, length) + end))
      .flatMap((name) => gazetteer.areas(name))
      .find((each) => each.rank === 'province')
    return place
      ? [{ place, kind: 'province' as const, why: `正文引用对${place.name}的重要讲话、指示`, weight: 1 }]
      : []
  })
}

/** Other townships of the same county; a name that many counties share says little. */
function bySiblings(text: string, own: string, gazetteer: Gazetteer): Finding[] {
  return [...findTownships(text, gazetteer)].flatMap(([name]) => {
    const units = gazetteer.named(name)
    if (name.includes(own) || own.includes(name) || units.length > 4) return []
    return units.flatMap((unit) => {
      const place = gazetteer.parent(unit.code)
      return place
        ? [{ place, kind: 'sibling' as const, why: `正文提到同县的“${name}”`, weight: 1 / units.length }]
        : []
    })
  })
}

/** A folder called like a county without its suffix (…/大冶/…), or such a name before the township's in the file name. */
function pathCores(path: string, own: string, gazetteer: Gazetteer): Finding[] {
  const segments = path.split('/').filter((segment) => usableCore(segment, own, gazetteer))
  return [
    ...segments.flatMap((core) => byCore(core, 'path', `文件夹名为“${core}”`, gazetteer)),
    ...beforeWords(path, [own], 'path', own, gazetteer),
  ]
}

/** The last folders and the file: what lies above says more of the machine than of the place. */
const pathTail = (path: string | undefined): string => (path ?? '').split(/[/\\]/u).slice(-4).join('/').slice(-300)

function occurrences(text: string, word: string): number[] {
  const found: number[] = []
  if (word === '') return found
  for (let at = text.indexOf(word); at >= 0 && found.length < 200; at = text.indexOf(word, at + word.length))
    found.push(at)
  return found
}

function longest(most: number, test: (length: number) => string | undefined): string | undefined {
  for (let length = most; length >= 2; length--) {
    const found = test(length)
    if (found && found.length === length) return found
  }
  return undefined
}
