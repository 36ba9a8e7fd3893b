import { useState } from 'preact/hooks'
import { api } from '../../api.ts'
import type { Suggestion } from '../../api-types.ts'
import { messages } from '../../messages/index.ts'
import styles from '../explore.module.css'

/** A place by its name: what is typed is looked up, and a name that is taken from the list gives its code. */
export function PlaceField({ name, choose }: { name: string; choose: (code: string) => void }) {
  const [offers, setOffers] = useState<Suggestion[]>([])
  const look = async (typed: string): Promise<void> => {
    if (typed.trim() === '') return
    const reply = await api.suggest(`q=${encodeURIComponent(typed)}`).catch(() => undefined)
    setOffers(reply?.suggestions.filter((one) => one.kind === 'place' && one.value) ?? [])
  }
  const take = (typed: string): void => {
    const code = typed === '' ? '' : offers.find((one) => one.text === typed)?.value
    if (code !== undefined) choose(code)
  }
  return (
    <label>
      {messages.value.facets.fields.place}
      <input
        type="search"
        class={styles.narrow}
        list="places-offered"
        value={name}
        onInput={(event) => look(event.currentTarget.value)}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <datalist id="places-offered">
        {offers.map((one) => (
          <option key={one.value} value={one.text}>
            {one.detail}
          </option>
        ))}
      </datalist>
    </label>
  )
}
