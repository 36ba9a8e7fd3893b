import { words } from '../messages/explore/index.ts'
import { num } from '../messages/number.ts'
import { dataVersion } from '../stores/version.ts'
import { type Cell, csvText, saveFile } from '../table-file.ts'
import styles from './explore.module.css'

/** A column's head that sorts by it: the arrow and `aria-sort` say how. */
export function SortHead(props: {
  label: string
  active?: 'ascending' | 'descending'
  href: string
  number?: boolean
}) {
  const { label, active, href, number } = props
  return (
    <th scope="col" aria-sort={active} class={number ? styles.number : undefined}>
      <a class={styles.sort} href={href} title={words.value.table.sortBy(label)}>
        {label}
        {active && <span aria-hidden="true">{active === 'ascending' ? ' ↑' : ' ↓'}</span>}
      </a>
    </th>
  )
}

/** A number that leads to what it counts; a nought leads nowhere. */
export function NumberCell({ n, href, of }: { n: number; href: string; of?: string }) {
  return (
    <td class={`${styles.number} ${n === 0 ? styles.zero : ''}`}>
      {n === 0 ? '0' : <a href={href}>{num(n)}</a>}
      {of}
    </td>
  )
}

/** Saves a table as CSV; the file's name carries the data version. */
export function CsvButton({ name, rows }: { name: string; rows: () => Cell[][] }) {
  const save = (): void => saveFile(`qianmo-${name}-${dataVersion.value ?? ''}.csv`, csvText(rows()), 'text/csv')
  return (
    <button type="button" class={`${styles.button} no-print`} onClick={save}>
      {words.value.table.csv}
    </button>
  )
}
