import { change, clearFilters, countFilters, type SearchState, writeAddress } from '../address.ts'
import type { ApiError } from '../api.ts'
import type { SearchResponse } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import styles from './results.module.css'

/** What happened, what is safe, what to do. */
export function Failure(props: { error: ApiError; retrying: boolean; retry: () => void }) {
  const m = messages.value.error
  const { error, retrying, retry } = props
  const kind = error.status === 0 ? (error.code === 'offline' ? m.offline : m.page) : m.server
  return (
    <div class={styles.box} role="alert">
      <h2>{m.title}</h2>
      <p>
        {error.message || kind} {!error.message.includes('不受影响') && m.safe}
      </p>
      <p>
        {retrying ? (
          m.retrying
        ) : (
          <button type="button" class={styles.button} onClick={retry}>
            {m.retry}
          </button>
        )}{' '}
        <span class={styles.quiet}>
          {m.code} {error.code}
        </span>
      </p>
    </div>
  )
}

/** Nothing found: which word is to blame, what one click would give. */
export function Zero({ state, reply }: { state: SearchState; reply: SearchResponse }) {
  const m = messages.value
  const filtered = countFilters(state) > 0
  const narrowed = filtered || reply.query.terms.some((term) => term.kind === 'filter')
  return (
    <div class={styles.box}>
      <h2>{m.zero.title}</h2>
      {filtered && (
        <p>
          {m.zero.filtered} <a href={writeAddress(clearFilters(state))}>{m.zero.unfilter}</a>
        </p>
      )}
      <ul>
        {(reply.zero ?? []).map((hint) => (
          <li key={hint.term}>
            {m.zero.term(hint.term, hint.alone, narrowed)}
            {hint.withoutPassages > 0 && (
              <>
                {'；'}
                <a href={writeAddress(change(state, { q: hint.without }))}>
                  {m.zero.drop(hint.term, hint.withoutPassages)}
                </a>
              </>
            )}
            {hint.suggestions.length > 0 && (
              <>
                {'；'}
                {m.zero.near}
                {hint.suggestions.map((name) => (
                  <span key={name} lang="zh-CN">
                    <a href={writeAddress(change(state, { q: replaced(state.q, hint, name) }))}>{name}</a>{' '}
                  </span>
                ))}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

type Hint = NonNullable<SearchResponse['zero']>[number]

/** The query with a near name in the place of what finds nothing; what was typed may differ in width or form. */
function replaced(q: string, { replaces, without }: Hint, name: string): string {
  return replaces !== undefined && q.includes(replaces) ? q.replace(replaces, () => name) : `${without} ${name}`.trim()
}

/** Grey lines in the place of the first answer; later answers replace a dimmed one instead. */
export function Skeleton({ blocks = 4 }: { blocks?: number }) {
  return (
    <div aria-hidden="true" data-skeleton>
      {Array.from({ length: blocks }, (_, i) => (
        <div key={i} class={styles.skeleton}>
          <span />
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
