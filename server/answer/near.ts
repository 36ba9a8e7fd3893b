import { pinyin } from 'pinyin-pro'
import { perVersion, type Site } from '../site.ts'

/** Names of lexicon and corpus that sound or look like a term that finds nothing; nearest first, at most five. */
export function near(site: Site, term: string): string[] {
  if (term.length < 2 || term.length > 20) return []
  const sound = soundOf(term)
  return names(site)
    .map((name) => ({
      name: name.text,
      distance: Math.min(distance(name.sound, sound), distance([...name.text], [...term])),
    }))
    .filter(({ name, distance: d }) => name !== term && d <= Math.max(1, Math.floor(term.length / 3)))
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => name)
}

const soundOf = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array' })

type Name = { text: string; sound: string[] }

const known = new WeakMap<Site, () => Name[]>()

function names(site: Site): Name[] {
  const make = (): Name[] => {
    const practices = site.lexicon.practices.flatMap(({ name, variants }) => [name, ...variants])
    const townships = [...site.corpus.iterateReports()].map(({ report }) => report.township.name)
    const local = site.corpus.named({ page: 1, perPage: 1000 }).items.map(({ name }) => name)
    return [...new Set([...practices, ...townships, ...local])].map((text) => ({ text, sound: soundOf(text) }))
  }
  const made = known.get(site) ?? perVersion(site.corpus, make)
  known.set(site, made)
  return made()
}

/** Levenshtein distance, given up above 4. */
function distance(a: string[], b: string[]): number {
  if (Math.abs(a.length - b.length) > 4) return 5
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, x] of a.entries()) {
    const next = [i + 1]
    for (const [j, y] of b.entries()) {
      const change = (row[j] as number) + (x === y ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] as number) + 1, (next[j] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}
