import { reportAddress } from '../address.ts'
import { api } from '../api.ts'
import type { CoverageResponse } from '../api-types.ts'
import { words } from '../messages/explore/index.ts'
import { createResource } from '../stores/resource.ts'
import styles from './explore.module.css'
import { Loading } from './Loading.tsx'
import { ScrollBox } from './ScrollBox.tsx'

/** Pages of the catalogue read at most; more reports are to be asked for through the API. */
const PAGES = 25
const PER_PAGE = 200

/** Reports with notes on their quality, gathered from the catalogue. */
const doubtful = createResource(async (_key: string, signal) => {
  const first = await api.reports(`perPage=${PER_PAGE}&sort=place`, signal)
  const reports = first.reports.filter((report) => report.problems.length > 0)
  for (let page = 2; page <= Math.min(PAGES, Math.ceil(first.total / PER_PAGE)); page++) {
    const more = await api.reports(`perPage=${PER_PAGE}&sort=place&page=${page}`, signal)
    reports.push(...more.reports.filter((report) => report.problems.length > 0))
  }
  return { dataVersion: first.dataVersion, reports }
})

/** What was doubtful in reading each report. */
export function ProblemReports() {
  const m = words.value.coverage
  return (
    <Loading resource={doubtful} of="">
      {({ reports }) =>
        reports.length === 0 ? (
          <p class={styles.quiet}>{m.noProblems}</p>
        ) : (
          <ScrollBox label={m.problems} tall>
            <table class={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{m.report}</th>
                  <th scope="col">{m.reason}</th>
                </tr>
              </thead>
              <tbody>
                {reports.map((report) => (
                  <tr key={report.id}>
                    <th scope="row" lang="zh-CN">
                      <a href={reportAddress(report.id)}>
                        {report.township.name} {report.year}
                      </a>
                    </th>
                    <td class={styles.prose} lang="zh-CN">
                      {report.problems.map((problem) => problem.message).join('；')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollBox>
        )
      }
    </Loading>
  )
}

/** Files that gave no report, with the reason. */
export function FailedFiles({ files }: { files: CoverageResponse['failed'] }) {
  const m = words.value.coverage
  if (files.length === 0) return <p class={styles.quiet}>{m.noFailed}</p>
  return (
    <ScrollBox label={m.failed} tall>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{m.file}</th>
            <th scope="col">{m.state}</th>
            <th scope="col">{m.reason}</th>
          </tr>
        </thead>
        <tbody>
          {files.slice(0, 500).map((file) => (
            <tr key={file.path}>
              <th scope="row" class={styles.path} lang="zh-CN">
                {file.path.split('/').slice(-2).join('/')}
              </th>
              <td>{m.status[file.status] ?? file.status}</td>
              <td class={styles.prose} lang="zh-CN">
                {file.problems.map((problem) => problem.message).join('；')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
