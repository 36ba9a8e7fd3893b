import { useEffect, useState } from 'preact/hooks'
import { reportAddress } from '../../address.ts'
import type { BasketItem } from '../../basket/item.ts'
import { readTags } from '../../basket/list.ts'
import { quotation } from '../../basket/markdown.ts'
import { permalink } from '../../citation.ts'
import { study } from '../../messages/study/index.ts'
import { announce } from '../../stores/announce.ts'
import { basket } from '../../stores/basket.ts'
import { copyText } from '../clipboard.ts'
import explore from '../explore.module.css'
import { BasketCheck } from './BasketCheck.tsx'
import { exportContext } from './BasketFiles.tsx'
import styles from './basket.module.css'

interface Props {
  item: BasketItem
  /** from 1 */
  place: number
  of: number
  remove: () => void
}

/** One collected passage: its words, where they come from, how they stand today, and what one wrote beside them. */
export function BasketCard({ item, place, of, remove }: Props) {
  const m = study.value.basket
  const { report } = item
  const above = [report.township.city, report.township.county].filter(Boolean).join(' ')
  const move = (by: number): void => {
    basket.move(item.id, by)
    announce(m.position(place + by, of), 0)
  }
  return (
    <li class={styles.card} data-basket-item tabIndex={-1} aria-labelledby={`item-${item.id}`}>
      <h2 id={`item-${item.id}`} lang="zh-CN">
        <span class={styles.number}>{place}</span>
        <a href={permalink('', report.id, item.id)}>
          {report.township.name} {report.year}
        </a>
        {above && <span class={explore.quiet}>{above}</span>}
      </h2>
      <p class={explore.small} lang="zh-CN">
        {item.headingPath.join(' › ')}
      </p>
      <blockquote lang="zh-CN" cite={permalink(location.origin, report.id, item.id)}>
        {item.text}
      </blockquote>
      <BasketCheck item={item} />
      <p class={explore.small}>
        {[
          m.nth(item.n),
          item.addedAt && m.collected(item.addedAt.slice(0, 10)),
          item.dataVersion && m.version(item.dataVersion),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div class={styles.fields}>
        <label>
          {m.note}
          <textarea
            rows={Math.min(8, Math.max(2, item.note.split('\n').length))}
            value={item.note}
            onInput={(event) => basket.change(item.id, { note: event.currentTarget.value })}
          />
        </label>
        <TagField item={item} />
      </div>
      <p class={`${styles.actions} no-print`}>
        <button type="button" class={explore.button} disabled={place === 1} onClick={() => move(-1)}>
          {m.up}
        </button>
        <button type="button" class={explore.button} disabled={place === of} onClick={() => move(1)}>
          {m.down}
        </button>
        <button
          type="button"
          class={explore.button}
          onClick={() => copyText(quotation(item, exportContext()), m.copied)}
        >
          {m.copy}
        </button>
        <a class={explore.button} href={`${reportAddress(report.id)}#p=${encodeURIComponent(item.id)}`}>
          {m.read}
        </a>
        <button type="button" class={`${explore.button} ${explore.end}`} onClick={remove}>
          {m.remove}
        </button>
      </p>
    </li>
  )
}

/** Tags are read when the field is left, so that a comma can be typed. */
function TagField({ item }: { item: BasketItem }) {
  const kept = item.tags.join('、')
  const [typed, setTyped] = useState(kept)
  useEffect(() => setTyped(kept), [kept])
  return (
    <label>
      {study.value.basket.tags}
      <input
        type="text"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => basket.change(item.id, { tags: readTags(event.currentTarget.value) })}
      />
    </label>
  )
}
