import type { Passage } from '../../api-types.ts'
import type { BasketItem } from '../../basket/item.ts'
import { changed } from '../../basket/list.ts'
import { permalink } from '../../citation.ts'
import { study } from '../../messages/study/index.ts'
import { basket } from '../../stores/basket.ts'
import { checks } from '../../stores/basket-check.ts'
import { dataVersion } from '../../stores/version.ts'
import explore from '../explore.module.css'
import styles from './basket.module.css'

/** How the words of an item stand in the corpus of today; of changed words, those of today. */
export function BasketCheck({ item }: { item: BasketItem }) {
  const m = study.value.basket
  const check = checks.value.get(item.id)
  if (check === undefined) return <p class={explore.small}>{m.checking}</p>
  if (check === 'failed') return <p class={explore.small}>{m.checkFailed}</p>
  if (check.state === 'same') return <p class={styles.same}>✓ {m.same}</p>
  if (check.state === 'gone') return <p class={styles.doubt}>{check.report ? m.goneReport : m.gone}</p>
  return (
    <div class={styles.doubt}>
      <p>{m.changed}</p>
      <blockquote lang="zh-CN" cite={permalink(location.origin, item.report.id, check.now.id)}>
        {check.now.text}
      </blockquote>
      <button type="button" class={`${explore.button} no-print`} onClick={() => takeNow(item, check.now)}>
        {m.takeNow}
      </button>
    </div>
  )
}

/** The passage of today in the place of the old one, with its note and tags. */
const takeNow = (item: BasketItem, { id, n, headingPath, text }: Passage): void => {
  const now = { id, n, headingPath, text, dataVersion: dataVersion.value }
  const known = basket.items.value.some((one) => one.id === id && id !== item.id)
  checks.value = new Map([...checks.value, [id, { state: 'same', fresh: { ...item, ...now } }]])
  basket.apply((items) => (known ? items.filter((one) => one.id !== item.id) : changed(items, item.id, now)))
}
