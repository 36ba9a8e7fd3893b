import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { change, reportAddress, type SearchState, toggleFilter, writeAddress } from '../address.ts'
import type { Suggestion } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { lastWord, suggest } from '../stores/suggest.ts'
import { isComposing } from './keys.ts'
import styles from './search-box.module.css'

/** The question: a combobox by the ARIA pattern. Typing suggests, Enter searches, nothing fires while an input method composes. */
export function SearchBox({ state }: { state: SearchState }) {
  const m = messages.value.search
  const { route } = useLocation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const composing = useRef(false)
  const [typed, setTyped] = useState(state.q)
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const { word, before } = lastWord(typed)
  const offers = open && word ? (shown(suggest.state.value)?.suggestions ?? []).slice(0, 10) : []
  const expanded = offers.length > 0

  useEffect(() => setTyped(state.q), [state.q])

  useEffect(() => {
    if (!open || !word) return
    const timer = setTimeout(() => suggest.load(new URLSearchParams({ q: word }).toString()), 120)
    return () => clearTimeout(timer)
  }, [word, open])

  const close = (): void => {
    setOpen(false)
    setActive(-1)
  }
  const submit = (q: string): void => {
    close()
    const to = writeAddress(change(state, { q: q.trim() }))
    route(to, to === location.pathname + location.search)
  }
  const take = (offer: Suggestion): void => {
    close()
    if (offer.kind === 'report' && offer.value) route(reportAddress(offer.value))
    else if (offer.kind === 'place' && offer.value) {
      setTyped(before)
      route(writeAddress(toggleFilter({ ...state, q: before.trim() }, 'place', offer.value)))
    } else if (offer.kind === 'practice' && offer.value && /[\s|()（）"]/.test(offer.text)) {
      setTyped(before)
      route(writeAddress(toggleFilter({ ...state, q: before.trim() }, 'practice', offer.value)))
    } else {
      const text = /[\s|()（）]/.test(offer.text) ? `"${offer.text}"` : offer.text
      setTyped(before + text)
      submit(before + text)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || composing.current) return
    const offer = offers[active]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!expanded) {
        setOpen(true)
        return
      }
      // One more place than offers: -1 is the typed text itself.
      const places = offers.length + 1
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive(((active + 1 + step + places) % places) - 1)
    } else if (event.key === 'Enter' && offer) {
      event.preventDefault()
      take(offer)
    } else if (event.key === 'Escape' && expanded) {
      event.preventDefault()
      close()
    }
  }

  return (
    <search class={`${styles.search} no-print`}>
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!composing.current) submit(typed)
        }}
      >
        <div class={styles.field}>
          <input
            ref={input}
            id={`${id}-q`}
            class={styles.input}
            type="text"
            name="q"
            role="combobox"
            aria-label={m.label}
            aria-expanded={expanded}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={expanded && active >= 0 ? `${id}-${active}` : undefined}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            enterkeyhint="search"
            maxLength={10000}
            placeholder={m.placeholder}
            data-search-box
            value={typed}
            onInput={(event) => {
              setTyped(event.currentTarget.value)
              setActive(-1)
              if (!composing.current) setOpen(true)
            }}
            onCompositionStart={() => {
              composing.current = true
              close()
            }}
            onCompositionEnd={(event) => {
              composing.current = false
              setTyped(event.currentTarget.value)
              setOpen(true)
            }}
            onKeyDown={onKeyDown}
            onBlur={close}
          />
          {typed && (
            <button
              type="button"
              class={styles.clear}
              aria-label={m.clear}
              onClick={() => {
                setTyped('')
                input.current?.focus()
              }}
            >
              ×
            </button>
          )}
          <div id={`${id}-list`} class={styles.list} role="listbox" aria-label={m.suggestions} hidden={!expanded}>
            {offers.map((offer, i) => (
              // The combobox keeps the focus; options are pointed at by aria-activedescendant.
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
              <div
                key={`${offer.kind}:${offer.text}:${offer.value ?? ''}`}
                id={`${id}-${i}`}
                class={styles.option}
                role="option"
                aria-selected={i === active}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setActive(i)}
                onClick={() => take(offer)}
              >
                <span class={styles.kind}>{m.kinds[offer.kind]}</span>
                <span lang="zh-CN">{offer.text}</span>
                {offer.detail && (
                  <span class={styles.detail} lang="zh-CN">
                    {offer.detail}
                  </span>
                )}
                {offer.count !== undefined && <span class={styles.count}>{offer.count}</span>}
              </div>
            ))}
          </div>
        </div>
        <ModeSwitch state={state} typed={typed} />
        <button type="submit" class={styles.submit}>
          {m.submit}
        </button>
      </form>
    </search>
  )
}

/** Smart or exact, applied at once to what is asked already. */
function ModeSwitch({ state, typed }: { state: SearchState; typed: string }) {
  const m = messages.value.search
  const { route } = useLocation()
  return (
    <select
      class={styles.mode}
      aria-label={m.mode}
      title={state.mode === 'exact' ? m.exactHint : m.smartHint}
      value={state.mode}
      onChange={(event) => {
        const mode = event.currentTarget.value === 'exact' ? 'exact' : 'smart'
        route(writeAddress(change(state, { mode, q: typed.trim() })))
      }}
    >
      <option value="smart">{m.smart}</option>
      <option value="exact">{m.exact}</option>
    </select>
  )
}
