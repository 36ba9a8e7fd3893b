import { reportAddress } from '../address.ts'
import type { TownshipResponse } from '../api-types.ts'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { labelOf } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import styles from './explore.module.css'
import { Legend } from './practice/Legend.tsx'
import { useQuery } from './query.ts'
import { ScrollBox } from './ScrollBox.tsx'
import { StanceMark } from './StanceMark.tsx'
import { CsvButton } from './Table.tsx'
import { YearBars } from './YearBars.tsx'

type Practice = TownshipResponse['practices'][number]
const STATUSES = ['kept', 'new', 'gone'] as const

/** Practices × years of one township: since when, still there, gone. */
export function TownshipPractices({ page, years }: { page: TownshipResponse; years: readonly number[] }) {
  const m = words.value.township
  const { params, to } = useQuery()
  // One year alone cannot say what is new or gone.
  const several = years.length > 1
  const status = STATUSES.find((one) => one === params.get('status'))
  const count = (of: Practice['status']): number => page.practices.filter((one) => one.status === of).length
  const rows = page.practices.filter((one) => !several || !status || one.status === status)
  return (
    <>
      <p>
        {several
          ? m.practicesLead(page.practices.length, count('kept'), count('new'), count('gone'))
          : m.practicesOnce(page.practices.length)}
      </p>
      {several && <PracticeYears page={page} years={years} />}
      {several && (
        <nav class={`${styles.tabs} no-print`} aria-label={m.statusColumn}>
          <a href={to({ status: undefined })} aria-current={status ? undefined : 'true'}>
            {m.all} {num(page.practices.length)}
          </a>
          {STATUSES.map((one) => (
            <a key={one} href={to({ status: one })} aria-current={one === status ? 'true' : undefined}>
              {m.status[one]} {num(count(one))}
            </a>
          ))}
        </nav>
      )}
      <div class={styles.bar}>
        <Legend />
        <span class={styles.end}>
          <CsvButton name={`${page.code}-practices`} rows={() => csvRows(page, years)} />
        </span>
      </div>
      <ScrollBox label={m.practices} tall>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.value.practices.name}</th>
              <th scope="col" aria-sort="ascending">
                {m.first} <span aria-hidden="true">↑</span>
              </th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
              {several && <th scope="col">{m.statusColumn}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((practice) => (
              <tr key={practice.id}>
                <th scope="row" lang="zh-CN">
                  <a href={`/practices/${practice.id}`}>{practice.name}</a>
                </th>
                <td>{practice.first}</td>
                {years.map((year) => (
                  <Cell key={year} page={page} practice={practice} year={year} />
                ))}
                {several && <td>{m.status[practice.status]}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

/** How many of the practices each year mentions. */
function PracticeYears({ page, years }: { page: TownshipResponse; years: readonly number[] }) {
  const m = words.value.township
  const columns = years.map((year) => {
    const value = page.practices.filter((one) => one.years[year]).length
    return { year, bars: [{ value, href: passagesAddress({ place: page.code, year }) }] }
  })
  return (
    <YearBars
      title={m.practicesChart}
      note={m.practicesChartNote(page.practices.length)}
      columns={columns}
      of={page.practices.length}
    />
  )
}

function Cell({ page, practice, year }: { page: TownshipResponse; practice: Practice; year: number }) {
  const stance = practice.years[year]
  if (stance) {
    return (
      <td>
        <a href={passagesAddress({ practice: practice.id, place: page.code, year })}>
          <StanceMark stance={stance} />
        </a>
      </td>
    )
  }
  const report = page.reports.find((one) => one.year === year)
  return <td class={styles.absent}>{report && <a href={reportAddress(report.id)}>{words.value.cell.unseen}</a>}</td>
}

const csvRows = (page: TownshipResponse, years: readonly number[]) => {
  const m = words.value
  const stance = (practice: Practice, year: number): string => {
    const one = practice.years[year]
    return one ? labelOf('stance', one) : m.cell.unseen
  }
  return [
    [m.practices.name, m.township.first, ...years, m.township.statusColumn],
    ...page.practices.map((one) => [
      one.name,
      one.first,
      ...years.map((year) => stance(one, year)),
      m.township.status[one.status],
    ]),
  ]
}
