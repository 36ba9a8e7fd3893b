import { setImmediate } from 'node:timers/promises'
import { perVersion, type Site } from '../site.ts'

/** Passages read for phrases; of a larger corpus an even share is taken. */
const READ = 4000

/** A phrase has to stand in reports of at least this many townships, so that no person's name becomes one. */
const TOWNSHIPS = 3

/**
 * Frequent phrases of the corpus: two or three words in a row, four to ten Han characters, most widespread first.
 * Phrases that stand only inside a longer one of the same spread are left out.
 */
export function phrases(site: Site): Promise<Phrase[]> {
  const made = known.get(site) ?? perVersion(site.corpus, () => collect(site))
  known.set(site, made)
  return made()
}

type Phrase = { text: string; passages: number }

const known = new WeakMap<Site, () => Promise<Phrase[]>>()

async function collect(site: Site): Promise<Phrase[]> {
  const spread = new Map<string, { passages: number; townships: Set<string> }>()
  const townships = new Map([...site.corpus.iterateReports()].map(({ township, report }) => [report.id, township]))
  const stop = new Set(site.lexicon.stopWords)
  for await (const { reportId, text } of sample(site)) {
    const seen = new Set<string>()
    for (const phrase of wordRuns(site.segmenter.cut(text), stop)) seen.add(phrase)
    for (const phrase of seen) {
      const one = spread.get(phrase) ?? { passages: 0, townships: new Set() }
      one.passages++
      one.townships.add(townships.get(reportId) ?? '')
      spread.set(phrase, one)
    }
  }
  const wide = [...spread].filter(([, { townships: all }]) => all.size >= TOWNSHIPS)
  wide.sort(([a, x], [b, y]) => y.passages - x.passages || b.length - a.length || (a < b ? -1 : 1))
  const kept: Phrase[] = []
  for (const [text, { passages }] of wide) {
    if (kept.length >= 500) break
    if (!kept.some((known) => known.text.includes(text))) kept.push({ text, passages })
  }
  return kept
}

async function* sample(site: Site): AsyncGenerator<{ reportId: string; text: string }> {
  const step = Math.max(1, Math.ceil(site.corpus.stats().passages / READ))
  const pids: number[] = []
  let i = 0
  for (
    let after = 0, batch = site.corpus.texts(0, 10_000);
    batch.length > 0;
    batch = site.corpus.texts(after, 10_000)
  ) {
    for (const { pid } of batch) {
      if (i++ % step === 0) pids.push(pid)
      after = pid
    }
    await setImmediate()
  }
  for (let from = 0; from < pids.length; from += 100) {
    for (const { passage } of site.corpus.passagesByPid(pids.slice(from, from + 100))) yield passage
    await setImmediate()
  }
}

function* wordRuns(words: readonly string[], stop: ReadonlySet<string>): Generator<string> {
  const han = /^\p{Script=Han}{2,}$/u
  for (let i = 0; i < words.length; i++) {
    let phrase = ''
    for (let length = 0; length < 3; length++) {
      const word = words[i + length]
      if (word === undefined || !han.test(word)) break
      phrase += word
      if (length > 0 && phrase.length >= 4 && phrase.length <= 10 && !(stop.has(words[i] as string) && stop.has(word)))
        yield phrase
    }
  }
}
