import { pinyin } from 'pinyin-pro'
import { perVersion, type Site } from '../site.ts'
import { phrases } from './phrases.ts'

/**
 * Names of the lexicon, names of the corpus and its frequent phrases that sound or look like a term that finds nothing;
 * nearest first, at most five. A term in Latin letters is read as pinyin or its initials.
 */
export async function near(site: Site, term: string): Promise<string[]> {
  if (term.length < 2 || term.length > 20) return []
  const all = await names(site)
  const typed = term.toLowerCase().replace(/[\s'’]/g, '')
  const found = /^[a-zü]+$/.test(typed) ? spelt(all, typed.replaceAll('ü', 'v')) : alike(all, term)
  return found
    .filter(({ name }) => name !== term)
    .sort((a, b) => a.distance - b.distance || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
    .slice(0, 5)
    .map(({ name }) => name)
}

type Near = { name: string; distance: number }

/** Names whose pinyin or initials are what was typed, or begin with it. */
function spelt(all: readonly Name[], typed: string): Near[] {
  return all.flatMap(({ text, sound }) => {
    const whole = sound.join('').replaceAll('ü', 'v')
    const initials = sound.map((one) => one[0] ?? '').join('')
    const fits = whole.startsWith(typed) || (typed.length > 2 && initials.startsWith(typed))
    return fits ? [{ name: text, distance: Number(whole !== typed && initials !== typed) }] : []
  })
}

function alike(all: readonly Name[], term: string): Near[] {
  const sound = soundOf(term)
  const letters = [...term]
  const allowed = Math.max(1, Math.floor(term.length / 3))
  const within = (a: string[], b: string[]): boolean => Math.abs(a.length - b.length) <= allowed
  return all.flatMap((name) => {
    const d = Math.min(
      within(name.sound, sound) ? distance(name.sound, sound) : Number.POSITIVE_INFINITY,
      within(name.letters, letters) ? distance(name.letters, letters) : Number.POSITIVE_INFINITY,
    )
    return d <= allowed ? [{ name: name.text, distance: d }] : []
  })
}

const soundOf = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array' })

type Name = { text: string; letters: string[]; sound: string[] }

const known = new WeakMap<Site, () => Promise<Name[]>>()

function names(site: Site): Promise<Name[]> {
  const made = known.get(site) ?? perVersion(site.corpus, () => collect(site))
  known.set(site, made)
  return made()
}

async function collect(site: Site): Promise<Name[]> {
  const practices = site.lexicon.practices.flatMap(({ name, variants }) => [name, ...variants])
  const townships = [...site.corpus.iterateReports()].map(({ report }) => report.township.name)
  const local = site.corpus.named({ page: 1, perPage: 1000 }).items.map(({ name }) => name)
  const common = (await phrases(site)).map(({ text }) => text)
  return [...new Set([...practices, ...townships, ...local, ...common].map(bare))].map((text) => ({
    text,
    letters: [...text],
    sound: soundOf(text),
  }))
}

/** A suggestion is put into the query, where quotation marks would mean something. */
const bare = (name: string): string => name.replace(/[“”"「」『』]/g, '')

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
