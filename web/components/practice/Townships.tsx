import { useState } from 'preact/hooks'
import { reportAddress } from '../../address.ts'
import type { PracticeResponse, TownshipRow } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { labelOf } from '../../messages/index.ts'
import styles from '../explore.module.css'
import { ScrollBox } from '../ScrollBox.tsx'
import { StanceMark } from '../StanceMark.tsx'
import { CsvButton } from '../Table.tsx'
import { Legend } from './Legend.tsx'

/** Rows shown before more are asked for. */
const STEP = 100

/** Which townships say what of the practice in which year, and since when they do it. */
export function Townships({ page }: { page: PracticeResponse }) {
  const m = words.value
  const [limit, setLimit] = useState(STEP)
  const years = page.years.map((row) => row.year)
  const { townships } = page
  return (
    <>
      <div class={styles.bar}>
        <Legend />
        <span class={styles.end}>
          <CsvButton name={`practice-${page.practice.id}`} rows={() => csvRows(page, years)} />
        </span>
      </div>
      <ScrollBox label={m.practice.townships} tall>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.practice.township}</th>
              <th scope="col" aria-sort="ascending">
                {m.practice.sinceColumn} <span aria-hidden="true">↑</span>
              </th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
              <th scope="col">{m.practice.county}</th>
            </tr>
          </thead>
          <tbody>
            {townships.slice(0, limit).map((row) => (
              <tr key={row.code ?? row.years[0]?.report}>
                <th scope="row" lang="zh-CN">
                  {row.code ? <a href={`/places/${row.code}`}>{row.name}</a> : row.name}
                </th>
                <td>{row.since}</td>
                {years.map((year) => (
                  <Cell key={year} row={row} year={Number(year)} practice={page.practice.id} />
                ))}
                <td class={styles.quiet} lang="zh-CN">
                  {row.place.join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {townships.length > limit && (
        <button type="button" class={styles.button} onClick={() => setLimit(limit + 5 * STEP)}>
          {m.table.more(townships.length - limit)}
        </button>
      )}
      <p class={styles.small}>{m.practice.tableNote}</p>
    </>
  )
}

function Cell({ row, year, practice }: { row: TownshipRow; year: number; practice: string }) {
  const m = words.value.cell
  const reports = row.years.filter((one) => one.year === year)
  const saying = reports.find((one) => one.stance) ?? reports[0]
  if (!saying) return <td class={`${styles.absent} ${styles.none}`}>{m.noReport}</td>
  if (!saying.stance) {
    return (
      <td class={styles.absent}>
        <a href={reportAddress(saying.report)}>{m.unseen}</a>
      </td>
    )
  }
  return (
    <td>
      <a href={passagesAddress({ practice, report: saying.report })}>
        <StanceMark stance={saying.stance} />
      </a>
    </td>
  )
}

const csvRows = (page: PracticeResponse, years: readonly string[]) => {
  const m = words.value
  const cell = (row: TownshipRow, year: string): string => {
    const there = row.years.filter((one) => String(one.year) === year)
    const stance = there.find((one) => one.stance)?.stance
    return stance ? labelOf('stance', stance) : there.length > 0 ? m.cell.unseen : m.cell.noReport
  }
  return [
    [m.practice.township, m.practice.county, m.practice.sinceColumn, ...years],
    ...page.townships.map((row) => [row.name, row.place.join(' '), row.since, ...years.map((year) => cell(row, year))]),
  ]
}
