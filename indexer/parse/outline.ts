import type { Line } from './lines.ts'
import type { NumberStyle } from './numbering.ts'
import { RANK } from './numbering.ts'
import type { ParseRules } from './rules.ts'
import type { Shape } from './shapes.ts'
import { shapeOf } from './shapes.ts'
import { divideHeadings } from './undivided.ts'

/** A heading of the report; `rank` orders headings by level. */
export type Heading = { text: string; rank: number; top: boolean; why: string }

/** A body line with its place in the heading tree. */
export type Placed = {
  line: Line
  kind: 'heading' | 'glued' | 'item' | 'text'
  /** length of the heading in the text */
  head: number
  /** headings it stands under, outermost first, its own included */
  under: Heading[]
}

/**
 * Builds the heading tree. Numbers alone do not tell headings from items: a series of numbered lines is taken for
 * headings when most of its members have text of their own, glued behind them or in the lines below. `own` is the
 * township's name, a word that begins sentences.
 */
export function outline(lines: Line[], rules: ParseRules, own?: string): Placed[] {
  const shapes = lines.map((line, i) => shapeOf(line, lines[i + 1], lines[i - 1], rules))
  divideHeadings(lines, shapes, own, rules)
  dropStrayMarks(shapes)
  const top = topRank(shapes)
  setRanks(shapes, top)
  nestRestarts(shapes, top)
  const headings = headingLines(shapes, top)
  const stack: Heading[] = []
  return lines.map((line, i) => {
    const shape = shapes[i] as Shape
    if (shape.rank !== Number.POSITIVE_INFINITY) {
      while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= shape.rank) stack.pop()
    }
    const why = headings.get(i)
    if (why !== undefined) {
      stack.push({ text: line.text.slice(0, shape.head), rank: shape.rank, top: shape.rank <= top, why })
    }
    const kind = why === undefined ? (shape.mark ? 'item' : 'text') : shape.form === 'glued' ? 'glued' : 'heading'
    return { line, kind, head: why === undefined ? 0 : shape.head, under: [...stack] }
  })
}

/** A number with something lost counts only where it continues its series; otherwise it is part of the sentence. */
function dropStrayMarks(shapes: Shape[]): void {
  const last = new Map<NumberStyle, number>()
  for (const shape of shapes) {
    const { mark } = shape
    if (!mark) continue
    if (mark.broken && shape.form !== 'item') {
      const follows = mark.value === (last.get(mark.style) ?? 0) + 1 || (mark.value === 1 && mark.style !== 'han')
      if (
        !follows ||
        (shape.form !== 'full' && shape.form !== 'glued') ||
        (mark.style === 'han' && shape.sections.length === 0)
      ) {
        Object.assign(shape, { form: 'text', head: 0, rank: Number.POSITIVE_INFINITY, mark: undefined })
        continue
      }
    }
    last.set(mark.style, mark.value)
  }
}

/** Rank of the first level: that of the numbers whose headings name sections; above all numbers where none does. */
function topRank(shapes: Shape[]): number {
  const cues = shapes.filter((shape) => shape.form === 'cue').length
  const numbered = shapes.filter((shape) => shape.mark && shape.rank <= RANK.arab && shape.form !== 'long')
  const named = numbered.filter((shape) => shape.sections.length > 0)
  const ranks = named.map((shape) => shape.rank)
  const chapters = numbered.filter((shape) => shape.rank <= RANK.han).length
  const lowest = Math.min(...ranks)
  const rank = ranks.length === 0 ? 0.5 : chapters >= 2 && cues < 2 ? Math.min(lowest, RANK.han) : lowest
  const restarts = numbered.filter((shape) => shape.rank === rank && shape.mark?.value === 1).length
  const first = shapes.find((shape) => shape.form === 'cue' || shape.rank === rank)
  const lone = named.length <= 1 && first?.form === 'cue'
  if (cues >= 2 && (restarts >= 2 || lone)) return 0.5
  if (ranks.length === 0 && cues === 0) return Math.min(RANK.arab, ...numbered.map((shape) => shape.rank))
  return rank
}

