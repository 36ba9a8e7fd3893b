import type { EngineQuery, FacetCount } from '../engine/port.ts'
import type { Lexicon } from '../lexicon/load.ts'
import type { Coverage, Filters, Stance, Totals } from '../schema.ts'
import { Stance as Stances } from '../schema.ts'
import type { Site } from '../site.ts'

/** Everything under these filters, counted. */
export const browse = (filters: Filters): EngineQuery => ({
  match: { op: 'all' },
  filters,
  ranking: { words: [], practices: [] },
  sort: 'oldest',
  demoteRepeats: false,
  offset: 0,
  limit: 0,
  facets: true,
})

export type PracticeSummary = {
  id: string
  name: string
  kind: string
  theme: string
  local: boolean
  definition?: string
  aliases: string[]
  /** all mentions, and those of each stance */
  total: Totals
  stances: Partial<Record<Stance, Totals>>
}

/** What does not occur. */
export const NONE: Totals = { passages: 0, reports: 0, townships: 0 }

/** Every practice of the lexicon with its counts; those that stand nowhere in the corpus count 0. */
export async function practiceIndex(
  site: Site,
  filters: Filters,
): Promise<{ coverage: Coverage; practices: PracticeSummary[] }> {
  const all = await site.engine.search(browse(filters))
  const byStance = await Promise.all(
    Stances.options.map(async (stance) => {
      const { facets } = await site.engine.search(browse({ ...filters, stance: [stance] }))
      return [stance, countsOf(facets.practice)] as const
    }),
  )
  const total = countsOf(all.facets.practice)
  const practices = site.lexicon.practices.map((entry) => {
    const said = byStance.flatMap(([stance, counts]) => {
      const totals = counts.get(entry.id)
      return totals ? [[stance, totals]] : []
    })
    return summaryOf(entry, total.get(entry.id) ?? NONE, Object.fromEntries(said))
  })
  return { coverage: all.coverage, practices }
}

/** An entry of the lexicon beside its counts. */
export const summaryOf = (
  { id, name, kind, theme, local, definition, variants }: Lexicon['practices'][number],
  total: Totals,
  stances: PracticeSummary['stances'],
): PracticeSummary => ({
  id,
  name,
  kind,
  theme,
  local,
  ...(definition && { definition }),
  aliases: variants,
  total,
  stances,
})

/** Counts by value. */
export const countsOf = (counts: FacetCount[] = []): Map<string, Totals> =>
  new Map(counts.map(({ value, passages, reports, townships }) => [value, { passages, reports, townships }]))
