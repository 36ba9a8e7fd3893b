import type { Columns } from './columns.ts'
import { growing } from './growing.ts'

/**
 * Labels of row r are of[start[r] … start[r + 1]), each once: sections are numbered from `section` on, themes from `theme`
 * on, and so forth, below `count`.
 */
export type RowValues = {
  start: Uint32Array
  of: Uint32Array
  section: number
  theme: number
  practice: number
  stance: number
  named: number
  count: number
}

type Labels = Pick<
  Columns,
  | 'section'
  | 'themes'
  | 'mentionStart'
  | 'mentionPractice'
  | 'mentionStance'
  | 'namedStart'
  | 'named'
  | 'sections'
  | 'stances'
  | 'themeIds'
  | 'practiceIds'
  | 'namedKeys'
>

/** @param rows all rows, ascending */
export function rowValues(labels: Labels, rows: Uint32Array, size: number): RowValues {
  const theme = labels.sections.length
  const practice = theme + labels.themeIds.length
  const stance = practice + labels.practiceIds.length
  const named = stance + labels.stances.length
  const count = named + labels.namedKeys.length
  const start = growing()
  const of = growing()
  const seen = new Int32Array(count).fill(-1)
  for (const row of rows) {
    // rows that are gone leave gaps
    start.fillTo(row + 1, of.length())
    const push = (value: number): void => {
      if (seen[value] !== row) of.push(value)
      seen[value] = row
    }
    push(labels.section[row] as number)
    for (let bits = labels.themes[row] as number; bits !== 0; bits &= bits - 1)
      push(theme + 31 - Math.clz32(bits & -bits))
    for (let i = numberAt(labels.mentionStart, row); i < numberAt(labels.mentionStart, row + 1); i++) {
      push(practice + (labels.mentionPractice[i] as number))
      push(stance + (labels.mentionStance[i] as number))
    }
    for (let i = numberAt(labels.namedStart, row); i < numberAt(labels.namedStart, row + 1); i++) {
      push(named + numberAt(labels.named, i))
    }
  }
  start.fillTo(size + 1, of.length())
  return { start: start.of(Uint32Array), of: of.of(Uint32Array), section: 0, theme, practice, stance, named, count }
}

const numberAt = (list: Uint32Array, at: number): number => list[at] as number
