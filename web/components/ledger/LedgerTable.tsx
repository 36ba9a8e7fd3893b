import { reportAddress } from '../../address.ts'
import type { IndicatorRow, LedgerSummaryResponse } from '../../api-types.ts'
import { words } from '../../messages/explore/index.ts'
import { messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import { settings } from '../../stores/settings.ts'
import styles from '../explore.module.css'
import { Marked } from '../Marked.tsx'
import { useQuery } from '../query.ts'
import { ScrollBox } from '../ScrollBox.tsx'
import { SortHead } from '../Table.tsx'

type Kinds = LedgerSummaryResponse['kinds']

/** One row a number: what it counts, how much, of when, where, and the sentence with the number marked. */
export function LedgerTable({ rows, kinds }: { rows: readonly IndicatorRow[]; kinds: Kinds }) {
  const m = words.value.indicators
  const { params, to } = useQuery()
  const sort = params.get('sort') ?? 'newest'
  const by = (column: string, other: string) => ({
    href: to({ sort: sort === column ? other : column, page: undefined }),
    active: sort === column || sort === other ? direction(sort) : undefined,
  })
  if (rows.length === 0) return <p>{words.value.table.none}</p>
  return (
    <ScrollBox label={m.title}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{m.kind}</th>
            <SortHead number label={m.value} {...by('-value', 'value')} />
            <th scope="col">{m.unit}</th>
            <th scope="col">{m.scope}</th>
            <SortHead label={m.township} {...by('place', 'place')} />
            <SortHead label={m.year} {...by('newest', 'oldest')} />
            <th scope="col">{m.sentence}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.passageId}${row.indicator.start}${row.indicator.indicator}`} row={row} kinds={kinds} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Row({ row, kinds }: { row: IndicatorRow; kinds: Kinds }) {
  const { indicator: fact, report, sentence } = row
  const m = words.value.indicators
  const kind = kinds.find((one) => one.indicator === fact.indicator)
  const name = settings.language.value === 'en' ? kind?.english : kind?.name
  const from = fact.start - fact.sentence[0]
  return (
    <tr>
      <th scope="row">
        <span lang="zh-CN">{fact.label}</span>
        {name && fact.indicator !== 'other' && <span class={`${styles.small} ${styles.block}`}>{name}</span>}
      </th>
      <td class={styles.number}>
        {fact.value === undefined ? (
          <span class={styles.quiet}>{m.masked}</span>
        ) : (
          <>
            {num(fact.value)}
            {fact.valueMax !== undefined && `–${num(fact.valueMax)}`}
          </>
        )}
        {fact.implied && <span class={`${styles.small} ${styles.block}`}>{m.implied}</span>}
      </td>
      <td lang="zh-CN">
        {fact.unit}
        {(fact.qualifier || fact.per) && (
          <span class={`${styles.small} ${styles.block}`}>{[fact.qualifier, fact.per].filter(Boolean).join(' ')}</span>
        )}
      </td>
      <td>{messages.value.scope[fact.scope]}</td>
      <td lang="zh-CN">
        {report.township.code ? (
          <a href={`/places/${report.township.code}`}>{report.township.name}</a>
        ) : (
          report.township.name
        )}
      </td>
      <td>{report.year}</td>
      <td class={`${styles.prose} ${styles.sentence}`} lang="zh-CN">
        <Marked text={sentence} ranges={[[from, from + fact.end - fact.start]]} />{' '}
        <a href={reportAddress(report.id, undefined, row.passageId)}>{messages.value.hit.read}</a>
      </td>
    </tr>
  )
}

const direction = (sort: string): 'ascending' | 'descending' =>
  sort === 'newest' || sort === '-value' ? 'descending' : 'ascending'
