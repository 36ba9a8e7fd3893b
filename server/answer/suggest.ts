import { setImmediate } from 'node:timers/promises'
import { pinyin } from 'pinyin-pro'
import type { Site } from '../site.ts'
import { fold } from '../text/fold.ts'
import { phrases } from './phrases.ts'

export type Suggestion = {
  text: string
  kind: 'practice' | 'named' | 'place' | 'report' | 'phrase'
  /** the name it belongs to, or where it lies */
  detail?: string
  /** reports or passages it stands in */
  count?: number
  /** id of the practice, code of the place, id of the report */
  value?: string
}

type Entry = Suggestion & { letters: string[]; sounds: string[]; plain: string; weight: number }

/** Characters that are looked at: no name is longer. */
const TYPED = 100

export type Suggester = (typed: string, limit?: number) => Promise<Suggestion[]>

/** Kinds in the order in which equals are offered. */
const KINDS: Record<Suggestion['kind'], number> = { practice: 5, named: 4, place: 3, phrase: 2, report: 1 }

/**
 * Offers practices with their aliases, places, local names, report titles and frequent phrases of the corpus, by hanzi,
 * full pinyin, initials or a mixture (fengqiao, fqjy, 枫qiao). People's names are not offered: a phrase has to stand in
 * the reports of several townships.
 */
export function createSuggester(site: Site): Suggester {
  let ready: { version: string; index: Index } | undefined
  let building: Promise<Index> | undefined
  const build = async (version: string): Promise<Index> => {
    const index = indexOf(await collect(site))
    ready = { version, index }
    building = undefined
    return index
  }
  /** A changed corpus is taken up in the background; meanwhile the old names are offered. */
  const current = async (): Promise<Index> => {
    const version = site.corpus.dataVersion()
    if (ready?.version !== version) building ??= build(version)
    return ready?.index ?? (building as Promise<Index>)
  }
  return async (typed, limit = 10) => {
    const wanted = fold(typed.slice(0, TYPED)).replace(/[\s'’“”"「」『』]/g, '')
    const { first, all } = await current()
    if (wanted === '') return []
    const found = new Set(firstOf(first.get(wanted[0] as string) ?? [], limit, (one) => spells(one, wanted)))
    if (found.size < limit && /\p{Script=Han}/u.test(wanted)) {
      for (const one of firstOf(all, limit, (other) => other.plain.includes(wanted))) found.add(one)
    }
    return [...found]
      .slice(0, limit)
      .map(({ letters: _, sounds: __, weight: ___, plain: ____, ...suggestion }) => suggestion)
  }
}

/** Entries by their first character and the first letter of its pinyin, in order of weight. */
type Index = { first: Map<string, Entry[]>; all: Entry[] }

function indexOf(all: Entry[]): Index {
  // Sorted once, so that a query reads only until it has enough.
  all.sort(byWeight)
  const first = new Map<string, Entry[]>()
  for (const one of all) {
    for (const key of new Set([one.letters[0], one.sounds[0]?.[0]])) {
      if (key === undefined) continue
      const bucket = first.get(key) ?? []
      bucket.push(one)
      first.set(key, bucket)
    }
  }
  return { first, all }
}

/** Entries are made a few hundred at a time, between which other requests are served. */
async function collect(site: Site): Promise<Entry[]> {
  const all: Entry[] = []
  for (const one of entries(site)) {
    all.push(one)
    if (all.length % 300 === 0) await setImmediate()
  }
  for (const { text, passages } of await phrases(site))
    all.push(entry({ text, kind: 'phrase', count: passages }, passages))
  return all
}

/** What of a name is typed: neither quotation marks nor brackets. */
const plain = (text: string): string => fold(text.replace(/[\s“”‘’"「」『』（）()《》]/g, ''))

function firstOf(list: readonly Entry[], limit: number, fits: (entry: Entry) => boolean): Entry[] {
  const found: Entry[] = []
  for (const one of list) {
    if (fits(one)) found.push(one)
    if (found.length === limit) break
  }
  return found
}

const byWeight = (a: Entry, b: Entry): number =>
  KINDS[b.kind] - KINDS[a.kind] || b.weight - a.weight || a.text.length - b.text.length || (a.text < b.text ? -1 : 1)

function entry(suggestion: Suggestion, weight: number): Entry {
  const letters = [...plain(suggestion.text)]
  const sounds = pinyin(letters.join(''), { toneType: 'none', type: 'array', nonZh: 'spaced' })
  const aligned = sounds.length === letters.length
  return {
    ...suggestion,
    letters,
    sounds: aligned ? sounds.map((sound) => sound.toLowerCase()) : letters,
    plain: letters.join(''),
    weight,
  }
}

/** Whether `typed` spells the beginning of the entry: each character by itself, its pinyin or the beginning of that. */
function spells({ letters, sounds }: { letters: string[]; sounds: string[] }, typed: string): boolean {
  let states = new Set([0])
  for (const [i, letter] of letters.entries()) {
    const next = new Set<number>()
    const sound = sounds[i] ?? ''
    for (const at of states) {
      if (at === typed.length) return true
      if (typed.startsWith(letter, at)) next.add(at + letter.length)
      let length = 1
      while (length <= sound.length && sameLetter(typed[at + length - 1], sound[length - 1] as string)) {
        // A syllable may stand as its initial, as zh/ch/sh, as a whole, or cut short at the very end.
        const whole = length === 1 || length === sound.length || (length === 2 && sound[1] === 'h')
        if (whole || at + length === typed.length) next.add(at + length)
        length++
      }
    }
    if (next.has(typed.length)) return true
    if (next.size === 0) return false
    states = next
  }
  return false
}

/** ü is typed as v on every Chinese keyboard, and as u where people write 法律 falu. */
const sameLetter = (typed: string | undefined, letter: string): boolean =>
  typed === letter || (letter === 'ü' && (typed === 'v' || typed === 'u'))

function* entries(site: Site): Generator<Entry> {
  for (const { id, name, variants } of site.lexicon.practices) {
    yield entry({ text: name, kind: 'practice', value: id }, 100)
    // “枫桥经验” beside 枫桥经验 would offer the same thing twice
    const others = new Map(variants.map((variant) => [plain(variant), variant]))
    others.delete(plain(name))
    for (const variant of others.values()) yield entry({ text: variant, kind: 'practice', value: id, detail: name }, 10)
  }
  for (const { key, name, townships, passages } of site.corpus.named({ page: 1, perPage: 2000 }).items) {
    yield entry({ text: name, kind: 'named', value: key, count: passages }, townships)
  }
  const places = new Map<string, { text: string; detail: string; count: number }>()
  for (const { township, report } of site.corpus.iterateReports()) {
    const { code, name, county, city, province } = report.township
    const levels = code ? site.gazetteer.lineage(code) : {}
    for (const place of [levels.province, levels.city, levels.county]) {
      if (place) addPlace(places, place.code, place.name, site.gazetteer.label(place.code))
    }
    addPlace(places, code ?? township, name, [province, city, county].filter(Boolean).join(' · '))
    yield entry({ text: report.title, kind: 'report', value: report.id }, report.year ?? 0)
  }
  for (const [value, place] of places) yield entry({ ...place, kind: 'place', value }, place.count)
}

function addPlace(
  places: Map<string, { text: string; detail: string; count: number }>,
  code: string,
  text: string,
  detail: string,
): void {
  const place = places.get(code) ?? { text, detail, count: 0 }
  place.count++
  places.set(code, place)
}
