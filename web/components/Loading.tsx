import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { NotFoundPage } from '../pages/NotFoundPage.tsx'
import { type Resource, shown } from '../stores/resource.ts'
import styles from './explore.module.css'
import { pageReady } from './page.ts'
import { Failure, Skeleton } from './States.tsx'
import { restoreScroll } from './scroll.ts'

interface Props<T> {
  resource: Resource<T>
  /** what is asked for */
  of: string
  /** what a 404 is called */
  missing?: string
  /** the old value is another thing, so it is not shown while the new one loads */
  apart?: boolean
  children: (value: T) => ComponentChildren
}

/** Loads a resource for a key and shows it: a skeleton first, later the old value dimmed, failures as they are. */
export function Loading<T>({ resource, of, missing, apart, children }: Props<T>) {
  const loaded = resource.state.value
  const ready = loaded.status === 'ready' && loaded.key === of
  useEffect(() => resource.load(of), [resource, of])
  useEffect(() => {
    if (!ready) return
    pageReady()
    restoreScroll()
  }, [ready])
  if (loaded.status === 'error' && loaded.error.status === 404 && missing) return <NotFoundPage title={missing} />
  if (loaded.status === 'error') {
    return <Failure error={loaded.error} retrying={loaded.retrying} retry={resource.retry} />
  }
  const value = ready ? loaded.value : apart ? undefined : shown(loaded)
  if (value === undefined) return <Skeleton blocks={5} />
  return (
    <div class={ready ? undefined : styles.dimmed} aria-busy={!ready}>
      {children(value)}
    </div>
  )
}
