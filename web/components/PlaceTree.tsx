import { useState } from 'preact/hooks'
import type { SearchState } from '../address.ts'
import { type FacetValue, openPlaces, type PlaceNode, placeTree } from '../facets.ts'
import { messages } from '../messages/index.ts'
import { FacetLink } from './FacetLink.tsx'
import styles from './facets.module.css'

/** Province → city → county → township, opened on demand; what is selected is always in sight. */
export function PlaceTree({ state, values }: { state: SearchState; values: readonly FacetValue[] }) {
  const selected = state.filters.place
  const present = new Set(values.map((v) => v.value))
  const lost = selected
    .filter((code) => !present.has(code))
    .map((code) => ({ value: code, label: code, passages: 0, reports: 0, townships: 0 }))
  const roots = placeTree([...values, ...lost])
  const [touched, setTouched] = useState<Record<string, boolean>>({})
  const open = openPlaces(roots, selected)
  const isOpen = (code: string): boolean => touched[code] ?? open.has(code)
  const toggle = (code: string): void => setTouched({ ...touched, [code]: !isOpen(code) })
  return <Level nodes={roots} state={state} isOpen={isOpen} toggle={toggle} />
}

interface LevelProps {
  nodes: readonly PlaceNode[]
  state: SearchState
  isOpen: (code: string) => boolean
  toggle: (code: string) => void
}

function Level({ nodes, state, isOpen, toggle }: LevelProps) {
  return (
    <ul class={styles.tree}>
      {nodes.map(({ value, children }) => (
        <li key={value.value}>
          <span class={styles.branch}>
            {children.length > 0 ? (
              <button
                type="button"
                class={styles.twist}
                aria-expanded={isOpen(value.value)}
                aria-label={messages.value.facets.openPlace(value.label)}
                onClick={() => toggle(value.value)}
              >
                {isOpen(value.value) ? '▾' : '▸'}
              </button>
            ) : (
              <span class={styles.twist} />
            )}
            <FacetLink state={state} field="place" value={value} />
          </span>
          {children.length > 0 && isOpen(value.value) && (
            <Level nodes={children} state={state} isOpen={isOpen} toggle={toggle} />
          )}
        </li>
      ))}
    </ul>
  )
}
