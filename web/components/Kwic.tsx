import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { change, KWIC_PER_PAGE, KWIC_SORTS, reportAddress, type SearchState, writeAddress } from '../address.ts'
import type { KwicLine } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { kwic, loadKwic } from '../stores/search.ts'
import styles from './kwic.module.css'
import { Pager } from './Pager.tsx'
import { Failure, Skeleton } from './States.tsx'

/** The concordance: one line an occurrence, the match in the middle. */
export function Kwic({ state }: { state: SearchState }) {
  const m = messages.value.kwic
  const loaded = kwic.state.value
  const reply = shown(loaded)
  useEffect(() => {
    if (state.q.trim()) loadKwic(state)
  }, [state])
  if (!state.q.trim()) return <p class={styles.note}>{m.none}</p>
  return (
    <section aria-busy={loaded.status === 'loading'}>
      {loaded.status === 'error' && <Failure error={loaded.error} retrying={loaded.retrying} retry={kwic.retry} />}
      {!reply && loaded.status === 'loading' && <Skeleton />}
      {reply && (
        <div class={loaded.status === 'ready' ? undefined : styles.dimmed}>
          <div class={styles.head}>
            <p>{m.occurrences(reply.occurrences)}</p>
            <Order state={state} />
          </div>
          <table class={styles.table}>
            <caption class="hidden-text">{m.caption}</caption>
            <thead>
              <tr>
                {[m.source, m.left, m.match, m.right, m.expand].map((name) => (
                  <th key={name} scope="col">
                    <span class="hidden-text">{name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {reply.lines.map((line) => (
                <Line key={`${line.passage}:${line.start}`} line={line} state={state} />
              ))}
            </tbody>
          </table>
          <Pager state={state} total={reply.occurrences} perPage={KWIC_PER_PAGE} />
        </div>
      )}
    </section>
  )
}

function Order({ state }: { state: SearchState }) {
  const m = messages.value.kwic
  const { route } = useLocation()
  return (
    <p class="no-print">
      <label>
        {m.sort}{' '}
        <select
          value={state.kwicSort}
          onChange={(event) => {
            const kwicSort = KWIC_SORTS.find((s) => s === event.currentTarget.value) ?? 'right'
            route(writeAddress(change(state, { kwicSort })))
          }}
        >
          {KWIC_SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {m.sorts[sort]}
            </option>
          ))}
        </select>
      </label>{' '}
      {state.kwicSort === 'random' && <a href={writeAddress(change(state, { seed: state.seed + 1 }))}>{m.again}</a>}
    </p>
  )
}

function Line({ line, state }: { line: KwicLine; state: SearchState }) {
  const [open, setOpen] = useState(false)
  const { township, year } = line.report
  return (
    <tr class={open ? styles.open : undefined} lang="zh-CN">
      <th scope="row" class={styles.source}>
        <a href={reportAddress(line.report.id, state, line.passage)}>
          {township.name} {year}
        </a>
      </th>
      <td class={styles.left}>
        <span>{line.left}</span>
      </td>
      <td class={styles.match}>
        <mark>{line.match}</mark>
      </td>
      <td class={styles.right}>
        <span>{line.right}</span>
      </td>
      <td class={styles.more}>
        <button
          type="button"
          aria-expanded={open}
          aria-label={messages.value.kwic.expand}
          onClick={() => setOpen(!open)}
        >
          {open ? '▴' : '▾'}
        </button>
      </td>
    </tr>
  )
}
