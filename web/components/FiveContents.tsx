import type { ReportResponse } from '../api-types.ts'
import { checkFiveContents } from '../five-contents.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'

const SIGNS = { present: '●', absent: '○', unrecognised: '?' } as const

/** Which of the five required contents the report has: there, not there, or could not be told. */
export function FiveContents({ full }: { full: ReportResponse }) {
  const m = messages.value.reader
  return (
    <section class={styles.five} aria-labelledby="five-title">
      <h2 id="five-title">{m.five}</h2>
      <ul>
        {checkFiveContents(full.report, full.passages).map((check) => (
          <li key={check.section} data-state={check.state}>
            <span aria-hidden="true">{SIGNS[check.state]}</span>{' '}
            {check.first ? (
              <a href={`#p=${encodeURIComponent(check.first)}`}>{labelOf('section', check.section)}</a>
            ) : (
              labelOf('section', check.section)
            )}{' '}
            <b>{m.states[check.state]}</b>
            {check.passages > 0 && <span class={styles.quiet}> {m.passages(check.passages)}</span>}
            {check.cause && <span class={styles.quiet}> {m.cause}</span>}
          </li>
        ))}
      </ul>
      <p class={styles.small}>{m.stateNote}</p>
    </section>
  )
}
