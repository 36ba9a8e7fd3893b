import { reportAddress } from '../../address.ts'
import type { Waiting } from '../../import-api.ts'
import { importing } from '../../messages/import/index.ts'
import { announce } from '../../stores/announce.ts'
import { desk, doubtsOf, isReady, type Row, standOf } from '../../stores/import.ts'
import explore from '../explore.module.css'
import { CorrectionForm } from './CorrectionForm.tsx'
import { errorText } from './error-text.ts'
import styles from './import.module.css'
import { KeptReport } from './KeptReport.tsx'

/** One file: how it stands, what was understood of it, and what can be done with it. */
export function FileCard({ row, store }: { row: Row; store: (keys: string[]) => void }) {
  const m = importing.value
  const { key, name, file, kept } = row
  const stand = standOf(row)
  const drop = (): void => {
    desk.drop(key)
    announce(m.dropped(name), 0)
    // the card that had the focus is gone
    setTimeout(() => document.querySelector<HTMLElement>('[data-import-list] li button, main h1')?.focus())
  }
  return (
    <li class={styles.card} data-stand={stand}>
      <h3>
        <span lang="zh-CN">{name}</span> <span class={`${styles.stand} ${styles[stand] ?? ''}`}>{m.states[stand]}</span>
      </h3>
      {row.error && <p class={styles.wrong}>{errorText(row.error)}</p>}
      {row.state === 'stored' ? kept && <KeptReport {...kept} /> : file && <Understood file={file} />}
      {row.state === 'waiting' && file && file.state !== 'refused' && (
        <details class={styles.details}>
          <summary>{m.correct.open}</summary>
          <CorrectionForm
            key={JSON.stringify(file.correction)}
            correction={file.correction}
            known={{ township: file.report?.township?.name, year: file.report?.year, title: file.report?.title }}
            noReport={file.state === 'no-report'}
            submit={m.correct.apply}
            apply={(correction) => desk.correct(key, correction)}
          />
        </details>
      )}
      <p class={styles.actions}>
        {isReady(row) && (
          <button type="button" class={explore.button} onClick={() => store([key])} aria-label={`${m.store} ${name}`}>
            {m.store}
          </button>
        )}
        {row.state === 'failed' && (
          <button
            type="button"
            class={explore.button}
            onClick={() => desk.retry(key)}
            aria-label={`${m.retry} ${name}`}
          >
            {m.retry}
          </button>
        )}
        {(row.state === 'waiting' || row.state === 'failed') && (
          <button type="button" class={explore.button} onClick={drop} aria-label={`${m.drop1} ${name}`}>
            {m.drop1}
          </button>
        )}
      </p>
    </li>
  )
}

function Understood({ file }: { file: Waiting }) {
  const m = importing.value
  const { report, standing } = file
  const doubts = doubtsOf(file)
  return (
    <>
      {report && <Facts file={file} />}
      {standing && (
        <p class={styles.doubt}>
          <a href={reportAddress(standing.id)}>{m.standing(`${standing.township.name} ${standing.year ?? ''}`)}</a>
        </p>
      )}
      {doubts.length > 0 && (
        <ul class={styles.doubt} aria-label={m.problems} lang="zh-CN">
          {doubts.map((problem) => (
            <li key={problem.message}>{problem.message}</li>
          ))}
        </ul>
      )}
      {file.first.length > 0 && (
        <details class={styles.details}>
          <summary>{m.first}</summary>
          <div class={styles.first} lang="zh-CN">
            {file.first.map(({ role, text }, i) => (
              <p key={`${i}${role}`} data-role={role}>
                {text}
              </p>
            ))}
          </div>
        </details>
      )}
    </>
  )
}

function Facts({ file }: { file: Waiting }) {
  const m = importing.value
  const { report, correction, format, encoding, passages, indicators } = file
  const place = report?.township
  const where = place && [place.province, place.city, place.county, place.name].filter(Boolean).join(' ')
  const by = (stated: unknown): string => (stated === undefined ? '' : `（${m.correct.names}）`)
  const facts: [string, string | undefined][] = [
    [m.facts.title, report?.title && report.title + by(correction.title)],
    [m.facts.place, where && where + (place.code ? ` ${place.code}` : '') + by(correction.code ?? correction.township)],
    [m.facts.year, report?.year === undefined ? undefined : `${report.year}${by(correction.year)}`],
    [m.facts.date, report?.date],
    [m.facts.issuer, report?.issuer],
    [m.facts.docNumber, report?.docNumber],
    [m.facts.size, m.parts(passages, indicators)],
    [m.facts.format, [format, encoding].filter(Boolean).join(' · ')],
  ]
  const always = new Set([m.facts.title, m.facts.place, m.facts.year])
  return (
    <dl class={styles.facts}>
      {facts.map(
        ([name, value]) =>
          (value || always.has(name)) && (
            <div key={name}>
              <dt>{name}</dt>
              <dd lang="zh-CN" class={value ? undefined : explore.quiet}>
                {value || m.unknown}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
