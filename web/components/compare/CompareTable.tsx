import { useMemo } from 'preact/hooks'
import { reportAddress } from '../../address.ts'
import {
  type CompareBy,
  type CompareCell,
  type CompareColumn,
  type CompareRow,
  compareRows,
} from '../../compare/rows.ts'
import { labelOf, messages } from '../../messages/index.ts'
import { study } from '../../messages/study/index.ts'
import type { Cell } from '../../table-file.ts'
import explore from '../explore.module.css'
import { useQuery } from '../query.ts'
import { ScrollBox } from '../ScrollBox.tsx'
import { StanceMark } from '../StanceMark.tsx'
import { Skeleton } from '../States.tsx'
import { CsvButton } from '../Table.tsx'
import styles from './compare.module.css'
import type { IndicatorKinds } from './kinds.ts'
import { useKinds } from './kinds.ts'

interface Props {
  by: CompareBy
  columns: readonly CompareColumn[]
}

/** The comparison: a row for each thing, a column for each report, the words of the source in the cells. */
export function CompareTable({ by, columns }: Props) {
  const m = study.value.compare
  const { params, go } = useQuery()
  const kinds = useKinds(by === 'indicators')
  const all = useMemo(() => compareRows(by, columns), [by, columns])
  if (!kinds) return <Skeleton blocks={5} />
  const shared = params.get('shared') === '1'
  const rows = shared ? all.filter((row) => row.cells.filter(({ state }) => state === 'present').length > 1) : all
  const table = (): Cell[][] => [
    [m.row[by], ...columns.map(nameOf)],
    ...rows.map((row) => [rowName(by, row, kinds), ...row.cells.map(cellText)]),
  ]
  return (
    <>
      <div class={`${explore.bar} no-print`}>
        <span class={explore.quiet}>{m.rows(rows.length)}</span>
        {by !== 'five' && columns.length > 1 && (
          <label>
            <input
              type="checkbox"
              checked={shared}
              onChange={(event) => go({ shared: event.currentTarget.checked ? '1' : undefined }, true)}
            />
            {m.onlyShared}
          </label>
        )}
        <span class={explore.end} />
        <CsvButton name="compare" rows={table} />
        <button type="button" class={explore.button} onClick={() => print()}>
          {m.print}
        </button>
      </div>
      {rows.length === 0 ? (
        <p class={explore.lead}>{m.noRows}</p>
      ) : (
        <ScrollBox label={m.title} tall>
          <table class={`${explore.table} ${styles.table}`}>
            <thead>
              <tr>
                <th scope="col">{m.row[by]}</th>
                {columns.map((column) => (
                  <Head key={column.id} column={column} ids={columns.map(({ id }) => id)} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row" lang={by === 'practices' ? 'zh-CN' : undefined}>
                    {by === 'practices' ? (
                      <a href={`/practices/${encodeURIComponent(row.key)}`}>{row.name}</a>
                    ) : (
                      rowName(by, row, kinds)
                    )}
                  </th>
                  {row.cells.map((cell, i) => (
                    <CellOf key={columns[i]?.id} cell={cell} report={columns[i]?.id ?? ''} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <p class={explore.small}>{m.note}</p>
    </>
  )
}

function Head({ column, ids }: { column: CompareColumn; ids: readonly string[] }) {
  const m = study.value.compare
  const { to } = useQuery()
  const name = nameOf(column)
  const rest = ids.filter((id) => id !== column.id).join(',')
  return (
    <th scope="col">
      <span lang="zh-CN">{column.full ? <a href={reportAddress(column.id)}>{name}</a> : name}</span>
      <span class={styles.county} lang="zh-CN">
        {column.full?.report.township.county}
      </span>
      <a class={`${styles.remove} no-print`} href={to({ reports: rest })} aria-label={m.remove(name)}>
        ×
      </a>
    </th>
  )
}

function CellOf({ cell, report }: { cell: CompareCell; report: string }) {
  const m = study.value.compare
  if (cell.state !== 'present') return <td class={explore.absent}>{m.states[cell.state]}</td>
  return (
    <td>
      <ul class={styles.excerpts}>
        {cell.excerpts.map(({ passage, text, stance, scope }, i) => (
          <li key={`${passage}:${i}`}>
            {stance && <StanceMark stance={stance} />}{' '}
            <a href={`${reportAddress(report)}#p=${encodeURIComponent(passage)}`} lang="zh-CN">
              {text}
            </a>
            {scope && scope !== 'year' && <span class={explore.quiet}> {messages.value.scope[scope]}</span>}
          </li>
        ))}
      </ul>
      {(cell.more > 0 || cell.cause) && (
        <p class={explore.small}>
          {[cell.more > 0 && m.more(cell.more), cell.cause && m.cause].filter(Boolean).join(' · ')}
        </p>
      )}
    </td>
  )
}

const nameOf = ({ id, full }: CompareColumn): string =>
  full ? [full.report.township.name, full.report.year].filter(Boolean).join(' ') : id

const rowName = (by: CompareBy, { key, name, unit }: CompareRow, kinds: IndicatorKinds): string => {
  if (by === 'five') return labelOf('section', key)
  if (by === 'themes') return labelOf('theme', key)
  if (by === 'practices') return name ?? key
  return `${name ?? kinds.get(key.split(' ')[0] ?? '') ?? key}${unit ? `（${unit}）` : ''}`
}

const cellText = (cell: CompareCell): string =>
  cell.state === 'present'
    ? cell.excerpts
        .map(({ text, stance }) => (stance ? `${labelOf('stance', stance)}：${text}` : text))
        .concat(cell.more > 0 ? study.value.compare.more(cell.more) : [])
        .join('\n')
    : study.value.compare.states[cell.state]
