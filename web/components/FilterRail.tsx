import { useEffect, useRef } from 'preact/hooks'
import { countFilters, type SearchState } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { Facets } from './Facets.tsx'
import styles from './facets.module.css'
import { narrow } from './media.ts'

interface Props {
  state: SearchState
  /** absent before the first answer */
  facets?: SearchResponse['facets']
}

/** The facets beside the list; below 900 px nothing here, but a sheet behind the button. */
export function FilterRail({ state, facets }: Props) {
  if (narrow.value) return null
  return (
    <aside class={styles.rail} aria-label={messages.value.facets.title}>
      <h2 class="hidden-text">{messages.value.facets.title}</h2>
      {facets && <Facets state={state} facets={facets} />}
    </aside>
  )
}

/** The button with the number of filters in use, and its sheet, on narrow screens. */
export function FilterSheet({ state, facets }: Props) {
  const m = messages.value.facets
  const dialog = useRef<HTMLDialogElement>(null)
  const count = countFilters(state)
  useEffect(() => {
    if (!narrow.value) dialog.current?.close()
  }, [narrow.value])
  if (!narrow.value) return null
  return (
    <>
      <button type="button" class={`${styles.button} no-print`} onClick={() => dialog.current?.showModal()}>
        {m.open}
        {count > 0 && ` (${count})`}
      </button>
      <dialog ref={dialog} class={styles.sheet} aria-label={m.title}>
        <div class={styles.sheetHead}>
          <h2>{m.title}</h2>
          <button type="button" class={styles.button} onClick={() => dialog.current?.close()}>
            {m.show}
          </button>
        </div>
        {facets && <Facets state={state} facets={facets} />}
      </dialog>
    </>
  )
}
