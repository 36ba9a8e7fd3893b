import { reportAddress } from '../../address.ts'
import type { Distribution, LedgerSummaryResponse } from '../../api-types.ts'
import { withParams } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import { settings } from '../../stores/settings.ts'
import styles from '../explore.module.css'
import { NONE } from './LedgerFilters.tsx'

/** Fewer values than this are better read one by one. */
const ENOUGH = 5

/** How the values of one kind lie, each unit, scope and frequency apart; far values are marked for checking, none is ranked. */
export function Distributions({ summary, filters }: { summary: LedgerSummaryResponse; filters: URLSearchParams }) {
  const m = words.value.indicators
  const shown = summary.distributions.filter((one) => one.n >= ENOUGH)
  return (
    <>
      <p class={styles.small}>
        {m.distributionNote} {summary.partial && m.partial}
      </p>
      {shown.length === 0 && <p class={styles.quiet}>{m.few}</p>}
      <div class={styles.columns}>
        {shown.map((one) => (
          <Chart key={[one.unit, one.scope, one.per].join()} one={one} kinds={summary.kinds} filters={filters} />
        ))}
      </div>
    </>
  )
}

function Chart(props: { one: Distribution; kinds: LedgerSummaryResponse['kinds']; filters: URLSearchParams }) {
  const { one, kinds, filters } = props
  const m = words.value.indicators
  const kind = kinds.find((entry) => entry.indicator === one.indicator)
  const name = (settings.language.value === 'en' ? kind?.english : kind?.name) ?? one.indicator
  const most = Math.max(...one.bins.map((bin) => bin.rows))
  const show = (value: number): string => num(Math.round(value * 100) / 100)
  return (
    <figure class={styles.histogram}>
      <figcaption>
        <h3>
          {name} · <span lang="zh-CN">{one.unit}</span> · {messages.value.scope[one.scope]}
          {one.per && (
            <>
              {' · '}
              <span lang="zh-CN">{one.per}</span>
            </>
          )}
        </h3>
        <p class={styles.small}>
          <a href={rowsAddress(filters, one)}>{m.rows(one.n)}</a>
          {m.spread(show(one.q1), show(one.median), show(one.q3))}
        </p>
      </figcaption>
      <table>
        <thead class="hidden-text">
          <tr>
            <th scope="col">{m.range}</th>
            <th scope="col">{m.rowsColumn}</th>
          </tr>
        </thead>
        <tbody>
          {one.bins.map((bin) => (
            <tr key={bin.from}>
              <th scope="row">
                {one.bins.length === 1
                  ? show(bin.from)
                  : m.bin(show(bin.from), bin.to === undefined ? undefined : show(bin.to))}
              </th>
              <td>
                <span class={styles.meter} style={{ width: `${(80 * bin.rows) / most}%` }} aria-hidden="true" />
                {bin.rows === 0 ? '0' : <a href={rowsAddress(filters, one, bin)}>{num(bin.rows)}</a>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {one.outliers.length > 0 && (
        <>
          <p class={styles.small}>{m.outliers}</p>
          <ul class={styles.inline}>
            {one.outliers.map((far) => (
              <li key={`${far.passage}${far.value}`}>
                <a href={reportAddress(far.report.id, undefined, far.passage)}>{show(far.value)}</a>{' '}
                <span class={styles.quiet} lang="zh-CN">
                  {far.report.township.name} {far.report.year}
                </span>{' '}
                <span class={styles.check}>{m.check}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </figure>
  )
}

/** The rows of the ledger that a distribution, or one bar of it, counts. */
const rowsAddress = (filters: URLSearchParams, one: Distribution, bin?: Distribution['bins'][number]): string =>
  withParams('/indicators', filters, {
    unit: one.unit,
    scope: one.scope,
    per: one.per ?? NONE,
    // with no bar chosen, all rows that have a value
    valueFrom: String(bin?.from ?? one.min),
    valueTo: bin?.to === undefined ? undefined : String(bin.to),
  })
