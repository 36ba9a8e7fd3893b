import { nameKey } from '../../server/corpus/ids.ts'
import type { Corpus, NamedCount } from '../../server/corpus/port.ts'

/** A local name with where it stands, a few sentences and the themes of the passages, most frequent first. */
export type Candidate = NamedCount & { examples: string[]; themes: string[] }

const EXAMPLES = 2
const AROUND = 24

/** The local names of a corpus by spread: townships, then years, then passages. */
export function listCandidates(corpus: Corpus, limit: number): { items: Candidate[]; total: number } {
  const { items, total } = corpus.named({ page: 1, perPage: Number.MAX_SAFE_INTEGER })
  const ranked = [...items].sort(
    (a, b) =>
      b.townships - a.townships || yearsOf(b) - yearsOf(a) || b.passages - a.passages || (a.key < b.key ? -1 : 1),
  )
  return { items: withExamples(corpus, ranked.slice(0, limit)), total }
}

/** One local name of the corpus, however it is written. */
export function findCandidate(corpus: Corpus, name: string): Candidate | undefined {
  const { items } = corpus.named({ page: 1, perPage: Number.MAX_SAFE_INTEGER })
  const found = items.find((item) => item.key === nameKey(name))
  return found && withExamples(corpus, [found])[0]
}

const yearsOf = ({ firstYear = 0, lastYear = 0 }: NamedCount): number => lastYear - firstYear

function withExamples(corpus: Corpus, counts: NamedCount[]): Candidate[] {
  const byKey = new Map(
    counts.map((count) => [count.key, { ...count, examples: [] as string[], themes: [] as string[] }]),
  )
  const tallies = new Map<string, Map<string, number>>()
  for (const { passage } of corpus.iteratePassages()) {
    for (const { name, start, end } of passage.named) {
      const candidate = byKey.get(nameKey(name))
      if (!candidate) continue
      const example = passage.text.slice(Math.max(0, start - AROUND), end + AROUND)
      if (candidate.examples.length < EXAMPLES && !candidate.examples.includes(example))
        candidate.examples.push(example)
      const tally = tallies.get(candidate.key) ?? new Map<string, number>()
      tallies.set(candidate.key, tally)
      for (const theme of passage.themes.slice(0, 1)) tally.set(theme, (tally.get(theme) ?? 0) + 1)
    }
  }
  for (const candidate of byKey.values()) {
    const tally = [...(tallies.get(candidate.key) ?? [])].sort((a, b) => b[1] - a[1])
    candidate.themes = tally.map(([theme]) => theme)
  }
  return [...byKey.values()]
}
