import type { EngineQuery, Match } from '../engine/port.ts'
import { type Plan, planQuery } from '../query/plan.ts'
import type { Filters, Mode, Sort } from '../schema.ts'
import type { Site } from '../site.ts'

/** What was asked, whatever the form of the answer. */
export type Question = {
  q: string
  mode: Mode
  filters: Filters
  sort: Sort
  /** whether a practice's other wordings are searched too */
  aliases: boolean
  /** whether near-identical passages go behind the others */
  group: boolean
}

/** The query planned, with the filters set beside it and those written into it brought together. */
export type Planned = { plan: Plan; query: Omit<EngineQuery, 'offset' | 'limit' | 'facets'> }

export function planQuestion(site: Site, question: Question): Planned {
  const { mode, aliases, sort, group } = question
  const plan = planQuery(question.q, { mode, aliases, segmenter: site.segmenter, catalog: site.catalog() })
  const filters: Filters = { ...question.filters }
  const conflicting: Filters = {}
  for (const [key, values] of Object.entries(plan.filters)) {
    Object.assign(key in filters ? conflicting : filters, { [key]: values })
  }
  const narrowed = Object.keys(conflicting).length > 0
  const match: Match = narrowed ? { op: 'and', of: [plan.match, { op: 'filter', filters: conflicting }] } : plan.match
  return { plan, query: { match, filters, ranking: plan.ranking, sort, demoteRepeats: group } }
}
