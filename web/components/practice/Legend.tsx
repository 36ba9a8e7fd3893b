import { STANCES } from '../../address.ts'
import styles from '../explore.module.css'
import { StanceMark } from '../StanceMark.tsx'

/** What the signs in a table mean. */
export function Legend() {
  return (
    <p class={styles.legend}>
      {STANCES.map((stance) => (
        <StanceMark key={stance} stance={stance} />
      ))}
    </p>
  )
}
