import { useEffect, useState } from 'preact/hooks'
import { onlyFilter, reportAddress, type SearchState, writeAddress } from '../address.ts'
import type { Group } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { groups, loadGroups } from '../stores/search.ts'
import styles from './groups.module.css'
import { Failure, Skeleton } from './States.tsx'
import { YearChart } from './YearChart.tsx'

const STEP = 60

/** The result by township, report or year; every number leads to its passages. */
export function Groups({ state, by }: { state: SearchState; by: 'township' | 'report' | 'year' }) {
  const m = messages.value.groups
  const [limit, setLimit] = useState(STEP)
  const loaded = groups.state.value
  useEffect(() => {
    setLimit(STEP)
    loadGroups(state, by)
  }, [state, by])
  const fits = loaded.status !== 'ready' || loaded.key.startsWith(`by=${by}&`)
  const reply = fits ? shown(loaded) : undefined
  return (
    <section aria-busy={loaded.status === 'loading'}>
      {loaded.status === 'error' && <Failure error={loaded.error} retrying={loaded.retrying} retry={groups.retry} />}
      {!reply && loaded.status !== 'error' && <Skeleton />}
      {reply && by === 'year' && <YearChart state={state} groups={reply.groups} />}
      {reply && by !== 'year' && (
        <>
          <ul class={styles.list}>
            {reply.groups.slice(0, limit).map((group) => (
              <Card key={group.key} group={group} state={state} by={by} />
            ))}
          </ul>
          {reply.groups.length > limit && (
            <button type="button" class={styles.more} onClick={() => setLimit(limit + STEP)}>
              {m.more(Math.min(STEP, reply.groups.length - limit))}
            </button>
          )}
        </>
      )}
    </section>
  )
}

function Card({ group, state, by }: { group: Group; state: SearchState; by: 'township' | 'report' }) {
  const m = messages.value
  const narrowed: SearchState = {
    ...onlyFilter(state, by === 'township' ? 'place' : 'report', group.key),
    view: 'list',
  }
  return (
    <li class={styles.card}>
      <h3 lang="zh-CN">
        {by === 'report' ? <a href={reportAddress(group.key, state)}>{group.label}</a> : group.label}
      </h3>
      <p class={styles.numbers}>
        <a href={writeAddress(narrowed)}>{m.units.passages(group.passages)}</a>
        {by === 'township' && (
          <>
            {' · '}
            <a href={writeAddress({ ...narrowed, view: 'report' })}>{m.units.reports(group.reports)}</a>
            {group.of && <span class={styles.quiet}> / {m.units.reports(group.of.reports)}</span>}
          </>
        )}
      </p>
      {by === 'township' && (
        <ul class={styles.years}>
          {group.years.map(({ year, passages }) => (
            <li key={year}>
              <a
                href={writeAddress(onlyFilter(narrowed, 'year', String(year)))}
                title={m.groups.inYear(year, passages)}
              >
                {year} <b>{passages}</b>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
