import { pinyin } from 'pinyin-pro'
import type { PlaceEntry } from '../../server/gazetteer/gazetteer.ts'
import { coreOf } from '../../server/gazetteer/names.ts'

/** How well an address speaks for a place: 1 the whole name in pinyin (daye), less for part of a label, little for initials. */
export function addressMatch(url: string, place: PlaceEntry): { weight: number; label: string } | undefined {
  const labels = labelsOf(url)
  let best: { weight: number; label: string } | undefined
  for (const spelling of spellings(place)) {
    for (const label of labels) {
      const weight = matchLabel(label, spelling, place)
      if (weight > (best?.weight ?? 0)) best = { weight, label }
    }
  }
  return best
}

/** Syllables that stand around a county's name in host names: dayeshi, dayezf, zgdaye. */
const AFFIXES = new Set([
  'shi',
  'xian',
  'qu',
  'qi',
  'sheng',
  'zf',
  'gov',
  'zg',
  'zwgk',
  's',
  'x',
  'q',
  'szf',
  'xzf',
  'qzf',
  'rmzf',
  'sf',
  'sfj',
])

function matchLabel(label: string, { whole, initials }: Spelling, place: PlaceEntry): number {
  if (label === whole) return 1
  if (label.startsWith(whole) && AFFIXES.has(label.slice(whole.length))) return 1
  if (label.endsWith(whole) && AFFIXES.has(label.slice(0, -whole.length))) return 0.9
  if (whole.length >= 4 && label.length <= whole.length + 2 && label.endsWith(whole)) return 0.6
  if (whole.length >= 6 && place.rank !== 'province' && label.includes(whole)) return 0.5
  return initials.length >= 3 && label === initials ? 0.2 : 0
}

type Spelling = { whole: string; initials: string }

function spellings(place: PlaceEntry): Spelling[] {
  const core = coreOf(place.name)
  const word = core.length > 1 ? core : place.name
  const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true }).map((s) => s.toLowerCase())
  const suffix = core === word ? (pinyin(place.name.slice(-1), { pattern: 'first', toneType: 'none' }) ?? '') : ''
  const initials = syllables.map((s) => s[0] ?? '').join('') + suffix
  const whole = syllables.join('')
  const umlauts = whole.includes('v') ? [whole.replaceAll('v', 'u'), whole.replaceAll('v', 'yu')] : []
  const regular = place.pinyin?.length ? place.pinyin : [whole, ...umlauts]
  return regular.map((spelling) => ({ whole: spelling, initials }))
}

/** Host labels and path segments, lower case, without the ones that every address has. */
function labelsOf(url: string): string[] {
  const parts = url
    .slice(0, 500)
    .toLowerCase()
    .split(/[^a-z]+/u)
  return [...new Set(parts)].filter((part) => part.length >= 3 && !EVERYWHERE.has(part))
}
const EVERYWHERE = new Set([
  'http',
  'https',
  'www',
  'gov',
  'com',
  'org',
  'net',
  'html',
  'htm',
  'shtml',
  'jhtml',
  'index',
  'art',
  'content',
  'col',
  'aspx',
  'jsp',
  'xxgk',
  'zwgk',
])
