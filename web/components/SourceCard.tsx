import { useEffect } from 'preact/hooks'
import { reportAddress } from '../address.ts'
import { originalAddress } from '../api.ts'
import type { Report } from '../api-types.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'
import { original } from '../stores/report.ts'

/** Where the text comes from, what was read of its head, and what went wrong in reading it. */
export function SourceCard({ report }: { report: Report }) {
  const m = messages.value.reader
  const { township, source } = report
  const above = [township.province, township.city, township.county].filter(Boolean).join(' ')
  const sure = township.confidence === undefined ? '' : m.confidence(Math.round(township.confidence * 100))
  const place = `${above || m.placeUnknown} ${township.name}（${labelOf('level', township.level)}）`
  const rows: [string, string | undefined][] = [
    [m.issuer, report.issuer],
    [m.docNumber, report.docNumber],
    [m.addressee, report.addressee],
    [m.date, report.date],
    [m.place, [place, township.code, sure].filter(Boolean).join(' · ')],
    [m.evidence, township.evidence?.join('；')],
    [m.file, source.path],
    [m.format, [source.format, source.encoding].filter(Boolean).join(' · ')],
    [m.hash, source.sha256],
    [m.imported, new Date(source.importedAt).toLocaleString('sv')],
  ]
  return (
    <section id="source" class={styles.source} aria-labelledby="source-title">
      <h2 id="source-title">{m.source}</h2>
      <dl lang="zh-CN">
        {rows
          .filter(([, value]) => value !== undefined && value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt lang={messages.value.lang}>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        {source.url && (
          <div>
            <dt>URL</dt>
            <dd>
              {/^https?:/.test(source.url) ? (
                <a href={source.url} rel="noreferrer">
                  {source.url}
                </a>
              ) : (
                source.url
              )}
            </dd>
          </div>
        )}
      </dl>
      <OriginalFile id={report.id} />
      {report.duplicateOf && (
        <p>
          {m.duplicate} <a href={reportAddress(report.duplicateOf)}>{report.duplicateOf}</a>
        </p>
      )}
      <h3>{report.problems.length > 0 ? m.problems : m.noProblems}</h3>
      {report.problems.length > 0 && (
        <ul lang="zh-CN">
          {report.problems.map((p) => (
            <li key={`${p.code}:${p.message}`}>
              {p.message} <code>{p.code}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The file itself, or why it can no longer be had; nothing moves when the answer comes. */
function OriginalFile({ id }: { id: string }) {
  const m = messages.value.reader.original
  useEffect(() => original.load(id), [id])
  const now = original.state.value
  const state = now.status === 'ready' && now.key === id ? now.value.state : undefined
  return (
    <p class="no-print">
      {state === 'gone' || state === 'changed' ? (
        m[state]
      ) : (
        <a href={originalAddress(id)} download>
          {m.download}
        </a>
      )}
    </p>
  )
}
