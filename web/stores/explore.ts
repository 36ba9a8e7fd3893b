import { api } from '../api.ts'
import { createResource } from './resource.ts'

/** What the explorer's pages show, each keyed by its query string, id or code. */
export const practices = createResource(api.practices)
export const practice = createResource(api.practice)
export const named = createResource(api.named)
export const places = createResource(api.places)
export const township = createResource(api.township)
export const coverage = createResource(api.coverage)
export const ledger = createResource(api.ledger)
export const ledgerSummary = createResource(api.ledgerSummary)
