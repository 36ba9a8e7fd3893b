import { useState } from 'preact/hooks'
import { importing } from '../../messages/import/index.ts'
import { desk } from '../../stores/import.ts'
import explore from '../explore.module.css'
import { errorText } from './error-text.ts'
import styles from './import.module.css'

/** Asks for the admin token, which stays in memory alone. */
export function TokenForm() {
  const m = importing.value.token
  const [token, setToken] = useState('')
  const door = desk.door.value
  const trouble = desk.trouble.value
  const wrong = door === 'wrong' ? m.wrong : trouble && errorText(trouble)
  return (
    <form
      class={styles.token}
      aria-label={m.label}
      onSubmit={(event) => {
        event.preventDefault()
        if (token !== '' && door !== 'opening') desk.open(token)
      }}
    >
      <p class={explore.small}>{m.why}</p>
      <div class={explore.bar}>
        <label>
          {m.label}
          <input
            type="password"
            autoComplete="off"
            value={token}
            aria-describedby={wrong ? 'token-wrong' : undefined}
            onInput={(event) => setToken(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class={explore.button}>
          {door === 'opening' ? m.checking : m.enter}
        </button>
      </div>
      <p id="token-wrong" role="alert" class={styles.wrong}>
        {wrong}
      </p>
    </form>
  )
}
