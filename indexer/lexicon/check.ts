import type { Lexicon } from '../../server/lexicon/load.ts'
import type { Labels, ParsedReport } from '../stages.ts'

export type ExampleFault = { entry: string; example: string; message: string }

/**
 * Runs the examples of all themes and practices: a positive one has to get the label, a negative one must not. An
 * example is read as a paragraph of measures under no heading.
 */
export function runExamples(
  lexicon: Pick<Lexicon, 'themes' | 'practices'>,
  understand: (report: ParsedReport) => Labels[],
): { examples: number; faults: ExampleFault[] } {
  const faults: ExampleFault[] = []
  let examples = 0
  const run = (
    entry: string,
    { positive, negative }: { positive: string[]; negative: string[] },
    has: (labels: Labels) => boolean,
  ): void => {
    for (const [example, expected] of [
      ...positive.map((text) => [text, true] as const),
      ...negative.map((text) => [text, false] as const),
    ]) {
      examples += 1
      const labels = understand(paragraph(example))[0]
      if (!labels || has(labels) === expected) continue
      faults.push({ entry, example, message: expected ? '正例没有认出来' : '反例被认出来了' })
    }
  }
  for (const { slug, label, examples: of } of lexicon.themes) {
    run(`主题 ${label}`, of, ({ themes }) => themes.includes(slug))
  }
  for (const { id, name, examples: of } of lexicon.practices) {
    run(`做法 ${id} ${name}`, of, ({ practices }) => practices.some((practice) => practice.id === id))
  }
  return { examples, faults }
}

/** One sentence as a report of one paragraph. */
export function paragraph(text: string): ParsedReport {
  const place = { headingPath: [], items: [], headingLength: 0, explain: [] }
  return { identity: {}, problems: [], passages: [{ n: 1, text, role: 'body', section: 'measures', ...place }] }
}
