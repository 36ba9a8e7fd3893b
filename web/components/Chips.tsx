import {
  change,
  clearFilters,
  countFilters,
  FILTER_FIELDS,
  type FilterField,
  type SearchState,
  toggleFilter,
  writeAddress,
} from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from './results.module.css'

/** Each filter in use with a way to take it off. */
export function Chips({ state, reply }: { state: SearchState; reply?: SearchResponse }) {
  const m = messages.value.chips
  if (countFilters(state) === 0) return null
  return (
    <nav class={styles.chips} aria-label={m.label}>
      <ul>
        {FILTER_FIELDS.flatMap((field) =>
          state.filters[field].map((value) => (
            <li key={`${field}:${value}`}>
              <Chip label={chipLabel(field, value, reply)} href={writeAddress(toggleFilter(state, field, value))} />
            </li>
          )),
        )}
        {(state.yearFrom || state.yearTo) && (
          <li>
            <Chip
              label={m.years(state.yearFrom ?? '', state.yearTo ?? '')}
              href={writeAddress(change(state, { yearFrom: undefined, yearTo: undefined }))}
            />
          </li>
        )}
      </ul>
      <a class={`${styles.action} no-print`} href={writeAddress(clearFilters(state))}>
        {m.clear}
      </a>
    </nav>
  )
}

function Chip({ label, href }: { label: string; href: string }) {
  return (
    <a class={styles.chip} href={href} aria-label={messages.value.chips.remove(label)}>
      {label} <span aria-hidden="true">×</span>
    </a>
  )
}

const chipLabel = (field: FilterField, value: string, reply?: SearchResponse): string => {
  const served =
    field === 'report'
      ? reply?.hits.find((h) => h.report.id === value)?.report.title
      : reply?.facets[field]?.find((v) => v.value === value)?.label
  return `${messages.value.facets.fields[field]}：${labelOf(field, value, served)}`
}
