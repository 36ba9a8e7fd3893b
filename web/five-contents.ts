import type { Passage, Report, Section } from './api-types.ts'

/** The five contents the rule on annual reports asks for, in its order. */
const FIVE_CONTENTS = ['measures', 'problems', 'first-responsibility', 'plan', 'other'] as const

/** `present`: read and there. `absent`: read, not there. `unrecognised`: could not be told. Three different things. */
export type ContentState = 'present' | 'absent' | 'unrecognised'

export interface ContentCheck {
  section: Section
  state: ContentState
  /** first passage of it */
  first?: string
  passages: number
  /** problems only: whether a passage states causes */
  cause?: boolean
}

/**
 * Checks one report. "Absent" is said only of a report whose parts were recognised: with fewer than two of the five
 * found, or a noted problem about headings or sections, what is missing counts as unrecognised.
 */
export const checkFiveContents = (report: Report, passages: readonly Passage[]): ContentCheck[] => {
  const found = FIVE_CONTENTS.map((section) => passages.filter((p) => p.section === section))
  const doubtful = report.problems.some((p) => /section|heading|outline/.test(p.code))
  const recognised = found.filter((list) => list.length > 0).length >= 2 && !doubtful
  return FIVE_CONTENTS.map((section, i) => {
    const list = found[i] ?? []
    const state = list.length > 0 ? 'present' : recognised ? 'absent' : 'unrecognised'
    const cause = section === 'problems' ? list.some((p) => p.role === 'cause') : undefined
    return { section, state, first: list[0]?.id, passages: list.length, cause }
  })
}
