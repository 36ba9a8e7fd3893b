import { type ReadonlySignal, signal } from '@preact/signals'

/** A media query as a signal; false where the environment has none. */
const mediaSignal = (query: string): ReadonlySignal<boolean> => {
  const list = globalThis.matchMedia?.(query)
  const matches = signal(list?.matches ?? false)
  list?.addEventListener?.('change', (event) => {
    matches.value = event.matches
  })
  return matches
}

/** Below this width the rail is a sheet and the reader has one column. */
export const narrow = mediaSignal('(max-width: 899.98px)')
export const prefersDark = mediaSignal('(prefers-color-scheme: dark)')
