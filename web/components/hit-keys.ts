import { useEffect } from 'preact/hooks'
import { citeHit, type HitData } from './Hit.tsx'
import { isCommand } from './keys.ts'

/** `j` and `k` walk through the hits by moving the focus, `c` copies the citation of the one that holds it. */
export const useHitKeys = (hits: readonly HitData[] | undefined): void => {
  useEffect(() => {
    if (!hits) return
    const onKey = (event: KeyboardEvent): void => {
      if (!isCommand(event)) return
      const cards = [...document.querySelectorAll<HTMLElement>('[data-hit]')]
      const at = cards.findIndex((card) => card.contains(document.activeElement))
      if (event.key === 'j' || event.key === 'k') {
        const next = cards[event.key === 'j' ? Math.min(at + 1, cards.length - 1) : Math.max(at - 1, 0)]
        if (!next) return
        event.preventDefault()
        next.focus({ preventScroll: true })
        next.scrollIntoView({ block: 'nearest' })
      }
      if (event.key === 'c') {
        const hit = hits.find((h) => h.id === cards[at]?.dataset.hit)
        if (hit) citeHit(hit)
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [hits])
}
