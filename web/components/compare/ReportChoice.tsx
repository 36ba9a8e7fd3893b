import { useEffect, useState } from 'preact/hooks'
import type { ReportRef } from '../../api-types.ts'
import { study } from '../../messages/study/index.ts'
import { announce } from '../../stores/announce.ts'
import { choices, compared, MOST } from '../../stores/compare.ts'
import { shown } from '../../stores/resource.ts'
import explore from '../explore.module.css'
import { useQuery } from '../query.ts'
import styles from './compare.module.css'

/** Finds reports by name and puts them beside the others; offers other years of the same townships. */
export function ReportChoice({ ids }: { ids: readonly string[] }) {
  const m = study.value.compare
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState('')
  const list = shown(choices.state.value)
  const full = ids.length >= MOST
  useEffect(() => {
    if (asked !== '') choices.load(`q=${encodeURIComponent(asked)}&perPage=12`)
  }, [asked])
  const total = asked === '' ? undefined : list?.total
  useEffect(() => {
    if (total !== undefined) announce(total === 0 ? m.none : m.found(total))
  }, [total, list])
  return (
    <details class={`${styles.choice} no-print`} open={ids.length < 2}>
      <summary>{m.choose}</summary>
      <form
        class={explore.bar}
        aria-label={m.choose}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(typed.trim())
        }}
      >
        <label>
          {m.find}
          <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </label>
        <button type="submit" class={explore.button}>
          {study.value.compare.search}
        </button>
      </form>
      <p class={explore.small}>{full ? m.full : m.limit(MOST)}</p>
      {asked !== '' && list && (
        <>
          <p class={explore.small}>{list.total === 0 ? m.none : m.found(list.total)}</p>
          <Offers reports={list.reports.filter((report) => !ids.includes(report.id))} ids={ids} full={full} />
        </>
      )}
      <Years ids={ids} full={full} />
    </details>
  )
}

function Years({ ids, full }: { ids: readonly string[]; full: boolean }) {
  const columns = shown(compared.state.value)?.columns ?? []
  const others = columns.flatMap((column) => (ids.includes(column.id) ? (column.full?.siblings ?? []) : []))
  const fresh = [...new Map(others.map((report) => [report.id, report])).values()].filter(({ id }) => !ids.includes(id))
  if (ids.length === 0 || fresh.length === 0) return null
  return (
    <>
      <p class={explore.small}>{study.value.compare.years}</p>
      <Offers reports={fresh} ids={ids} full={full} />
    </>
  )
}

function Offers({ reports, ids, full }: { reports: readonly ReportRef[]; ids: readonly string[]; full: boolean }) {
  const { to } = useQuery()
  return (
    <ul class={styles.offers}>
      {reports.map(({ id, title, township, year }) => (
        <li key={id} lang="zh-CN">
          <a
            class={explore.tile}
            href={full ? undefined : to({ reports: [...ids, id].join(',') })}
            title={title}
            aria-label={`${study.value.compare.add} ${township.county ?? ''}${township.name} ${year ?? ''}`}
          >
            ＋ {township.name} {year} <span class={explore.quiet}>{township.county}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
