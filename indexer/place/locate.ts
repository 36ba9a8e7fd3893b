import type { Gazetteer, PlaceEntry } from '../../server/gazetteer/gazetteer.ts'
import { levelOf } from '../../server/gazetteer/names.ts'

import type { Township } from '../../server/schema.ts'
import type { Place } from '../stages.ts'
import { PAGE } from '../stages.ts'
import { type Candidate, candidatesFor, cleanName, shortNameIn } from './candidates.ts'
import { type Finding, gatherEvidence, type PlaceInput } from './evidence.ts'
import { findTownships } from './mentions.ts'
import { addressMatch } from './source-address.ts'
import { countyKind, fitsKind, type Weight, weighAreas, weightOf } from './weigh.ts'

export type { PlaceInput } from './evidence.ts'

/** Below this nothing speaks for a place; and it must lead the next one by the margin. */
const LEAST = 2
const MARGIN = 1.5
/** Deducted where the gazetteer's name differs, where a short name was completed, where the county has no such unit. */
const OTHER_LEVEL = { withExact: 3, alone: 1.5 }
const SHORTENED = 2
const COUNTY_ONLY = 4
const ONLY_ONE = 2.5
const ADDRESS = { county: 7, city: 4, province: 2 }
const SUREST = 0.98
const ADDRESS_IN = /(?:https?:\/\/|www\.)[\w./-]{4,200}/

/** A reading of the name: a unit, or a county that must hold it although the gazetteer has no such unit there. */
type Reading = { code: string; unit?: Candidate; points: number; evidenced: boolean; why: string[] }

/**
 * Finds the township of a report in the gazetteer, by the evidence in its text, file name and address (DESIGN §2 Place).
 * `confidence` is 0–1, `evidence` says in Chinese what decided. Where the evidence does not decide, code and county are
 * absent and `candidates` lists what the name may mean; a name that is not in the gazetteer gets the county that the
 * evidence names and no code. Undefined where neither the input nor its title, issuer, signature or file name has a township.
 */
export function locate(input: PlaceInput, gazetteer: Gazetteer): Place | undefined {
  const given = input.township ?? nameFromHead(input, gazetteer)
  if (!given || given.name.trim() === '') return undefined
  const { name, prefix } = cleanName(given.name, gazetteer)
  const issuer = prefix ? `${prefix} ${input.issuer ?? ''}` : input.issuer
  const findings = gatherEvidence({ ...input, ...(issuer && { issuer }) }, name, gazetteer)
  if (prefix) findings.push(...fromPrefix(prefix, gazetteer))
  const level = given.level ?? levelOf(name)
  const areas = weighAreas(findings)
  const place = decide({ name, level }, readingsOf(name, level, areas, input, gazetteer), gazetteer)
  return place.township.province ? place : { ...place, township: { ...place.township, ...onlyCity(areas, gazetteer) } }
}

/** A name given with the bare name of its county in front (大冶保安镇). */
function fromPrefix(prefix: string, gazetteer: Gazetteer): Finding[] {
  const why = `题名在乡镇名前写有“${prefix}”`
  return gazetteer.areasByCore(prefix).map((place) => ({ place, kind: 'issuer', why, weight: 1 }))
}

/** The one township named in the title, else the issuer, else the file name. */
function nameFromHead(input: PlaceInput, gazetteer: Gazetteer): PlaceInput['township'] {
  for (const zone of [input.title, input.issuer, input.filePath?.split(/[/\\]/u).at(-1)]) {
    const names = [...findTownships(zone ?? '', gazetteer).keys()]
    if (names.length === 1 && names[0]) return { name: names[0], level: levelOf(names[0]) }
  }
  return undefined
}

function readingsOf(
  name: string,
  level: Township['level'],
  areas: ReadonlyMap<string, Weight>,
  input: PlaceInput,
  gazetteer: Gazetteer,
): Reading[] {
  const candidates = candidatesFor(name, level, gazetteer)
  const exact = candidates.filter((c) => c.exact)
  const kind = countyKind(input)
  const url = input.url ?? ADDRESS_IN.exec(input.meta?.[PAGE] ?? '')?.[0]
  const readings = candidates.map((unit): Reading => {
    const penalty = unit.exact ? 0 : exact.length > 0 ? OTHER_LEVEL.withExact : OTHER_LEVEL.alone
    return toReading(unit.entry.code, unit, penalty + (unit.entry.former ? 0.5 : 0))
  })
  for (const [code, weight] of areas) {
    const place = gazetteer.place(code)
    if (!weight.strong || place?.rank !== 'county' || readings.some((r) => r.unit && parentOf(r) === code)) continue
    const unit = shortNameIn(code, name, gazetteer)
    readings.push(unit ? toReading(unit.entry.code, unit, SHORTENED) : toReading(code, undefined, COUNTY_ONLY))
  }
  const [only] = readings.filter((r) => r.unit?.exact)
  if (only && exact.length === 1 && (only.evidenced || !placedElsewhere(only.code, areas, gazetteer))) {
    only.points += ONLY_ONE
    only.why.push(only.evidenced ? '全国名录中此名唯一' : '据唯一名推断（名录截止 2023 年 6 月，未见其他旁证）')
  }
  return readings.sort((a, b) => b.points - a.points)

  function parentOf(reading: Reading): string | undefined {
    return gazetteer.parent(reading.code)?.code
  }
  function toReading(code: string, unit: Candidate | undefined, penalty: number): Reading {
    const { points, why }: Weight = weightOf(code, areas, gazetteer)
    const reading: Reading = {
      code,
      points: points - penalty,
      evidenced: points > 0,
      why: [...why],
      ...(unit && { unit }),
    }
    const { county, city, province } = gazetteer.lineage(code)
    for (const [place, rank] of [
      [county, 'county'],
      [city, 'city'],
      [province, 'province'],
    ] as const) {
      const match = url && place ? addressMatch(url, place) : undefined
      if (!match || !place) continue
      reading.points += ADDRESS[rank] * match.weight
      reading.evidenced = true
      reading.why.push(`来源网址中的“${match.label}”与${place.name}的拼音相符`)
    }
    const fits = kind && fitsKind(county, kind.kind)
    if (kind && fits !== undefined) reading.points += fits ? kind.points : -kind.points
    if (kind && fits) reading.why.push(`${kind.why}，与${county?.name}相符`)
    return reading
  }
}

