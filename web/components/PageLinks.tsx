import { messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import { pageNumbers } from './Pager.tsx'
import { useQuery } from './query.ts'
import styles from './results.module.css'

/** Links to other pages of a list whose page stands in the address as `page`. */
export function PageLinks({ total, perPage, page }: { total: number; perPage: number; page: number }) {
  const m = messages.value.pager
  const { to } = useQuery()
  const last = Math.ceil(total / perPage)
  if (last <= 1) return null
  return (
    <nav class={`${styles.pager} no-print`} aria-label={m.label}>
      {pageNumbers(page, last).map((n) => (
        <a
          key={n}
          href={to({ page: n === 1 ? undefined : String(n) })}
          aria-label={m.page(n)}
          aria-current={n === page ? 'page' : undefined}
        >
          {num(n)}
        </a>
      ))}
    </nav>
  )
}
