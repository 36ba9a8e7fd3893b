import { useRef, useState } from 'preact/hooks'
import type { SearchState } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { type FacetValue, orderFacet } from '../facets.ts'
import { labelOf, messages } from '../messages/index.ts'
import { FacetLink } from './FacetLink.tsx'
import styles from './facets.module.css'
import { PlaceTree } from './PlaceTree.tsx'

export type FacetName = keyof SearchResponse['facets']
const ORDER: FacetName[] = ['section', 'theme', 'practice', 'stance', 'year', 'place', 'level', 'named']
const SHOWN = 8

/** The rail: one group a field, exact counts, values that keep their place. */
export function Facets({ state, facets }: { state: SearchState; facets: SearchResponse['facets'] }) {
  const m = messages.value.facets
  const groups = ORDER.filter((f) => (facets[f]?.length ?? 0) > 0 || state.filters[f].length > 0)
  if (groups.length === 0) return <p class={styles.note}>{m.none}</p>
  return (
    <>
      <p class={styles.head} aria-hidden="true">
        <span>{m.passages}</span>
        <span class={styles.small}>{m.reports}</span>
      </p>
      {groups.map((field) => (
        <details key={field} class={styles.group} open>
          <summary>
            <h3>{m.fields[field]}</h3>
          </summary>
          {field === 'place' ? (
            <PlaceTree state={state} values={facets.place ?? []} />
          ) : field === 'year' ? (
            <YearBars state={state} values={facets.year ?? []} />
          ) : (
            <FacetList state={state} field={field} values={facets[field] ?? []} />
          )}
        </details>
      ))}
    </>
  )
}

function FacetList(props: { state: SearchState; field: FacetName; values: readonly FacetValue[] }) {
  const { state, field, values } = props
  const m = messages.value.facets
  const [all, setAll] = useState(false)
  const selected = state.filters[field]
  const ordered = useStableOrder(state, field, values)
  const visible = ordered.filter((v, i) => all || i < SHOWN || selected.includes(v.value))
  return (
    <>
      <ul>
        {visible.map((v) => (
          <li key={v.value}>
            <FacetLink state={state} field={field} value={v} />
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && (
        <button type="button" class={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? m.less : m.more(ordered.length - visible.length)}
        </button>
      )}
    </>
  )
}

/** Years as thin bars: how many of that year's reports mention it. */
function YearBars({ state, values }: { state: SearchState; values: readonly FacetValue[] }) {
  const m = messages.value.facets
  const ordered = useStableOrder(state, 'year', values)
  const most = Math.max(1, ...ordered.map((v) => v.of?.reports ?? v.reports))
  return (
    <>
      <ul>
        {ordered.map((v) => (
          <li key={v.value}>
            <FacetLink state={state} field="year" value={v}>
              <span class={styles.track} style={{ width: `${(100 * (v.of?.reports ?? v.reports)) / most}%` }}>
                <span
                  class={styles.fill}
                  style={{ width: `${(100 * v.reports) / Math.max(1, v.of?.reports ?? v.reports)}%` }}
                />
              </span>
            </FacetLink>
          </li>
        ))}
      </ul>
      <p class={styles.note}>{m.yearNote}</p>
    </>
  )
}

/** Keeps the order of the first answer to a question while its filters change. */
const useStableOrder = (state: SearchState, field: FacetName, values: readonly FacetValue[]): FacetValue[] => {
  const memory = useRef<{ question: string; order: string[] }>({ question: '', order: [] })
  const question = `${state.mode} ${state.aliases} ${state.q}`
  if (memory.current.question !== question) memory.current = { question, order: [] }
  const ordered = orderFacet(field, values, state.filters[field], memory.current.order, (v) => labelOf(field, v))
  const seen = new Set(memory.current.order)
  memory.current.order.push(...ordered.map((v) => v.value).filter((v) => !seen.has(v)))
  return ordered
}
