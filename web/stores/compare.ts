import { ApiError, api } from '../api.ts'
import type { CompareColumn } from '../compare/rows.ts'
import { createResource } from './resource.ts'
import { dataVersion } from './version.ts'

/** Reports that stand side by side at once. */
export const MOST = 6

/** Ids as the address holds them: each once, no more than fit. */
export const readIds = (value: string | null): string[] =>
  [...new Set((value ?? '').split(',').filter(Boolean))].slice(0, MOST)

/** Whole reports by their ids, joined with commas; one that the corpus does not have stays as a column without a report. */
export const compared = createResource(async (key: string, signal) => {
  const columns = await Promise.all(readIds(key).map((id) => columnOf(id, signal)))
  const version = columns.find(({ full }) => full)?.full?.dataVersion ?? dataVersion.peek() ?? ''
  return { dataVersion: version, columns }
})

/** Reports to choose from. */
export const choices = createResource(api.reports)

const columnOf = async (id: string, signal: AbortSignal): Promise<CompareColumn> => {
  try {
    return { id, full: await api.report(id, signal) }
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return { id }
    throw error
  }
}
