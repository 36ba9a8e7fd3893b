import type { BasketItem } from '../basket/item.ts'
import { messages } from '../messages/index.ts'
import { announce } from '../stores/announce.ts'
import { basket } from '../stores/basket.ts'

/** Puts a passage into the basket, or takes it out again. */
export function BasketButton({
  id,
  make,
  about,
  className,
}: {
  id: string
  make: () => BasketItem
  /** which passage, for those who hear the button apart from it */
  about?: string
  className?: string
}) {
  const m = messages.value.basket
  const inside = basket.items.value.some((item) => item.id === id)
  const toggle = (): void => {
    if (inside) basket.remove(id)
    else basket.add(make())
    announce(m.count(basket.items.value.length), 0)
  }
  return (
    <button type="button" class={className} data-collect aria-pressed={inside} onClick={toggle}>
      {inside ? m.inside : m.add}
      {about && <span class="hidden-text"> {about}</span>}
    </button>
  )
}
