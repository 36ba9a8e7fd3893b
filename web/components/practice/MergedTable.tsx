import type { PracticeResponse, TownshipRow } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { labelOf } from '../../messages/index.ts'
import styles from '../explore.module.css'
import { ScrollBox } from '../ScrollBox.tsx'
import { StanceMark } from '../StanceMark.tsx'
import { CsvButton } from '../Table.tsx'

/** Rows drawn at most; the file holds all. */
const LIMIT = 300

/** Townships that mention any of the practices; per practice the last stance and since when it is done. */
export function MergedTable({ pages }: { pages: readonly PracticeResponse[] }) {
  const m = words.value
  const rows = merge(pages)
  return (
    <>
      <div class={styles.bar}>
        <span class={styles.small}>{m.table.rows(Math.min(rows.length, LIMIT), rows.length)}</span>
        <span class={styles.end}>
          <CsvButton
            name="practices-compared"
            rows={() => [
              [m.practice.township, m.practice.county, ...pages.map((page) => page.practice.name)],
              ...rows.map((row) => [row.name, row.place.join(' '), ...row.cells.map(textOf)]),
            ]}
          />
        </span>
      </div>
      <ScrollBox label={m.practice.townships} tall>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.practice.township}</th>
              {pages.map((page) => (
                <th key={page.practice.id} scope="col" lang="zh-CN">
                  {page.practice.name}
                </th>
              ))}
              <th scope="col">{m.practice.county}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, LIMIT).map((row) => (
              <tr key={row.key}>
                <th scope="row" lang="zh-CN">
                  {row.name}
                </th>
                {row.cells.map((cell, i) => (
                  <Cell key={pages[i]?.practice.id} row={cell} practice={pages[i]?.practice.id ?? ''} />
                ))}
                <td class={styles.quiet} lang="zh-CN">
                  {row.place.join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  )
}

function Cell({ row, practice }: { row?: TownshipRow; practice: string }) {
  const m = words.value
  const last = row?.years.findLast((year) => year.stance)
  if (!row || !last?.stance) return <td class={styles.absent}>{m.cell.unseen}</td>
  const reports = row.years.filter((year) => year.stance).map((year) => year.report)
  return (
    <td>
      <a href={passagesAddress({ practice, report: reports })}>
        <StanceMark stance={last.stance} /> {last.year}
      </a>
      {row.since !== undefined && row.since !== last.year && (
        <span class={styles.quiet}>
          {' '}
          {m.practice.since} {row.since}
        </span>
      )}
    </td>
  )
}

const textOf = (row: TownshipRow | undefined): string => {
  const last = row?.years.findLast((year) => year.stance)
  if (!row || !last?.stance) return words.value.cell.unseen
  return `${labelOf('stance', last.stance)} ${last.year ?? ''}${row.since ? ` (${words.value.practice.since} ${row.since})` : ''}`
}

const merge = (pages: readonly PracticeResponse[]) => {
  const rows = new Map<string, { key: string; name: string; place: string[]; cells: (TownshipRow | undefined)[] }>()
  for (const [i, page] of pages.entries()) {
    for (const one of page.townships) {
      const key = one.code ?? `${one.place.join('/')}/${one.name}`
      const row = rows.get(key) ?? { key, name: one.name, place: one.place, cells: pages.map(() => undefined) }
      row.cells[i] = one
      rows.set(key, row)
    }
  }
  const count = (cells: (TownshipRow | undefined)[]): number => cells.filter((cell) => cell?.since).length
  return [...rows.values()].sort((a, b) => count(b.cells) - count(a.cells) || (a.key < b.key ? -1 : 1))
}
