import { type ReadonlySignal, signal } from '@preact/signals'
import { ApiError } from '../api.ts'
import { dataVersion } from './version.ts'

/** The one union for anything that is loaded. `previous` is what was shown before, to be kept on the page, dimmed. */
export type Loaded<T> =
  | { status: 'idle' }
  | { status: 'loading'; previous?: T }
  | { status: 'ready'; value: T; key: string }
  | { status: 'error'; error: ApiError; retrying: boolean; previous?: T }

export interface Resource<T> {
  state: ReadonlySignal<Loaded<T>>
  /** Asks for `key`; a key that is already shown is not asked again. */
  load(key: string): void
  /** Asks again for the last key. */
  retry(): void
  /** Forgets what is shown and drops replies under way. */
  reset(): void
}

interface Options {
  /** milliseconds before the tries after a failure that may pass by itself (no answer, 503) */
  retryAfter?: number[]
  /** replies kept for the Back button */
  remember?: number
}

/**
 * A loader with one place where stale replies are dropped: each `load` has a number, and a reply counts only while its
 * number is the newest. Replies are kept while the data version stays, so that Back is instant.
 */
export const createResource = <T extends { dataVersion: string }>(
  fetcher: (key: string, signal: AbortSignal) => Promise<T>,
  { retryAfter = [2000, 4000, 8000], remember = 20 }: Options = {},
): Resource<T> => {
  const state = signal<Loaded<T>>({ status: 'idle' })
  const replies = new Map<string, T>()
  let newest = 0
  let lastKey: string | undefined
  let abort: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const stop = (): number => {
    abort?.abort()
    clearTimeout(timer)
    return ++newest
  }

  const ask = async (key: string, attempt: number): Promise<void> => {
    const number = stop()
    const controller = new AbortController()
    abort = controller
    lastKey = key
    state.value = { status: 'loading', previous: shown(state.value) }
    try {
      const value = await fetcher(key, controller.signal)
      if (number !== newest) return
      dataVersion.value = value.dataVersion
      replies.set(key, value)
      for (const old of replies.keys()) if (replies.size > remember) replies.delete(old)
      state.value = { status: 'ready', value, key }
    } catch (cause) {
      if (number !== newest) return
      const error = cause instanceof ApiError ? cause : new ApiError(0, 'page', String(cause))
      const wait = error.status === 0 || error.status === 503 ? retryAfter[attempt] : undefined
      state.value = { status: 'error', error, retrying: wait !== undefined, previous: shown(state.value) }
      if (wait !== undefined) timer = setTimeout(() => ask(key, attempt + 1), wait)
    }
  }

  return {
    state,
    load(key) {
      const now = state.peek()
      if (lastKey === key && (now.status === 'loading' || (now.status === 'ready' && isFresh(now.value)))) return
      const kept = replies.get(key)
      if (!kept || !isFresh(kept)) {
        ask(key, 0)
        return
      }
      stop()
      lastKey = key
      state.value = { status: 'ready', value: kept, key }
    },
    retry() {
      if (lastKey !== undefined) ask(lastKey, 0)
    },
    reset() {
      stop()
      lastKey = undefined
      state.value = { status: 'idle' }
    },
  }
}

const isFresh = (value: { dataVersion: string }): boolean => value.dataVersion === dataVersion.peek()

/** What there is to show in a state: the value, or the one before it. */
export const shown = <T>(state: Loaded<T>): T | undefined =>
  state.status === 'ready' ? state.value : state.status === 'idle' ? undefined : state.previous
