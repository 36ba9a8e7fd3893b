import { useState } from 'preact/hooks'
import { api } from '../../api.ts'
import type { Suggestion } from '../../api-types.ts'
import { messages } from '../../messages/index.ts'
import styles from '../explore.module.css'

/** A place by its name: what is typed is looked up, and a name that is taken from the list gives its code. */
export function PlaceField({ name, choose }: { name: string; choose: (code: string) => void }) {
  const [offers, setOffers] = useState<Suggestion[]>([])
  const [typed, setTyped] = useState<string>()
  const look = async (text: string): Promise<void> => {
    setTyped(text)
    if (text.trim() === '') return
    const reply = await api.suggest(`q=${encodeURIComponent(text)}`).catch(() => undefined)
    setOffers(reply?.suggestions.filter((one) => one.kind === 'place' && one.value) ?? [])
  }
  const take = (text: string): void => {
    const code = text === '' ? '' : offers.find((one) => one.text === text)?.value
    if (code === undefined) return
    setTyped(undefined)
    choose(code)
  }
  return (
    <label>
      {messages.value.facets.fields.place}
      <input
        type="search"
        class={styles.narrow}
        list="places-offered"
        value={typed ?? name}
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
