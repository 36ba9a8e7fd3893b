import type { Match } from '../../server/engine/port.ts'
import type { Filters, FullReport, Passage } from '../../server/schema.ts'
import { needle } from '../../server/text/occurrences.ts'
import { sentences } from '../../server/text/sentences.ts'

/** Whether a passage is what a match asks for, found by reading it: what every engine is compared with. */
export function meets(match: Match, passage: Passage): boolean {
  switch (match.op) {
    case 'all':
      return true
    case 'literal':
      return needle(match.text, { raw: match.raw }).in(passage.text)
    case 'and':
      return match.of.every((part) => meets(part, passage))
    case 'or':
      return match.of.some((part) => meets(part, passage))
    case 'not':
      return !meets(match.of, passage)
    case 'practice':
      return passage.practices.some((mention) => mention.id === match.id)
    case 'same-sentence':
      return sentences(passage.text).some(([start, end]) =>
        match.of.every((part) => meets(part, { ...passage, text: passage.text.slice(start, end) })),
      )
    case 'filter':
      return passes(match.filters, passage, reportsById.get(passage.reportId) as FullReport)
  }
}

const reportsById = new Map<string, FullReport>()

/** Codes of the place and of all it lies in. */
export function placesOf({ report }: FullReport): string[] {
  const { code } = report.township
  return code
    ? [code.slice(0, 2), code.slice(0, 4), code.slice(0, 6), code]
    : [report.id.slice(0, report.id.lastIndexOf('-'))]
}

export function passes(filters: Filters, passage: Passage, full: FullReport): boolean {
  const { report } = full
  reportsById.set(report.id, full)
  const year = report.year ?? 0
  const mention = passage.practices.some(
    (one) =>
      (!filters.practice || filters.practice.includes(one.id)) &&
      (!filters.stance || filters.stance.includes(one.stance)),
  )
  return (
    (!filters.year || filters.year.includes(year)) &&
    year >= (filters.yearFrom ?? 0) &&
    year <= (filters.yearTo ?? 9999) &&
    (!filters.section || filters.section.includes(passage.section)) &&
    (!filters.theme || passage.themes.some((theme) => filters.theme?.includes(theme))) &&
    ((!filters.practice && !filters.stance) || mention) &&
    (!filters.level || filters.level.includes(report.township.level)) &&
    (!filters.place || placesOf(full).some((place) => filters.place?.includes(place))) &&
    (!filters.report || filters.report.includes(report.id))
  )
}

/** Filters but for those of one facet field. */
export function without(filters: Filters, field: string): Filters {
  const drop = field === 'year' ? ['year', 'yearFrom', 'yearTo'] : [field]
  return Object.fromEntries(Object.entries(filters).filter(([key]) => !drop.includes(key)))
}

type Item = { passage: Passage; full: FullReport }

/** Passages, reports and townships of each value. */
export function tally(
  items: Item[],
  valuesOf: (passage: Passage, full: FullReport) => string[],
): Record<string, unknown> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    for (const value of new Set(valuesOf(item.passage, item.full)))
      groups.set(value, [...(groups.get(value) ?? []), item])
  }
  return Object.fromEntries(
    [...groups].map(([value, group]) => {
      const reports = new Set(group.map((item) => item.full.report.id))
      const townships = new Set([...reports].map((id) => id.slice(0, id.lastIndexOf('-'))))
      return [value, { passages: group.length, reports: reports.size, townships: townships.size }]
    }),
  )
}