/** Whether a strong source names an area that `code` does not lie in. */
function placedElsewhere(code: string, areas: ReadonlyMap<string, Weight>, gazetteer: Gazetteer): boolean {
  const { county, city, province } = gazetteer.lineage(code)
  const own = new Set([county?.code, city?.code, province?.code])
  return [...areas].some(([area, weight]) => weight.strong && !own.has(area))
}

function decide(
  own: { name: string; level: Township['level'] },
  readings: readonly Reading[],
  gazetteer: Gazetteer,
): Place {
  const [best] = readings
  const units = readings.filter((r) => r.unit)
  const margin = best ? best.points - Math.max(0, readings[1]?.points ?? 0) : 0
  if (best && best.points >= LEAST && margin >= MARGIN)
    return { township: settled(own, best, margin, readings, gazetteer) }
  const near = best && best.points >= LEAST ? readings.filter((r) => r.points > best.points - MARGIN) : []
  const shared = near.length > 0 ? sharedAreas(near, gazetteer) : {}
  const township: Township = { name: own.name, level: own.level, ...shared }
  if (Object.keys(shared).length > 0)
    Object.assign(township, { confidence: 0.3, evidence: best?.why.slice(0, 3) ?? [] })
  const listed = (near.some((r) => r.unit) ? near : units).filter((r) => r.unit).slice(0, 30)
  const candidates = listed.map((r) => `${r.code} ${gazetteer.label(r.code)}`)
  return candidates.length > 0 ? { township, candidates } : { township }
}

function settled(
  own: { name: string; level: Township['level'] },
  best: Reading,
  margin: number,
  readings: readonly Reading[],
  gazetteer: Gazetteer,
): Township {
  const unit = best.unit
  const entry = unit && !unit.keepsName ? unit.entry : undefined
  const alike = readings.filter((r) => r.unit).length > 1
  const confidence = best.evidenced ? Math.min(SUREST, 1 - Math.exp(-margin / 4)) : alike ? 0.45 : 0.6
  const merged = unit?.entry.mergedInto
  const evidence = [
    ...best.why.slice(0, 5),
    ...(unit?.how ? [unit.how] : []),
    ...(unit?.entry.former ? [merged ? `已并入${gazetteer.label(merged)}` : '最新名录中已撤销或并入他处'] : []),
    ...(unit ? [] : ['名录中该县没有这个名称的乡镇，只定到县']),
  ]
  return {
    name: entry?.name ?? own.name,
    level: entry?.level ?? own.level,
    ...(unit && { code: best.code }),
    ...areaNames(best.code, gazetteer),
    confidence: Math.round(confidence * 100) / 100,
    evidence: [...new Set(evidence)],
  }
}

type AreaNames = Pick<Township, 'county' | 'city' | 'province'>

function areaNames(code: string, gazetteer: Gazetteer): AreaNames {
  const { county, city, province } = gazetteer.lineage(code)
  return {
    ...(county && { county: county.name }),
    ...(city && { city: city.name }),
    ...(province && { province: province.name }),
  }
}

/** What all the readings that are left have in common: two homonyms in one city still lie in that city. */
function sharedAreas(readings: readonly Reading[], gazetteer: Gazetteer): AreaNames {
  const lineages = readings.map((reading) => gazetteer.lineage(reading.code))
  const same = (pick: (l: (typeof lineages)[number]) => PlaceEntry | undefined): string | undefined => {
    const [first, ...rest] = lineages.map(pick)
    return first && rest.every((place) => place?.code === first.code) ? first.name : undefined
  }
  const [county, city, province] = [same((l) => l.county), same((l) => l.city), same((l) => l.province)]
  return { ...(county && { county }), ...(city && { city }), ...(province && { province }) }
}

/** The city or province that a strong source names, where nothing below it is known. */
function onlyCity(areas: ReadonlyMap<string, Weight>, gazetteer: Gazetteer): Partial<Township> {
  const named = [...areas].filter(([code, weight]) => weight.strong && gazetteer.place(code)?.rank !== 'county')
  const [best, second] = named.sort(([a, x], [b, y]) => b.length - a.length || y.points - x.points)
  if (!best || (second && second[0].length === best[0].length)) return {}
  return { ...areaNames(best[0], gazetteer), confidence: 0.3, evidence: best[1].why.slice(0, 2) }
}
