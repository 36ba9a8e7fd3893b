import { api } from '../api.ts'
import type { LedgerResponse, LedgerSummaryResponse } from '../api-types.ts'
import { createResource } from './resource.ts'

/** What the explorer's pages show, each keyed by its query string, id or code. */
export const practices = createResource(api.practices)
export const practice = createResource(api.practice)
export const named = createResource(api.named)
export const places = createResource(api.places)
export const township = createResource(api.township)
export const coverage = createResource(api.coverage)
export const ledgerSummary = createResource(api.ledgerSummary)

/** A page of the ledger with what the whole of it holds. */
export type LedgerPage = LedgerResponse & { summary: LedgerSummaryResponse }

/** Both at once, so that the page is drawn once; what a page and an order have nothing to do with is asked without them. */
export const ledger = createResource(async (query, signal): Promise<LedgerPage> => {
  const filters = new URLSearchParams(query)
  for (const name of ['page', 'perPage', 'sort']) filters.delete(name)
  const [page, summary] = await Promise.all([api.ledger(query, signal), api.ledgerSummary(`${filters}`, signal)])
  return { ...page, summary }
})
