import { Fragment } from 'preact'
import { reportAddress, STANCES } from '../../address.ts'
import type { PracticeResponse } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import styles from '../explore.module.css'

interface Props {
  page: PracticeResponse
  /** code of the place one looks at, if it is not the whole corpus */
  place?: string
}

/** The first line of a practice's page: of how many townships how many do it, plan it, lack it; since when. */
export function Answer({ page, place }: Props) {
  const m = words.value.practice
  const { practice, coverage, first } = page
  const said = STANCES.filter((stance) => stance === 'done' || (practice.stances[stance]?.townships ?? 0) > 0)
  if (practice.total.passages === 0) {
    return (
      <p class={styles.answer}>
        {m.answerOf(coverage.townships)}
        {m.stance.done(0)}
        {m.stop}
        {m.never}
      </p>
    )
  }
  return (
    <p class={styles.answer}>
      <a href={passagesAddress({ place }, 'township')}>{m.answerOf(coverage.townships)}</a>
      {said.map((stance, i) => (
        <Fragment key={stance}>
          {i > 0 && m.comma}
          <a href={passagesAddress({ practice: practice.id, stance, place }, 'township')}>
            {m.stance[stance](practice.stances[stance]?.townships ?? 0)}
          </a>
        </Fragment>
      ))}
      {m.stop}{' '}
      {first && (
        <>
          <a href={reportAddress(first.report.id, undefined, first.passage)}>{m.first(first.year)}</a>
          {m.stop}
        </>
      )}
    </p>
  )
}
