import { messages } from '../messages/index.ts'
import { notice } from '../stores/announce.ts'
import styles from './layout.module.css'

/** A short note at the foot of the window; the live region says it, so this one is silent. */
export function Notice() {
  const now = notice.value
  if (!now) return null
  return (
    <aside class={`${styles.notice} no-print`} aria-label={now.message}>
      <p>{now.message}</p>
      {now.text !== undefined && (
        <>
          <textarea readOnly rows={4} aria-label={now.message} onFocus={(event) => event.currentTarget.select()}>
            {now.text}
          </textarea>
          <button
            type="button"
            onClick={() => {
              notice.value = undefined
            }}
          >
            {messages.value.hit.close}
          </button>
        </>
      )}
    </aside>
  )
}
