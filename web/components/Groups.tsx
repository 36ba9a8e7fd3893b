import { useEffect } from 'preact/hooks'
import { GROUPS_PER_PAGE, onlyFilter, reportAddress, type SearchState, writeAddress } from '../address.ts'
import type { Group } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { groups, loadGroups } from '../stores/search.ts'
import styles from './groups.module.css'
import { Pager } from './Pager.tsx'
import { Failure, Skeleton } from './States.tsx'
import { YearChart } from './YearChart.tsx'

/** The result by township, report or year; every number leads to its passages. */
export function Groups({ state, by }: { state: SearchState; by: 'township' | 'report' | 'year' }) {
  const loaded = groups.state.value
  useEffect(() => {
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
            {reply.groups.map((group) => (
              <Card key={group.key} group={group} state={state} by={by} />
            ))}
          </ul>
          <Pager state={state} total={reply.count} perPage={GROUPS_PER_PAGE} />
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
      {group.place && group.place.length > 0 && (
        <p class={styles.place} lang="zh-CN">
          {group.place.join(' ')}
        </p>
      )}
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
          {group.years.map(({ year, report, passages }) => (
            <li key={report}>
              <a
                href={writeAddress(onlyFilter({ ...state, view: 'list' }, 'report', report))}
                title={m.groups.inYear(year, passages)}
                class={passages === 0 ? styles.none : undefined}
              >
                {year ?? '?'} <b>{passages}</b>
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
