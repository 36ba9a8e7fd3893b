import { useLocation } from 'preact-iso'
import { change, type SearchState, SORTS, VIEWS, writeAddress } from '../address.ts'
import { messages } from '../messages/index.ts'
import { exportAddress } from '../stores/search.ts'
import styles from './results.module.css'

/** Views, order and downloads of one result. */
export function ResultBar({ state, children }: { state: SearchState; children?: preact.ComponentChildren }) {
  const m = messages.value
  const { route } = useLocation()
  return (
    <div class={styles.bar}>
      <nav aria-label={m.views.label}>
        <ul class={styles.views}>
          {VIEWS.map((view) => (
            <li key={view}>
              <a href={writeAddress(change(state, { view }))} aria-current={view === state.view ? 'page' : undefined}>
                {m.views[view]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class={styles.tools}>
        {children}
        {state.view === 'list' && state.q.trim() !== '' && state.sort === 'relevance' && (
          <label>
            <input
              type="checkbox"
              checked={state.group}
              onChange={(event) => route(writeAddress(change(state, { group: event.currentTarget.checked })))}
            />{' '}
            {m.grouping}
          </label>
        )}
        {state.view === 'list' && (
          <label>
            {m.sort.label}{' '}
            <select
              value={state.q.trim() === '' && state.sort === 'relevance' ? 'newest' : state.sort}
              onChange={(event) => {
                const sort = SORTS.find((s) => s === event.currentTarget.value) ?? 'relevance'
                route(writeAddress(change(state, { sort })))
              }}
            >
              {SORTS.filter((sort) => sort !== 'relevance' || state.q.trim() !== '').map((sort) => (
                <option key={sort} value={sort}>
                  {m.sort[sort]}
                </option>
              ))}
            </select>
          </label>
        )}
        <details class={styles.menu}>
          <summary>{m.exports.label} ▾</summary>
          <div>
            <a href={exportAddress(state, 'csv')} download>
              {m.exports.csv}
            </a>
            <a href={exportAddress(state, 'jsonl')} download>
              {m.exports.jsonl}
            </a>
            <p>{m.exports.note}</p>
          </div>
        </details>
      </div>
    </div>
  )
}
