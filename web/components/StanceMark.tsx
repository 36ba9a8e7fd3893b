import type { Stance } from '../api-types.ts'
import { labelOf } from '../messages/index.ts'
import styles from './explore.module.css'

const SIGNS: Record<Stance, string> = { done: '●', planned: '○', problem: '▲', rectified: '◆', mentioned: '◇' }

/** A stance by colour, sign and word; never by colour alone. */
export function StanceMark({ stance, bare }: { stance: Stance; bare?: boolean }) {
  return (
    <span class={styles.stance} data-stance={stance}>
      <span aria-hidden="true">{SIGNS[stance]}</span>
      <span class={bare ? 'hidden-text' : undefined}>{labelOf('stance', stance)}</span>
    </span>
  )
}
