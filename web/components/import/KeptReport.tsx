import { reportAddress } from '../../address.ts'
import type { Kept } from '../../import-api.ts'
import { importing } from '../../messages/import/index.ts'
import { doubtsOf } from '../../stores/import.ts'
import explore from '../explore.module.css'
import styles from './import.module.css'

/** The report that a stored file became, and what is doubtful about it. */
export function KeptReport({ report, problems }: Pick<Kept, 'report' | 'problems'>) {
  const doubts = doubtsOf({ problems })
  return (
    <>
      {report && (
        <p>
          <a href={reportAddress(report.id)} lang="zh-CN">
            {report.township.name} {report.year ?? importing.value.unknown}
          </a>{' '}
          <span class={explore.quiet} lang="zh-CN">
            {report.title}
          </span>
        </p>
      )}
      {doubts.length > 0 && (
        <ul class={styles.doubt} lang="zh-CN">
          {doubts.map((problem) => (
            <li key={problem.message}>{problem.message}</li>
          ))}
        </ul>
      )}
    </>
  )
}
