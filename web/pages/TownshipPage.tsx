import { useRoute } from 'preact-iso'
import { reportAddress } from '../address.ts'
import type { TownshipResponse } from '../api-types.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { NumberCell } from '../components/Table.tsx'
import { TownshipNumbers } from '../components/TownshipNumbers.tsx'
import { TownshipPractices } from '../components/TownshipPractices.tsx'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { messages } from '../messages/index.ts'
import { township } from '../stores/explore.ts'
import { PlacesPage } from './PlacesPage.tsx'

/** One township over the years; a code of a county or above opens the tree there. */
export function TownshipPage() {
  const { params } = useRoute()
  const code = params.code ?? ''
  if (/^\d{2,6}$/.test(code)) return <PlacesPage at={code} />
  return (
    <Loading resource={township} of={code} missing={words.value.township.missing} apart>
      {(page) => <Township page={page} />}
    </Loading>
  )
}

function Township({ page }: { page: TownshipResponse }) {
  const m = words.value.township
  useTitle(page.name)
  const years = [...new Set(page.reports.flatMap((report) => report.year ?? []))].sort((a, b) => a - b)
  const compare = `/compare?reports=${page.reports.map((report) => encodeURIComponent(report.id)).join(',')}`
  return (
    <div class={styles.page}>
      <h1 lang="zh-CN">{page.name}</h1>
      <p class={styles.quiet} lang="zh-CN">
        {page.label}
      </p>
      <p class={styles.answer}>
        <a href={passagesAddress({ place: page.code }, 'report')}>
          {m.have(page.reports.length, years.join(messages.value.comma))}
        </a>{' '}
        {page.gaps.length > 0 ? m.gaps(page.gaps.join(messages.value.comma)) : years.length > 1 && m.noGaps}
      </p>
      <h2>{m.reports}</h2>
      <Reports page={page} />
      {page.reports.length > 1 && (
        <p>
          <a href={compare}>{m.compare}</a>
        </p>
      )}
      <h2>{m.practices}</h2>
      <TownshipPractices page={page} years={years} />
      <h2>{m.numbers}</h2>
      <TownshipNumbers page={page} years={years} />
    </div>
  )
}

function Reports({ page }: { page: TownshipResponse }) {
  const m = words.value.township
  return (
    <ScrollBox label={m.reports}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{m.year}</th>
            <th scope="col">{m.titleColumn}</th>
            <th scope="col" class={styles.number}>
              {m.passages}
            </th>
            <th scope="col" class={styles.number}>
              {m.problems}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.reports.map((report) => (
            <tr key={report.id}>
              <th scope="row">
                <a href={reportAddress(report.id)}>{report.year ?? words.value.cell.unrecognised}</a>
              </th>
              <td class={styles.prose} lang="zh-CN">
                {report.title}
              </td>
              <NumberCell n={report.passages} href={passagesAddress({ report: report.id })} />
              <td class={styles.number}>
                {report.problems > 0 ? <a href={`${reportAddress(report.id)}#source`}>{report.problems}</a> : 0}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
