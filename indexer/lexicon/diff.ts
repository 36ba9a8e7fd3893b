import type { Corpus } from '../../server/corpus/port.ts'
import type { Passage } from '../../server/schema.ts'
import type { Understood } from '../run/pipeline.ts'
import { storedFile } from '../run/relabel.ts'
import type { ReadFile } from '../stages.ts'

/** One label that comes or goes in one passage. */
export type Change = { passage: string; text: string; gone: string[]; come: string[] }

/** Labels the stored reports again and yields the passages whose labels differ, in order; nothing is written. */
export function* changedPassages(corpus: Corpus, understand: (file: ReadFile) => Understood): Generator<Change> {
  for (const { report } of corpus.iterateReports()) {
    const full = corpus.fullReport(report.id)
    if (!full) continue
    const again = understand(storedFile(full, report.source.path))
    const byText = new Map<string, Passage[]>()
    for (const passage of again.passages) byText.set(passage.text, [...(byText.get(passage.text) ?? []), passage])
    for (const passage of full.passages) {
      const now = byText.get(passage.text)?.shift()
      const change = compare(passage, now)
      if (change) yield change
    }
  }
}

function compare(before: Passage, now: Passage | undefined): Change | undefined {
  const old = labelsOf(before)
  const fresh = now ? labelsOf(now) : []
  const gone = old.filter((label) => !fresh.includes(label))
  const come = fresh.filter((label) => !old.includes(label))
  if (gone.length + come.length === 0) return undefined
  return { passage: before.id, text: before.text, gone, come }
}

function labelsOf({ section, role, themes, practices, named }: Passage): string[] {
  const all = [
    `章节 ${section}`,
    `角色 ${role}`,
    ...themes.map((slug) => `主题 ${slug}`),
    ...practices.map(({ name, stance }) => `做法 ${name}（${stance}）`),
    ...named.map(({ name }) => `本地叫法 ${name}`),
  ]
  return [...new Set(all)]
}
