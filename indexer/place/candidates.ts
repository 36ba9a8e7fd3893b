import type { Gazetteer, PlaceEntry } from '../../server/gazetteer/gazetteer.ts'
import { splitTownship } from '../../server/gazetteer/names.ts'
import type { Level } from '../../server/schema.ts'
import { findAreas } from './mentions.ts'

/** A unit of the gazetteer that a name may mean. `how` says (Chinese) what was assumed where the names differ. */
export type Candidate = { entry: PlaceEntry; exact: boolean; how?: string; keepsName: boolean }

const TAIL = /(?:管理委员会|管委会|人民政府|党委|党工委|委员会|政府|办事处|街道办)$/u

/** A name as a report writes it, taken apart: areas in front of it, and what stands behind the name cut off. */
export function cleanName(raw: string, gazetteer: Gazetteer): { name: string; prefix: string } {
  let name = raw.replaceAll(/\s/g, '')
  if (gazetteer.named(name).length > 0) return { name, prefix: '' }
  if (name.endsWith('街道办事处')) name = name.slice(0, -3)
  else if (name.endsWith('街道办')) name = name.slice(0, -1)
  else if (splitTownship(name).suffix === '') name = name.replace(TAIL, '')
  if (gazetteer.named(name).length > 0) return { name, prefix: '' }
  const chained = findAreas(name, gazetteer).filter((m, i, all) => m.start === (all[i - 1]?.end ?? 0))
  const end = chained.at(-1)?.end ?? 0
  if (end > 0 && name.length - end >= 2) return { name: name.slice(end), prefix: name.slice(0, end) }
  for (let length = 2; length <= 5 && name.length - length >= 2; length++) {
    const core = name.slice(0, length)
    const areas = gazetteer.areasByCore(core)
    const rest = name.slice(length)
    const inside = gazetteer.named(rest).some((unit) => areas.some((area) => unit.code.startsWith(area.code)))
    if (inside) return { name: rest, prefix: core }
  }
  return { name, prefix: '' }
}

/** Every unit in the country that `name` may mean: the same name, 街 for 街道, and the same stem at another level. */
export function candidatesFor(name: string, level: Level | undefined, gazetteer: Gazetteer): Candidate[] {
  const found = new Map<string, Candidate>()
  const add = (entry: PlaceEntry, exact: boolean, how?: string, keepsName = false): void => {
    if (!found.has(entry.code)) found.set(entry.code, { entry, exact, keepsName, ...(how && { how }) })
  }
  for (const entry of gazetteer.named(name)) {
    if (entry.name === name || entry.name.includes(name)) add(entry, true)
    else add(entry, true, `“${name}”是${entry.name}的旧名或别名`, true)
  }
  const street = name.endsWith('街') ? `${name}道` : level === '街道' && !name.endsWith('街道') ? `${name}街道` : ''
  if (street) for (const entry of gazetteer.named(street)) add(entry, true, `“${name}”即${street}`)
  const { stem, suffix } = splitTownship(name)
  if (suffix !== '' && stem.length > 1)
    for (const entry of gazetteer.stemmed(stem)) {
      const sameKind = splitTownship(entry.name).suffix === suffix
      add(entry, false, `名录中作“${entry.name}”`, !sameKind)
    }
  return [...found.values()]
}

/**
 * Units of one county that a shortened name may mean (石槽乡 for 石槽集乡, 鹤龙街 for 鹤龙街道), when exactly one fits.
 * Not used for the whole country: there short names fit too much.
 */
export function shortNameIn(county: string, name: string, gazetteer: Gazetteer): Candidate | undefined {
  const { stem, suffix } = splitTownship(name)
  if (stem.length < 2 || suffix === '') return undefined
  const fits = gazetteer.children(county).filter((entry) => {
    const other = splitTownship(entry.name)
    if (other.suffix === '' || entry.former) return false
    const [short, long] = stem.length < other.stem.length ? [stem, other.stem] : [other.stem, stem]
    return short.length >= 2 && long.length === short.length + 1 && long.startsWith(short)
  })
  const same = fits.filter((entry) => splitTownship(entry.name).suffix.startsWith(suffix))
  const [entry] = same.length === 1 ? same : fits.length === 1 ? fits : []
  if (!entry) return undefined
  return { entry, exact: false, how: `本县名录中与“${name}”相近的只有${entry.name}`, keepsName: same.length !== 1 }
}
