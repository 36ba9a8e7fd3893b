import type { Line } from './lines.ts'
import type { ParseRules } from './rules.ts'
import { classifyHeading } from './section-cues.ts'
import type { Shape } from './shapes.ts'

const LEAST = 6
const MOST = 36
/** A paragraph of fewer letters behind it is none. */
const REST = 15

/**
 * Finds headings that nothing divides from their paragraphs (1.推动学习走深走实××镇党委将…): where a sentence begins with its
 * subject or a time in the middle of a clause. One line proves nothing; most lines of its series must do so.
 */
export function divideHeadings(lines: Line[], shapes: Shape[], own: string | undefined, rules: ParseRules): void {
  const { selfBegin, sentenceBegin, unfinished } = rules.sections.undivided
  const begin = new RegExp(
    `(?:${own ? `${own}|` : ''}${selfBegin.source})(?:${rules.sections.undivided.verbs.source})|${sentenceBegin.source}`,
    'g',
  )
  const runs = new Map<string, { all: number; heads: { shape: Shape; text: string; head: number }[] }>()
  let chapter = 0
  for (const [i, shape] of shapes.entries()) {
    const { mark } = shape
    if (shape.form === 'cue' || mark?.style === 'han') chapter = i
    const text = lines[i]?.text ?? ''
    const sentence = shape.form === 'long' || shape.form === 'glued' || (shape.closed && text.includes('，'))
    if (!mark || !sentence) continue
    const key = `${mark.style} ${mark.style === 'han' ? '' : chapter}`
    const run = runs.get(key) ?? { all: 0, heads: [] }
    runs.set(key, { ...run, all: run.all + 1 })
    const at = endOf(text.slice(mark.length, mark.length + MOST + 30))
    if (at === 0 || text.length - mark.length - at < REST) continue
    if (shape.form === 'glued' && shape.head <= mark.length + at) continue
    run.heads.push({ shape, text, head: mark.length + at })
  }
  for (const { all, heads } of runs.values()) {
    if (heads.length < 2 || heads.length * 2 < all) continue
    for (const { shape, text, head } of heads) {
      const sections = classifyHeading(text.slice(0, head), rules).map((cue) => cue.section)
      Object.assign(shape, { form: 'glued', head, sections })
    }
  }

  function endOf(rest: string): number {
    for (const { index } of rest.matchAll(begin)) {
      const words = rest.slice(0, index)
      if (index < LEAST) continue
      if (index > MOST || /[。；：！？]/.test(words)) return 0
      return /[\u4e00-\u9fff”）]$/.test(words) && !unfinished.test(words) ? index : 0
    }
    return 0
  }
}
