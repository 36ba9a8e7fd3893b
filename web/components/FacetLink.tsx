import { type FilterField, type SearchState, toggleFilter, writeAddress } from '../address.ts'
import type { FacetValue } from '../facets.ts'
import { labelOf, messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import styles from './facets.module.css'

/** One value: its name, its passages, and in the title reports and townships; following it turns it on or off. */
export function FacetLink(props: {
  state: SearchState
  field: FilterField
  value: FacetValue
  children?: preact.ComponentChildren
}) {
  const { state, field, value, children } = props
  const m = messages.value
  const selected = state.filters[field].includes(value.value)
  const detail = [
    m.units.all(value.passages, value.reports, value.townships),
    value.of && m.facets.of(value.reports, value.of.reports),
  ]
  return (
    <a
      class={`${styles.value} ${value.passages === 0 ? styles.zero : ''}`}
      // A year or place that was not recognised is counted, but there is no filter for it.
      href={value.value === '' ? undefined : writeAddress(toggleFilter(state, field, value.value))}
      aria-current={selected ? 'true' : undefined}
      title={detail.filter(Boolean).join('\n')}
    >
      <span class={styles.label} lang={field === 'stance' ? undefined : 'zh-CN'}>
        {selected && <span class="hidden-text">{m.facets.selected} </span>}
        {field === 'year' ? value.value || value.label : labelOf(field, value.value, value.label)}
      </span>
      <span class={styles.bars}>{children}</span>
      <span class={styles.count}>{num(value.passages)}</span>
      <span class={styles.small}>
        {value.of ? `${num(value.reports)}/${num(value.of.reports)}` : num(value.reports)}
      </span>
    </a>
  )
}