/** Gives unnumbered headings the rank of their neighbours and turns styles that nest the other way round. */
function setRanks(shapes: Shape[], top: number): void {
  const turned = new Map<NumberStyle, number>()
  const open: { style: NumberStyle; rank: number; value: number }[] = []
  let parent: Shape | undefined
  let cueSeen = false
  for (const [i, shape] of shapes.entries()) {
    if (shape.form === 'cue') {
      cueSeen = true
      // 存在的问题： below 三、存在的问题和整改情况 is a part of it, not its neighbour
      const part = top >= RANK.part && parent?.mark && shape.sections.every((each) => parent?.sections.includes(each))
      shape.rank =
        part && (parent?.sections.length ?? 0) > 1 ? (open.find((each) => each.rank > top)?.rank ?? top + 1) : top
    }
    if (shape.form === 'topical') {
      const second = open.find((each) => each.rank > top)
      shape.rank = open.length === 0 && !cueSeen ? top : (second?.rank ?? top + 1)
    }
    if (shape.mark && shape.form !== 'item') {
      const { style, value } = shape.mark
      const above = open.at(-1)
      const inverted = above && value === 1 && RANK[style] < above.rank
      if (inverted && !open.some((each) => each.style === style) && goesOn(shapes, i, above)) {
        turned.set(style, above.rank + 0.5)
      }
      shape.rank = turned.get(style) ?? shape.rank
    }
    if (shape.rank === Number.POSITIVE_INFINITY) continue
    if (shape.rank <= top) parent = shape
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= shape.rank) open.pop()
    if (shape.mark) open.push({ style: shape.mark.style, rank: shape.rank, value: shape.mark.value })
  }
}

/**
 * A second series in the style of the first level: 一、工作总结 with 一、健全机制 right below it. It lies half a rank
 * lower until the outer series goes on: with its next number where the inner one cannot have it, or with a section's name.
 */
function nestRestarts(shapes: Shape[], top: number): void {
  let outer = { at: -1, value: 0 }
  let inner = 0
  let nested = false
  for (const [i, shape] of shapes.entries()) {
    const { mark } = shape
    if (!mark || shape.rank !== top || shape.form === 'item') continue
    const next = shapes[i + 1]
    const opens = next?.mark?.value === 1 && next.mark.style === mark.style && next.rank === top
    if (
      inner > 0 &&
      mark.value === inner &&
      !(mark.value === outer.value + 1 && (shape.sections.length > 0 || opens))
    ) {
      shape.rank = top + 0.5
      inner++
    } else if (mark.value === 1 && outer.value > 0 && i - outer.at <= (nested ? 2 : 1)) {
      shape.rank = top + 0.5
      inner = 2
      nested = true
    } else {
      outer = { at: i, value: mark.value }
      inner = 0
    }
  }
}

/** Does the series above go on with its next number behind line `from`, before it begins again? */
function goesOn(shapes: Shape[], from: number, above: { style: NumberStyle; value: number }): boolean {
  for (let i = from + 1; i < Math.min(shapes.length, from + 60); i++) {
    const mark = shapes[i]?.mark
    if (mark?.style === above.style) return mark.value === above.value + 1
  }
  return false
}

/** Line → why it is a heading. */
function headingLines(shapes: Shape[], top: number): Map<number, string> {
  const reasons = new Map<number, string>()
  for (const run of runsOf(shapes)) {
    const heads = run.filter((i) => isHead(shapes, i))
    // where the text breaks off behind its last heading, that one has no text of its own yet
    const cut = run.at(-1) === shapes.length - 1 && run.length > 1
    const majority = heads.length * 2 > run.length - (cut ? 1 : 0)
    for (const i of run) {
      const shape = shapes[i] as Shape
      if (shape.form === 'cue') reasons.set(i, '无编号短行，含章节提示词')
      else if (shape.form === 'topical') reasons.set(i, '无编号短行，下接正文')
      else if (shape.form === 'long') continue
      else if (shape.rank <= top && shape.sections.length > 0) reasons.set(i, '一级编号，含章节提示词')
      else if (majority && (isHead(shapes, i) || shape.closed !== true)) {
        reasons.set(i, `同级编号 ${run.length} 条中 ${heads.length} 条各有下文，是标题`)
      }
    }
  }
  return reasons
}

/** A numbered line with text of its own: glued behind it, or in lower lines before its next sibling. */
function isHead(shapes: Shape[], i: number): boolean {
  const shape = shapes[i] as Shape
  if (shape.form === 'glued' || shape.form === 'cue' || shape.form === 'topical') return true
  const next = shapes[i + 1]
  return shape.form === 'full' && next !== undefined && next.rank > shape.rank
}

/** Lines of one rank under the same heading, in order. */
function runsOf(shapes: Shape[]): number[][] {
  const runs: number[][] = []
  const open: { rank: number; run: number[] }[] = []
  for (const [i, shape] of shapes.entries()) {
    if (shape.rank === Number.POSITIVE_INFINITY) continue
    while (open.length > 0 && (open.at(-1)?.rank ?? 0) > shape.rank) open.pop()
    const last = open.at(-1)
    if (last?.rank === shape.rank) {
      last.run.push(i)
    } else {
      const run = [i]
      runs.push(run)
      open.push({ rank: shape.rank, run })
    }
  }
  return runs
}
