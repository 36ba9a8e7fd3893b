import { type SearchState, writeAddress } from '../address.ts'
import { messages } from '../messages/index.ts'
import { num } from '../messages/number.ts'
import styles from './results.module.css'

/** Links to the pages around this one, the first and the last. */
export function Pager({ state, total, perPage }: { state: SearchState; total: number; perPage: number }) {
  const m = messages.value.pager
  const last = Math.ceil(total / perPage)
  if (last <= 1) return null
  const to = (page: number): string => writeAddress({ ...state, page })
  const { page } = state
  return (
    <nav class={`${styles.pager} no-print`} aria-label={m.label}>
      {page > 1 && <a href={to(page - 1)}>{m.previous}</a>}
      {pageNumbers(page, last).map((n, i, all) => (
        <>
          {i > 0 && n - (all[i - 1] ?? 0) > 1 && <span aria-hidden="true">…</span>}
          <a key={n} href={to(n)} aria-label={m.page(n)} aria-current={n === page ? 'page' : undefined}>
            {num(n)}
          </a>
        </>
      ))}
      {page < last && <a href={to(page + 1)}>{m.next}</a>}
    </nav>
  )
}

/** First, last and two on either side of the current page, ascending. */
export const pageNumbers = (page: number, last: number): number[] =>
  [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, last])]
    .filter((n) => n >= 1 && n <= last)
    .sort((a, b) => a - b)
