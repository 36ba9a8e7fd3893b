import { apiQuery, GROUPS_PER_PAGE, KWIC_PER_PAGE, PER_PAGE, type SearchState } from '../address.ts'
import { api } from '../api.ts'
import type { SearchResponse } from '../api-types.ts'
import { createResource, type Loaded } from './resource.ts'

export const meta = createResource(api.meta)
export const search = createResource(api.search)
export const kwic = createResource(api.kwic)
export const groups = createResource(api.groups)
/** A check that fails is shown as such and not tried again: the result itself stands. */
export const verify = createResource(api.verify, { retryAfter: [] })

/** Asks for what the state shows. The list's answer also carries the totals and facets of every other view. */
export const loadSearch = (state: SearchState): void => search.load(searchKey(state))

export const loadKwic = (state: SearchState): void => {
  const p = apiQuery(state)
  p.set('sort', state.kwicSort)
  if (state.kwicSort === 'random') p.set('seed', String(state.seed))
  if (state.page > 1) p.set('page', String(state.page))
  p.set('perPage', String(KWIC_PER_PAGE))
  p.set('width', '40')
  kwic.load(p.toString())
}

export const loadGroups = (state: SearchState, by: 'township' | 'report' | 'year'): void => {
  const p = apiQuery(state)
  if (by !== 'year' && state.page > 1) p.set('page', String(state.page))
  p.set('perPage', String(by === 'year' ? 200 : GROUPS_PER_PAGE))
  groups.load(`by=${by}&${p}`)
}

/** Compares with the plain text, once the result is there; a browse without words has nothing to compare. */
export const loadVerify = (state: SearchState, loaded: Loaded<SearchResponse>): void => {
  if (state.q.trim() === '') verify.reset()
  else if (loaded.status === 'ready') verify.load(apiQuery(state).toString())
}

/** Address of a download of the whole result. */
export const exportAddress = (state: SearchState, format: 'csv' | 'jsonl'): string =>
  `/api/export?format=${format}&${apiQuery(state)}`

const searchKey = (state: SearchState): string => {
  const p = apiQuery(state)
  const sort = state.q.trim() === '' && state.sort === 'relevance' ? 'newest' : state.sort
  p.set('sort', sort)
  if (!state.group) p.set('group', '0')
  if (state.view === 'list' && state.page > 1) p.set('page', String(state.page))
  p.set('perPage', String(PER_PAGE))
  return p.toString()
}
