import { useState } from 'preact/hooks'
import { reportAddress } from '../address.ts'
import type { CoverageResponse } from '../api-types.ts'
import { FailedFiles, ProblemReports } from '../components/CoverageProblems.tsx'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { CsvButton } from '../components/Table.tsx'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { coverage } from '../stores/explore.ts'

/** Rows drawn before more are asked for. */
const STEP = 200

/** What the corpus has, what is missing in between, what failed: the ground of every denominator. */
export function CoveragePage() {
  const m = words.value.coverage
  useTitle(m.title)
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <Loading resource={coverage} of="">
        {(reply) => <Coverage reply={reply} />}
      </Loading>
    </div>
  )
}

function Coverage({ reply }: { reply: CoverageResponse }) {
  const m = words.value
  const { passages, reports, townships } = reply.total
  return (
    <>
      <p class={styles.answer}>
        <a href={passagesAddress({}, 'township')}>{m.coverage.lead(passages, reports, townships)}</a>
        {m.practice.stop}
        {m.coverage.denominators}
      </p>
      <h2>{m.coverage.table}</h2>
      <Table reply={reply} />
      <h2>{m.coverage.failed}</h2>
      <FailedFiles files={reply.failed} />
      <h2>{m.coverage.missing(reply.missing.length)}</h2>
      <p class={styles.small}>{m.coverage.missingNote}</p>
      <Missing reply={reply} />
      {/* last, as it is gathered page by page and comes later */}
      <h2>{m.coverage.problems}</h2>
      <ProblemReports />
    </>
  )
}

function Table({ reply }: { reply: CoverageResponse }) {
  const m = words.value
  const [limit, setLimit] = useState(STEP)
  const unknown = reply.rows.some((row) => row.years[UNKNOWN])
  const columns = [...reply.years.map(String), ...(unknown ? [UNKNOWN] : [])]
  return (
    <>
      <div class={styles.bar}>
        <span class={styles.small}>{m.coverage.legend}</span>
        <span class={styles.end}>
          <CsvButton name="coverage" rows={() => csvRows(reply, columns)} />
        </span>
      </div>
      <ScrollBox label={m.coverage.table} tall>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.practice.township}</th>
              {columns.map((year) => (
                <th key={year} scope="col">
                  {year === UNKNOWN ? m.coverage.unknownYear : year}
                </th>
              ))}
              <th scope="col">{m.practice.county}</th>
            </tr>
          </thead>
          <tbody>
            {reply.rows.slice(0, limit).map((row) => (
              <tr key={row.code}>
                <th scope="row" lang="zh-CN">
                  <a href={`/places/${encodeURIComponent(row.code)}`}>{row.name}</a>
                </th>
                {columns.map((year) => (
                  <td key={year} class={row.years[year] ? undefined : `${styles.absent} ${styles.none}`}>
                    {row.years[year] ? (
                      <a href={reportAddress(row.years[year])} aria-label={`${row.name} ${year} ${m.coverage.have}`}>
                        ●
                      </a>
                    ) : (
                      isGap(row, year) && m.coverage.gap
                    )}
                  </td>
                ))}
                <td class={styles.quiet} lang="zh-CN">
                  {row.place.join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {reply.rows.length > limit && (
        <button type="button" class={styles.button} onClick={() => setLimit(limit + 5 * STEP)}>
          {m.table.more(reply.rows.length - limit)}
        </button>
      )}
    </>
  )
}

/** Under this name the server lists reports whose year was not recognised. */
const UNKNOWN = '未识别'

const isGap = (row: CoverageResponse['rows'][number], year: string): boolean => {
  const years = Object.keys(row.years).map(Number).filter(Number.isFinite)
  return Number(year) > Math.min(...years) && Number(year) < Math.max(...years)
}

/** Townships without a report, folded county by county. */
function Missing({ reply }: { reply: CoverageResponse }) {
  const counties = new Map<string, string[]>()
  for (const { county, name } of reply.missing) {
    const names = counties.get(county) ?? []
    names.push(name)
    counties.set(county, names)
  }
  return (
    <>
      {[...counties].map(([county, names]) => (
        <details key={county}>
          <summary lang="zh-CN">
            {county} {names.length}
          </summary>
          <p class={styles.lead} lang="zh-CN">
            {names.join('、')}
          </p>
        </details>
      ))}
    </>
  )
}

const csvRows = (reply: CoverageResponse, columns: string[]) => {
  const m = words.value
  const cell = (row: CoverageResponse['rows'][number], year: string): string =>
    row.years[year] ? m.coverage.have : isGap(row, year) ? m.coverage.gap : ''
  return [
    ['code', m.practice.township, m.practice.county, ...columns],
    ...reply.rows.map((row) => [row.code, row.name, row.place.join(' '), ...columns.map((year) => cell(row, year))]),
  ]
}
