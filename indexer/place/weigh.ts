import type { Gazetteer, PlaceEntry } from '../../server/gazetteer/gazetteer.ts'
import type { Finding, Kind, PlaceInput } from './evidence.ts'

/** Points of one piece of evidence for a county, for the city and for the province it names. */
const POINTS: Record<Kind, { county: number; city: number; province: number }> = {
  addressee: { county: 10, city: 5, province: 3 },
  issuer: { county: 10, city: 5, province: 3 },
  chain: { county: 9, city: 5, province: 3 },
  path: { county: 9, city: 5, province: 3 },
  page: { county: 8, city: 4, province: 2.5 },
  organ: { county: 6, city: 4, province: 2 },
  slogan: { county: 5, city: 3, province: 1 },
  media: { county: 4, city: 2.5, province: 1 },
  text: { county: 3.5, city: 2.5, province: 1.5 },
  province: { county: 0, city: 0, province: 3 },
  sibling: { county: 1, city: 0, province: 0 },
}
const REPEATED = 0.5
const MOST_REPEATS = 4
/** Sources that name the township's own county, not just any: they can speak against the gazetteer. */
const STRONG: ReadonlySet<Kind> = new Set(['addressee', 'issuer', 'chain', 'path', 'page'])

/** What speaks for one area: points, whether one strong source is among it, sentences in order of weight. */
export type Weight = { points: number; strong: boolean; why: string[] }

/** Points by area code; each kind counts once, repetitions a little. */
export function weighAreas(findings: readonly Finding[]): Map<string, Weight> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.place.code} ${finding.kind}`
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  const sums = new Map<string, { points: number; strong: boolean; reasons: { why: string; points: number }[] }>()
  for (const group of groups.values()) {
    const [first] = group
    if (!first || first.place.rank === 'township') continue
    const each = POINTS[first.kind][first.place.rank]
    const points =
      first.kind === 'sibling'
        ? Math.min(3, each * group.reduce((sum, f) => sum + f.weight, 0))
        : each + REPEATED * Math.min(MOST_REPEATS, group.length - 1)
    const sum = sums.get(first.place.code) ?? { points: 0, strong: false, reasons: [] }
    sum.points += points
    sum.strong ||= STRONG.has(first.kind) || (first.kind === 'organ' && group.length >= 2)
    sum.reasons.push({ why: first.why, points })
    sums.set(first.place.code, sum)
  }
  return new Map(
    [...sums].map(([code, { points, strong, reasons }]) => {
      const ordered = reasons.sort((a, b) => b.points - a.points).map((reason) => reason.why)
      return [code, { points, strong, why: ordered }]
    }),
  )
}

/** Evidence for everything a place lies in: county in full, city and province up to a limit. */
export function weightOf(code: string, areas: ReadonlyMap<string, Weight>, gazetteer: Gazetteer): Weight {
  const total: Weight = { points: 0, strong: false, why: [] }
  const { county, city, province } = gazetteer.lineage(code)
  for (const [area, most] of [
    [county, 40],
    [city, 8],
    [province, 4],
  ] as const) {
    const weight = area && areas.get(area.code)
    if (!weight) continue
    total.points += Math.min(most, weight.points)
    total.strong ||= weight.strong
    total.why.push(...weight.why.slice(0, 3))
  }
  return total
}

type CountyKind = '县' | '区' | '市' | '旗'

/**
 * Which kind of county speaks: 区委、区政府 in the addressee, or the words the text uses for its own superior. `points` says how sure.
 * 自治区委, 社区委员会 and 园区 are not meant, hence the character before.
 */
export function countyKind(input: PlaceInput): { kind: CountyKind; points: number; why: string } | undefined {
  const inAddressee = dominant(input.addressee ?? '', 1)
  if (inAddressee) return { kind: inAddressee, points: 2, why: `主送机关写“${inAddressee}委、${inAddressee}政府”一类` }
  const inText = dominant(input.text.slice(0, 60_000), 2)
  return inText && { kind: inText, points: 1, why: `正文称上级为“${inText}委”“${inText}政府”` }
}

function dominant(text: string, least: number): CountyKind | undefined {
  const counts: Record<CountyKind, number> = { 县: 0, 区: 0, 市: 0, 旗: 0 }
  for (const match of text.matchAll(/(.?)([县区市旗])(?:委(?!员)|政府|人民政府|司法局|依法治)/gu))
    if (!/[社治园校城地]/u.test(match[1] ?? '')) counts[match[2] as CountyKind]++
  const order: CountyKind[] = ['县', '旗', '区']
  const total = order.reduce((sum, kind) => sum + counts[kind], 0)
  const found = order.find((kind) => counts[kind] >= least && counts[kind] >= total * 0.75)
  return found ?? (total === 0 && counts.市 >= least ? '市' : undefined)
}

/** Whether a county of that name is called so by its townships. Functional areas (管委会) fit everything. */
export function fitsKind(county: PlaceEntry | undefined, kind: CountyKind): boolean | undefined {
  const ending = county?.name.at(-1)
  return ending && '县区市旗'.includes(ending) ? ending === kind : undefined
}
