import type { Gazetteer, PlaceEntry } from '../../server/gazetteer/gazetteer.ts'

/** A county, city or province named in a text; several places where the name is shared. */
export type Mention = { start: number; end: number; name: string; places: readonly PlaceEntry[] }

const AREA_ENDS = new Set('县市区旗州盟省会岛城')
const TOWNSHIP_ENDS = new Set('镇乡道木街')
const LONGEST_AREA = 16
const LONGEST_TOWNSHIP = 12
const HAN = /\p{Script=Han}/u

/**
 * Areas named with their suffix, longest name first, in order; a name inside a longer one (石市 in 黄石市) is none.
 * Names of two characters and those in 城市 are common words as soon as a character stands before them (党委和县政府,
 * 沿海城市), so they count only after a boundary, 中共, 在, or the name of the place they lie in.
 */
export function findAreas(text: string, gazetteer: Gazetteer): Mention[] {
  const found: Mention[] = []
  for (let i = 1; i < text.length; i++) {
    if (!AREA_ENDS.has(text[i] as string)) continue
    for (let length = Math.min(LONGEST_AREA, i + 1); length >= 2; length--) {
      const start = i + 1 - length
      const name = text.slice(start, i + 1)
      const places = gazetteer.areas(name)
      if (places.length === 0) continue
      const before = found.findLast((m) => m.end <= start)
      const common = length === 2 || name.endsWith('城市')
      if (!common || standsAlone(text, start, places, before, gazetteer)) {
        while (found.length > 0 && (found.at(-1)?.start ?? 0) >= start) found.pop()
        if ((found.at(-1)?.end ?? 0) <= start) found.push({ start, end: i + 1, name, places })
      }
      break
    }
  }
  return found
}

function standsAlone(
  text: string,
  start: number,
  places: readonly PlaceEntry[],
  before: Mention | undefined,
  gazetteer: Gazetteer,
): boolean {
  const previous = text[start - 1]
  if (previous === undefined || !HAN.test(previous) || previous === '在') return true
  if (text.slice(Math.max(0, start - 2), start) === '中共') return true
  return before?.end === start && places.some((place) => liesInAny(place, before.places, gazetteer))
}

/** Whether `place` is one of `areas` or lies in one of them. */
function liesInAny(place: PlaceEntry, areas: readonly PlaceEntry[], gazetteer: Gazetteer): boolean {
  for (let p: PlaceEntry | undefined = place; p; p = gazetteer.parent(p.code))
    if (areas.some((area) => area.code === p?.code)) return true
  return false
}

/** Chains of areas that follow each other without a gap: 湖北省|黄石市|大冶市. */
export function chainAreas(mentions: readonly Mention[]): Mention[][] {
  const chains: Mention[][] = []
  for (const mention of mentions) {
    const chain = chains.at(-1)
    if (chain?.at(-1)?.end === mention.start) chain.push(mention)
    else chains.push([mention])
  }
  return chains
}

/** Names of township-level units in a text, with how often and where first. Longest name first; at least three characters. */
export function findTownships(text: string, gazetteer: Gazetteer): Map<string, { count: number; start: number }> {
  const found = new Map<string, { count: number; start: number }>()
  for (let i = 2; i < text.length; i++) {
    if (!TOWNSHIP_ENDS.has(text[i] as string)) continue
    for (let length = Math.min(LONGEST_TOWNSHIP, i + 1); length >= 3; length--) {
      const name = text.slice(i + 1 - length, i + 1)
      if (gazetteer.named(name).length === 0) continue
      const known = found.get(name)
      if (known) known.count++
      else found.set(name, { count: 1, start: i + 1 - length })
      break
    }
  }
  return found
}
