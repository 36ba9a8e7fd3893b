import { signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../messages/index.ts'
import { settings } from '../stores/settings.ts'
import { isCommand } from './keys.ts'
import styles from './layout.module.css'

const open = signal(false)

/** Shows the table of keys. */
export const openKeys = (): void => {
  open.value = true
}

/** The table of keys, and the two keys that work on every page: `?` opens it, `/` goes to the search box. */
export function KeysDialog() {
  const m = messages.value.keys
  const dialog = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    if (open.value) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open.value])

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isCommand(event)) return
      if (event.key === '?') open.value = true
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('[data-search-box]')
        if (!box) return
        event.preventDefault()
        box.focus()
        box.select()
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby="keys-title"
      onClose={() => {
        open.value = false
      }}
    >
      <h2 id="keys-title">{m.title}</h2>
      <dl>
        {m.list.map(([keys, meaning]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input
            type="checkbox"
            checked={settings.keys.value}
            onChange={(event) => {
              settings.keys.value = event.currentTarget.checked
            }}
          />{' '}
          {m.enable}
        </label>
      </p>
      <button type="button" onClick={() => dialog.current?.close()}>
        {m.close}
      </button>
    </dialog>
  )
}
