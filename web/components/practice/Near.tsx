import { change, readAddress, reportAddress, writeAddress } from '../../address.ts'
import type { PracticeResponse } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import styles from '../explore.module.css'
import { ScrollBox } from '../ScrollBox.tsx'

/** Practices that stand in the same reports more often than chance would have it. */
export function Neighbours({ page }: { page: PracticeResponse }) {
  const m = words.value
  if (page.neighbours.length === 0) return <p class={styles.quiet}>{m.table.none}</p>
  return (
    <>
      <ScrollBox label={m.practice.neighbours}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.practices.name}</th>
              <th scope="col" class={styles.number} aria-sort="descending">
                {m.practice.lift} <span aria-hidden="true">↓</span>
              </th>
              <th scope="col" class={styles.number}>
                {m.practice.together}
              </th>
            </tr>
          </thead>
          <tbody>
            {page.neighbours.slice(0, 12).map((other) => (
              <tr key={other.id}>
                <th scope="row" lang="zh-CN">
                  <a href={`/practices/${other.id}`}>{other.name}</a>
                </th>
                <td class={styles.number}>{other.lift.toFixed(2)}</td>
                <td class={styles.number}>
                  {other.in ? (
                    <a href={both(page.practice.id, other.id, other.in)}>{num(other.reports)}</a>
                  ) : (
                    num(other.reports)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class={styles.small}>{m.practice.liftNote}</p>
    </>
  )
}

/** The passages of both practices in the reports that mention both. */
const both = (one: string, other: string, reports: string[]): string =>
  passagesAddress({ practice: [one, other], report: reports }, 'report')

/** Facts in the passages that mention the practice, each with its words and its township. */
export function Numbers({ page }: { page: PracticeResponse }) {
  const m = words.value
  if (page.indicators.length === 0) return <p class={styles.quiet}>{m.table.none}</p>
  return (
    <ul class={styles.list} lang="zh-CN">
      {page.indicators.slice(0, 20).map(({ indicator, passageId, report }) => (
        <li key={`${passageId}${indicator.start}`}>
          {indicator.label}{' '}
          <b>
            {indicator.value === undefined ? '' : num(indicator.value)}
            {indicator.unit}
          </b>{' '}
          <a class={styles.small} href={reportAddress(report.id, undefined, passageId)}>
            {report.township.name} {report.year}
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The words in which the reports speak of it, the commonest first; each leads to its passages. */
export function Wordings({ page }: { page: PracticeResponse }) {
  const exactly = (text: string): string => {
    const state = readAddress(passagesAddress({ practice: page.practice.id }).slice(1))
    return writeAddress(change(state, { q: text, mode: 'exact' }))
  }
  return (
    <ul class={styles.list}>
      {page.wordings.slice(0, 20).map(({ text, passages }) => (
        <li key={text}>
          <a href={exactly(text)} lang="zh-CN">
            {text}
          </a>{' '}
          <span class={styles.quiet}>{messages.value.units.passages(passages)}</span>
        </li>
      ))}
    </ul>
  )
}
