import { reportAddress } from '../address.ts'
import type { TownshipResponse } from '../api-types.ts'
import { words } from '../messages/explore/index.ts'
import { messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import { settings } from '../stores/settings.ts'
import styles from './explore.module.css'
import { ScrollBox } from './ScrollBox.tsx'
import { CsvButton } from './Table.tsx'

type Row = TownshipResponse['indicators'][number]

/** Numbers × years of one township, like with like; rows of several years first, with a small chart. */
export function TownshipNumbers({ page, years }: { page: TownshipResponse; years: readonly number[] }) {
  const m = words.value.township
  const rows = [...page.indicators].sort((a, b) => spanOf(b) - spanOf(a) || b.values.length - a.values.length)
  return (
    <>
      <p class={styles.small}>{m.numbersNote}</p>
      <div class={styles.bar}>
        <span class={styles.end}>
          <CsvButton name={`${page.code}-numbers`} rows={() => csvRows(rows, years)} />
        </span>
      </div>
      <ScrollBox label={m.numbers} tall>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.kind}</th>
              {years.map((year) => (
                <th key={year} scope="col" class={styles.number}>
                  {year}
                </th>
              ))}
              <th scope="col">{m.unit}</th>
              <th scope="col">{m.scope}</th>
              <th scope="col">{m.trend}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.indicator}${row.unit}${row.scope}`}>
                <th scope="row">{nameOf(row)}</th>
                {years.map((year) => (
                  <td key={year} class={styles.number}>
                    <Values row={row} year={year} />
                  </td>
                ))}
                <td lang="zh-CN">{row.unit}</td>
                <td>{messages.value.scope[row.scope]}</td>
                <td>
                  <Trend row={row} years={years} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

function Values({ row, year }: { row: Row; year: number }) {
  return (
    <>
      {row.values
        .filter((one) => one.year === year)
        .map((one, i) => (
          <span key={`${one.passage}${one.value}`}>
            {i > 0 && '、'}
            <a href={reportAddress(one.passage.split('.')[0] ?? '', undefined, one.passage)}>{num(one.value)}</a>
          </span>
        ))}
    </>
  )
}

/** Bars for the years, where each has one number; the table beside says the same. */
function Trend({ row, years }: { row: Row; years: readonly number[] }) {
  const values = years.map((year) => row.values.filter((one) => one.year === year).map((one) => one.value))
  const single = values.every((list) => list.length <= 1)
  const most = Math.max(...values.flat())
  if (!single || spanOf(row) < 2 || most <= 0) return null
  return (
    <span class={styles.spark} aria-hidden="true">
      {values.map(([value], i) => (
        <span key={years[i]} style={{ height: `${value === undefined ? 0 : Math.max(6, (100 * value) / most)}%` }} />
      ))}
    </span>
  )
}

const spanOf = (row: Row): number => new Set(row.values.map((one) => one.year)).size

const nameOf = (row: Row): string => (settings.language.value === 'en' ? row.english : row.name)

const csvRows = (rows: readonly Row[], years: readonly number[]) => {
  const m = words.value.township
  const of = (row: Row, year: number): string =>
    row.values
      .filter((one) => one.year === year)
      .map((one) => one.value)
      .join('、')
  return [
    [m.kind, m.unit, m.scope, ...years],
    ...rows.map((row) => [
      nameOf(row),
      row.unit,
      messages.value.scope[row.scope],
      ...years.map((year) => of(row, year)),
    ]),
  ]
}
