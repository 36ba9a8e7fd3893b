import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { reportAddress, type SearchState, writeAddress } from '../address.ts'
import { messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'
import { announce } from '../stores/announce.ts'
import type { ReportHits } from '../stores/report.ts'
import { settings } from '../stores/settings.ts'

/** Search inside the report, the way back to the result, and what is to be marked. */
export function ReaderSearch({ id, state, hits }: { id: string; state: SearchState; hits?: ReportHits }) {
  const m = messages.value.reader
  const { route } = useLocation()
  const composing = useRef(false)
  const [typed, setTyped] = useState(state.q)
  useEffect(() => setTyped(state.q), [state.q])
  useEffect(() => {
    if (hits) announce(hits.order.length > 0 ? m.hits(hits.order.length) : m.noHits)
  }, [hits])
  return (
    <div class={`${styles.search} no-print`}>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!composing.current) route(reportAddress(id, { ...state, q: typed.trim() }))
          }}
        >
          <input
            type="text"
            aria-label={m.search}
            placeholder={m.search}
            autocomplete="off"
            data-search-box
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onCompositionStart={() => {
              composing.current = true
            }}
            onCompositionEnd={() => {
              composing.current = false
            }}
          />
          <button type="submit">{messages.value.search.submit}</button>
        </form>
      </search>
      {hits && (
        <p>
          {hits.order.length > 0 ? m.hits(hits.order.length) : m.noHits} <Steps order={hits.order} />
          <a href={writeAddress({ ...state, asked: true })}>{m.back}</a>
        </p>
      )}
      <p>
        <Toggle name="markPractices" label={m.markPractices} look={styles.practice} />{' '}
        <Toggle name="markNumbers" label={m.markNumbers} look={styles.number} />
      </p>
    </div>
  )
}

/** To the match before and after the passage in sight. */
function Steps({ order }: { order: readonly string[] }) {
  const m = messages.value.reader
  if (order.length === 0) return null
  const go = (step: number): void => {
    const now = order.findIndex((id) => location.hash === `#p=${encodeURIComponent(id)}`)
    const next = order[(now + step + order.length + (now < 0 && step < 0 ? 1 : 0)) % order.length]
    if (next) location.hash = `#p=${encodeURIComponent(next)}`
  }
  return (
    <>
      <button type="button" onClick={() => go(-1)}>
        {m.previous}
      </button>
      <button type="button" onClick={() => go(1)}>
        {m.next}
      </button>{' '}
    </>
  )
}

/** Turns marks on and off; its label looks as they do. */
function Toggle(props: { name: 'markPractices' | 'markNumbers'; label: string; look?: string }) {
  const { name, label, look } = props
  return (
    <label>
      <input
        type="checkbox"
        checked={settings[name].value}
        onChange={(event) => {
          settings[name].value = event.currentTarget.checked
        }}
      />{' '}
      <span class={look}>{label}</span>
    </label>
  )
}
