import { useMemo } from 'preact/hooks'
import { readAddress, STANCES } from '../../address.ts'
import type { Group, PracticeResponse, Stance } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { labelOf, messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import styles from '../explore.module.css'
import { useQuery } from '../query.ts'
import { YearChart } from '../YearChart.tsx'

/** Tabs by stance; under them the years with the reports there are (the denominator) and those that take the stance. */
export function Years({ page, place }: { page: PracticeResponse; place?: string }) {
  const m = words.value.practice
  const { params, to } = useQuery()
  const { practice } = page
  const stance = STANCES.find((one) => one === params.get('stance'))
  const total = stance ? practice.stances[stance] : practice.total
  const units = messages.value.units
  const state = useMemo(
    () => readAddress(passagesAddress({ practice: practice.id, stance, place }).slice(1)),
    [practice.id, stance, place],
  )
  return (
    <>
      <nav aria-label={m.stances} class={styles.tabs}>
        <a href={to({ stance: undefined })} aria-current={stance ? undefined : 'true'}>
          {m.all} {num(practice.total.reports)}
        </a>
        {STANCES.map((one) => (
          <a key={one} href={to({ stance: one })} aria-current={one === stance ? 'true' : undefined}>
            {labelOf('stance', one)} {num(practice.stances[one]?.reports ?? 0)}
          </a>
        ))}
      </nav>
      <p>
        <a href={passagesAddress({ practice: practice.id, stance, place })}>{units.passages(total?.passages ?? 0)}</a>
        {' · '}
        <a href={passagesAddress({ practice: practice.id, stance, place }, 'report')}>
          {units.reports(total?.reports ?? 0)}
        </a>
        {' · '}
        <a href={passagesAddress({ practice: practice.id, stance, place }, 'township')}>
          {units.townships(total?.townships ?? 0)}
        </a>
        <span class={styles.quiet}>
          {' / '}
          {messages.value.result.coverage}
          <a href={passagesAddress({ place }, 'report')}>{units.reports(page.coverage.reports)}</a>
          {' · '}
          <a href={passagesAddress({ place }, 'township')}>{units.townships(page.coverage.townships)}</a>
        </span>
      </p>
      <YearChart
        state={state}
        groups={groupsOf(page, stance)}
        title={m.yearsOf(stance ? labelOf('stance', stance) : m.anyStance)}
      />
    </>
  )
}

/** The years of one stance, or of any, in the shape that the chart draws. */
export const groupsOf = (page: PracticeResponse, stance?: Stance): Group[] =>
  page.years.map((row) => ({
    key: row.year,
    label: row.year,
    ...((stance ? row.stances[stance] : row.any) ?? { passages: 0, reports: 0, townships: 0 }),
    of: row.of,
    years: [],
  }))
