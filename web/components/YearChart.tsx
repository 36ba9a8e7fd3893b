import { useState } from 'preact/hooks'
import { onlyFilter, type SearchState, type View, writeAddress } from '../address.ts'
import type { Group } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import styles from './groups.module.css'

/**
 * Years as upright bars with an axis: reports that mention it before reports there are; the table says the same in
 * numbers. A `title` of its own stands one level lower, under the heading of its part of the page.
 */
export function YearChart({ state, groups, title }: { state: SearchState; groups: readonly Group[]; title?: string }) {
  const m = messages.value.groups
  const [table, setTable] = useState(false)
  const years = [...groups].sort((a, b) => Number(a.key) - Number(b.key))
  const top = niceTop(Math.max(1, ...years.map((g) => g.of?.reports ?? g.reports)))
  return (
    <figure class={styles.chart}>
      <figcaption>
        {title === undefined ? <h2>{m.yearTitle}</h2> : <h3>{title}</h3>}
        <p class={styles.quiet}>{m.yearNote(m.unit)}</p>
        <button type="button" class={`${styles.more} no-print`} onClick={() => setTable(!table)}>
          {table ? m.chart : m.table}
        </button>
      </figcaption>
      {table ? (
        <YearTable state={state} years={years} />
      ) : (
        <div class={styles.plot}>
          <div class={styles.axis} aria-hidden="true">
            <span>{num(top)}</span>
            <span>{num(top / 2)}</span>
            <span>0</span>
          </div>
          <ul class={styles.columns}>
            {years.map((g) => (
              <li key={g.key}>
                <a href={yearAddress(state, g)} title={messages.value.units.passages(g.passages)}>
                  <span class={styles.well}>
                    <span class={styles.of} style={{ height: `${(100 * (g.of?.reports ?? g.reports)) / top}%` }} />
                    <span class={styles.got} style={{ height: `${(100 * g.reports) / top}%` }} />
                  </span>
                  <span class={styles.figure}>
                    {num(g.reports)}
                    {g.of && `/${num(g.of.reports)}`}
                  </span>
                  <span>{g.key || messages.value.groups.noYear}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </figure>
  )
}

function YearTable({ state, years }: { state: SearchState; years: readonly Group[] }) {
  const m = messages.value.groups
  return (
    <table class={styles.table}>
      <thead>
        <tr>
          <th scope="col">{m.yearColumn}</th>
          <th scope="col">{m.passages}</th>
          <th scope="col">{m.reports}</th>
          <th scope="col">{m.covered}</th>
          <th scope="col">{m.share}</th>
        </tr>
      </thead>
      <tbody>
        {years.map((g) => (
          <tr key={g.key}>
            <th scope="row">{g.key || messages.value.groups.noYear}</th>
            <td>
              <a href={yearAddress(state, g)}>{num(g.passages)}</a>
            </td>
            <td>
              <a href={yearAddress(state, g, 'report')}>{num(g.reports)}</a>
            </td>
            <td>{g.of ? num(g.of.reports) : ''}</td>
            <td>{g.of && g.of.reports > 0 ? `${((100 * g.reports) / g.of.reports).toFixed(1)}%` : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Reports without a recognised year are counted, but there is no filter for them. */
const yearAddress = (state: SearchState, group: Group, view: View = 'list'): string | undefined =>
  group.key === '' ? undefined : writeAddress({ ...onlyFilter(state, 'year', group.key), view })

/** A round and even number above the highest bar, so that the middle of the axis is a whole number. */
const niceTop = (most: number): number => {
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 4, 6, 8, 10].map((step) => step * power).find((top) => top >= most && top % 2 === 0) ?? 2 * power
}
