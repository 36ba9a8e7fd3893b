import { useEffect, useMemo } from 'preact/hooks'
import { reportAddress } from '../address.ts'
import { api } from '../api.ts'
import type { SimilarPassage } from '../api-types.ts'
import { words } from '../messages/explore/index.ts'
import styles from '../pages/reader-page.module.css'
import { cutText } from '../ranges.ts'
import { createResource } from '../stores/resource.ts'
import { Failure, Skeleton } from './States.tsx'

/** From so many other townships on a wording is called a set phrase. */
const STOCK = 3

/** The nearest wordings of a passage: other townships first, the same township's other years apart. */
export function SimilarPassages({ id, close }: { id: string; close: () => void }) {
  const m = words.value.similar
  // One for each open panel: several may be open at a time.
  const near = useMemo(() => createResource(api.similar), [])
  useEffect(() => near.load(id), [near, id])
  const loaded = near.state.value
  return (
    <section class={`${styles.near} no-print`} aria-label={m.title}>
      <p>
        <b>{m.title}</b>{' '}
        <button type="button" onClick={close}>
          {m.close}
        </button>
      </p>
      {loaded.status === 'error' && <Failure error={loaded.error} retrying={loaded.retrying} retry={near.retry} />}
      {loaded.status === 'loading' && <Skeleton blocks={1} />}
      {loaded.status === 'ready' && (
        <>
          {loaded.value.spread > 0 && (
            <p>{loaded.value.spread >= STOCK ? m.stock(loaded.value.spread) : m.spread(loaded.value.spread)}</p>
          )}
          {loaded.value.others.length + loaded.value.sameTownship.length === 0 ? (
            <p class={styles.quiet}>{m.none}</p>
          ) : (
            <p class={styles.small}>{m.shared}</p>
          )}
          <Group title={m.others} list={loaded.value.others} />
          <Group title={m.own} list={loaded.value.sameTownship} />
        </>
      )}
    </section>
  )
}

function Group({ title, list }: { title: string; list: readonly SimilarPassage[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {list.map((one) => (
          <li key={one.passage}>
            <a href={reportAddress(one.report.id, undefined, one.passage)} lang="zh-CN">
              {one.report.township.name} {one.report.year}
            </a>{' '}
            <span class={styles.quiet}>{words.value.similar.resemblance(Math.round(one.resemblance * 100))}</span>
            <p lang="zh-CN">
              {cutText(one.text, { shared: one.shared }).map((piece) => (
                <span key={piece.start} class={piece.marks.length > 0 ? styles.shared : undefined}>
                  {piece.text}
                </span>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
