import { useState } from 'preact/hooks'
import { reportAddress } from '../address.ts'
import type { TownshipResponse } from '../api-types.ts'
import { words } from '../messages/explore/index.ts'
import { messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import { settings } from '../stores/settings.ts'
import styles from './explore.module.css'
import { ScrollBox } from './ScrollBox.tsx'
import { CsvButton } from './Table.tsx'
import { YearBars } from './YearBars.tsx'

/** Charts drawn at first. */
const FEW = 6

type Row = TownshipResponse['indicators'][number]

/** Numbers × years of one township, like with like; rows of several years first, and those drawn as well. */
export function TownshipNumbers({ page, years }: { page: TownshipResponse; years: readonly number[] }) {
  const m = words.value.township
  const rows = [...page.indicators].sort((a, b) => spanOf(b) - spanOf(a) || b.values.length - a.values.length)
  return (
    <>
      <p class={styles.small}>{m.numbersNote}</p>
      <Charts rows={rows} years={years} />
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
            {i > 0 && messages.value.comma}
            <a href={addressOf(one)}>{num(one.value)}</a>
          </span>
        ))}
    </>
  )
}

/** Numbers of two years and more, each year's beside each other and never added up. */
function Charts({ rows, years }: { rows: readonly Row[]; years: readonly number[] }) {
  const m = words.value.township
  const [all, setAll] = useState(false)
  const drawn = rows.filter((row) => spanOf(row) > 1)
  if (drawn.length === 0) return null
  return (
    <>
      <div class={styles.columns}>
        {drawn.slice(0, all ? undefined : FEW).map((row) => (
          <YearBars
            key={`${row.indicator}${row.unit}${row.scope}`}
            title={nameOf(row)}
            note={m.chartNote(row.unit, messages.value.scope[row.scope] ?? row.scope)}
            columns={years.map((year) => ({
              year,
              bars: row.values
                .filter((one) => one.year === year)
                .map((one) => ({ value: one.value, href: addressOf(one) })),
            }))}
          />
        ))}
      </div>
      {drawn.length > FEW && !all && (
        <button type="button" class={`${styles.button} no-print`} onClick={() => setAll(true)}>
          {m.moreCharts(drawn.length - FEW)}
        </button>
      )}
    </>
  )
}

const addressOf = ({ passage }: Row['values'][number]): string =>
  reportAddress(passage.split('.')[0] ?? '', undefined, passage)

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
