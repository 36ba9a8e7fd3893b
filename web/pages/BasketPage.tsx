import { useEffect, useMemo, useState } from 'preact/hooks'
import type { BasketItem } from '../basket/item.ts'
import { BasketCard } from '../components/basket/BasketCard.tsx'
import { BasketFiles } from '../components/basket/BasketFiles.tsx'
import styles from '../components/basket/basket.module.css'
import explore from '../components/explore.module.css'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { study } from '../messages/study/index.ts'
import { announce } from '../stores/announce.ts'
import { basket } from '../stores/basket.ts'
import { checkBasket, checks } from '../stores/basket-check.ts'

/** The collected passages: in order, with notes and tags, compared with the corpus of today, ready to be exported. */
export function BasketPage() {
  const m = study.value.basket
  const items = basket.items.value
  const status = basket.status.value
  useTitle(m.title)
  useChecks(items)
  const reports = new Set(items.map((item) => item.report.id)).size
  return (
    <div class={explore.page}>
      <h1>{m.title}</h1>
      {status !== 'opening' && items.length > 0 && <p class={explore.lead}>{m.count(items.length, reports)}</p>}
      <p class={`${explore.small} no-print`}>{status === 'page-only' ? m.pageOnly : m.kept}</p>
      <BasketFiles items={items} />
      {status !== 'opening' && items.length === 0 && (
        <div class={styles.empty}>
          <p>
            <b>{m.empty}</b>
          </p>
          <p>{m.emptyHow}</p>
          <p>
            <a href="/">{m.toSearch}</a>
          </p>
        </div>
      )}
      <List items={items} />
    </div>
  )
}

/** Compares what is in the basket once, and again when a report comes to it. */
const useChecks = (items: readonly BasketItem[]): void => {
  const reports = [...new Set(items.map((item) => item.report.id))].sort().join(' ')
  // Notes and order change nothing about the sources.
  useEffect(() => {
    const controller = new AbortController()
    checkBasket(items, controller.signal)
    return () => controller.abort()
  }, [reports])
}

function List({ items }: { items: readonly BasketItem[] }) {
  const m = study.value.basket
  const { params, to } = useQuery()
  const [taken, setTaken] = useState<{ item: BasketItem; at: number }>()
  const tags = useMemo(() => [...new Set(items.flatMap((item) => item.tags))], [items])
  const tag = tags.find((one) => one === params.get('tag'))
  const doubtful = items.filter((item) => isDoubtful(item.id)).length

  const remove = (item: BasketItem): void => {
    const at = items.indexOf(item)
    setTaken({ item, at })
    basket.remove(item.id)
    announce(m.removed(item.report.township.name), 0)
    // The card that had the focus is gone: the next one takes it.
    setTimeout(() => {
      const cards = document.querySelectorAll<HTMLElement>('[data-basket-item]')
      const next = cards[Math.min(at, cards.length - 1)] ?? document.querySelector<HTMLElement>('main h1')
      next?.focus()
    })
  }
  const undo = (): void => {
    if (!taken) return
    basket.apply((now) => [...now.slice(0, taken.at), taken.item, ...now.slice(taken.at)])
    setTaken(undefined)
  }
  return (
    <>
      {taken && !items.some((item) => item.id === taken.item.id) && (
        <p class={`${styles.undo} no-print`}>
          {m.removed(`${taken.item.report.township.name} ${taken.item.report.year ?? ''}`)}{' '}
          <button type="button" class={explore.button} onClick={undo}>
            {m.undo}
          </button>
        </p>
      )}
      {doubtful > 0 && <p class={styles.doubt}>{m.doubtful(doubtful)}</p>}
      {tags.length > 0 && (
        <nav class={`${explore.contents} no-print`} aria-label={m.tag}>
          <a href={to({ tag: undefined })} aria-current={tag === undefined ? 'true' : undefined}>
            {m.allTags}
          </a>
          {tags.map((one) => (
            <a
              key={one}
              href={to({ tag: one })}
              aria-current={tag === one ? 'true' : undefined}
              aria-label={m.onlyTag(one)}
            >
              {one}
            </a>
          ))}
        </nav>
      )}
      <ol class={styles.list} aria-label={m.list}>
        {items.map(
          (item, i) =>
            (tag === undefined || item.tags.includes(tag)) && (
              <BasketCard key={item.id} item={item} place={i + 1} of={items.length} remove={() => remove(item)} />
            ),
        )}
      </ol>
    </>
  )
}

const isDoubtful = (id: string): boolean => {
  const check = checks.value.get(id)
  return check !== undefined && check !== 'failed' && check.state !== 'same'
}
