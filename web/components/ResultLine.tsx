import { change, type SearchState, writeAddress } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { verify } from '../stores/search.ts'
import styles from './results.module.css'

/** The number that answers: three units, the denominator beside it, and the check against the plain text. Every figure is a link. */
export function ResultLine({ state, reply }: { state: SearchState; reply: SearchResponse }) {
  const m = messages.value
  const { total, coverage } = reply
  const view = (name: SearchState['view']) => writeAddress(change(state, { view: name }))
  const browse = (name: SearchState['view']) => writeAddress(change(state, { q: '', view: name }))
  return (
    <div class={styles.line}>
      <p class={styles.total}>
        <span class={styles.quiet}>{state.q.trim() ? m.result.found : m.result.browsing} </span>
        <a href={view('list')}>{m.units.passages(total.passages)}</a>
        {' · '}
        <a href={view('report')}>{m.units.reports(total.reports)}</a>
        {' · '}
        <a href={view('township')}>{m.units.townships(total.townships)}</a>
      </p>
      <p class={styles.aside} title={m.result.coverageTitle}>
        {m.result.coverage}
        <a href={browse('report')}>{m.units.reports(coverage.reports)}</a>
        {' · '}
        <a href={browse('township')}>{m.units.townships(coverage.townships)}</a>
      </p>
      {state.q.trim() !== '' && <Verification />}
      {reply.partial && reply.partial.length > 0 && (
        <p class={styles.bad} role="alert">
          {m.result.partial(reply.partial.join('、'))}
        </p>
      )}
    </div>
  )
}

function Verification() {
  const m = messages.value.verify
  const state = verify.state.value
  if (state.status === 'idle' || state.status === 'loading') return <p class={styles.aside}>{m.checking}</p>
  if (state.status === 'error') return <p class={styles.aside}>{m.failed}</p>
  const { literal, found, missing, extraKinds } = state.value
  if (literal === undefined) return null
  const { folded, alias, scattered } = extraKinds
  const extra = folded + alias + scattered
  const why = [alias > 0 && m.byAlias(alias), scattered > 0 && m.byWords(scattered), folded > 0 && m.byFold(folded)]
    .filter(Boolean)
    .join('，')
  return (
    <details class={styles.verify}>
      <summary class={missing.length > 0 ? styles.bad : styles.good}>
        {missing.length > 0 ? m.missing(missing.length) : m.ok}
      </summary>
      <p>
        {m.detail(literal, found)}
        {extra > 0 && `（${m.extra(extra)}：${why}）`}
      </p>
    </details>
  )
}
