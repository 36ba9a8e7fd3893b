import { useState } from 'preact/hooks'
import type { PracticeResponse } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import styles from '../explore.module.css'
import { useQuery } from '../query.ts'

type Place = PracticeResponse['places'][number]

/** Province → city → county with counts beside what there is; a place can be looked at alone. */
export function Places({ page }: { page: PracticeResponse }) {
  const codes = new Set(page.places.map((place) => place.value))
  const roots = page.places.filter((place) => !place.parent || !codes.has(place.parent))
  return <Level places={page.places} nodes={roots} page={page} depth={0} />
}

function Level(props: { places: Place[]; nodes: Place[]; page: PracticeResponse; depth: number }) {
  const { places, nodes, page, depth } = props
  const few = page.places.length <= 30
  const [touched, setTouched] = useState<Record<string, boolean>>({})
  const { to } = useQuery()
  const m = messages.value
  return (
    <ul class={styles.tree}>
      {nodes.map((place) => {
        const inside = places.filter((one) => one.parent === place.value)
        const open = touched[place.value] ?? (few || depth === 0)
        return (
          <li key={place.value}>
            <div class={styles.branch}>
              {inside.length > 0 ? (
                <button
                  type="button"
                  class={styles.twist}
                  aria-expanded={open}
                  aria-label={m.facets.openPlace(place.label)}
                  onClick={() => setTouched({ ...touched, [place.value]: !open })}
                >
                  {open ? '▾' : '▸'}
                </button>
              ) : (
                <span />
              )}
              <a href={to({ place: place.value })} lang="zh-CN" title={words.value.practice.limited(place.label)}>
                {place.label}
              </a>
              {place.townships > 0 ? (
                <a href={passagesAddress({ practice: page.practice.id, place: place.value }, 'township')}>
                  {m.units.townships(place.townships)}
                </a>
              ) : (
                <span class={styles.quiet}>{words.value.cell.unseen}</span>
              )}
              {place.of && <span class={styles.quiet}>/ {num(place.of.townships)}</span>}
              {place.passages > 0 && (
                <a class={styles.small} href={passagesAddress({ practice: page.practice.id, place: place.value })}>
                  {m.units.passages(place.passages)}
                </a>
              )}
            </div>
            {inside.length > 0 && open && <Level places={places} nodes={inside} page={page} depth={depth + 1} />}
          </li>
        )
      })}
    </ul>
  )
}
