import type { ComponentChildren } from 'preact'
import styles from './explore.module.css'

/** A box in which something wide scrolls sideways by itself, by keyboard too. */
export function ScrollBox({ label, tall, children }: { label: string; tall?: boolean; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section class={`${styles.scroll} ${tall ? styles.tall : ''}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
