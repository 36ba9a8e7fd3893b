import { useEffect, useMemo, useState } from 'preact/hooks'
import { useLocation, useRoute } from 'preact-iso'
import { readAddress, reportAddress } from '../address.ts'
import type { Indicator, ReportResponse } from '../api-types.ts'
import { FiveContents } from '../components/FiveContents.tsx'
import { Outline } from '../components/Outline.tsx'
import { pageReady, useTitle } from '../components/page.ts'
import { ReaderPassage } from '../components/ReaderPassage.tsx'
import { ReaderSearch } from '../components/ReaderSearch.tsx'
import { SectionLegend } from '../components/SectionLegend.tsx'
import { SourceCard } from '../components/SourceCard.tsx'
import { Failure, Skeleton } from '../components/States.tsx'
import { forgetScroll, restoreScroll } from '../components/scroll.ts'
import { ThemeStrip } from '../components/ThemeStrip.tsx'
import { messages } from '../messages/index.ts'
import { report, reportHits, reportHitsKey } from '../stores/report.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import styles from './reader-page.module.css'

/** A whole report in order, with its outline, its labels, and the passage one came from in sight. */
export function ReaderPage() {
  const { params } = useRoute()
  const id = params.id ?? ''
  const loaded = report.state.value
  useEffect(() => report.load(id), [id])
  if (loaded.status === 'error' && loaded.error.status === 404) {
    return <NotFoundPage title={messages.value.notFound.report} />
  }
  if (loaded.status === 'error') {
    return <Failure error={loaded.error} retrying={loaded.retrying} retry={report.retry} />
  }
  if (loaded.status !== 'ready' || loaded.key !== id) {
    return (
      <div class={styles.loading}>
        <p class="hidden-text">{messages.value.reader.loading}</p>
        <Skeleton blocks={6} />
      </div>
    )
  }
  return <Reader key={id} full={loaded.value} />
}

function Reader({ full }: { full: ReportResponse }) {
  const { url } = useLocation()
  const query = new URL(url, location.origin).search
  const state = useMemo(() => readAddress(query), [query])
  const asked = state.q.trim() !== ''
  const target = useTarget()
  useEffect(pageReady, [])
  const key = asked ? reportHitsKey(full.report.id, state.q, state.mode, state.aliases) : undefined
  const found = reportHits.state.value
  const hits = found.status === 'ready' && found.key === key ? found.value : undefined
  const { township, year } = full.report
  useTitle(`${township.name}${year ? ` ${year}` : ''}`)

  useEffect(() => {
    if (key) reportHits.load(key)
    else reportHits.reset()
  }, [key])

  const indicators = useMemo(() => byPassage(full.indicators), [full])
  return (
    <div class={styles.reader}>
      <header class={styles.head}>
        <h1 id="report-title" lang="zh-CN">
          {township.name} {year}
        </h1>
        <p class={styles.quiet} lang="zh-CN">
          {full.report.title}
        </p>
        <Years full={full} />
        <ReaderSearch id={full.report.id} state={state} hits={hits} />
        <SectionLegend passages={full.passages} />
      </header>
      <aside class={styles.left}>
        <Outline passages={full.passages} />
        <FiveContents full={full} />
        <ThemeStrip report={full.report.id} passages={full.passages} />
      </aside>
      <article class={styles.report} aria-labelledby="report-title">
        {full.passages.map((passage, i) => (
          <ReaderPassage
            key={passage.id}
            passage={passage}
            report={full.report}
            opens={passage.section !== full.passages[i - 1]?.section}
            target={passage.id === target}
            hits={hits?.ranges.get(passage.id) ?? []}
            indicators={indicators.get(passage.n) ?? []}
          />
        ))}
        <SourceCard report={full.report} />
      </article>
    </div>
  )
}

/** Links to the same township's reports of other years. */
function Years({ full }: { full: ReportResponse }) {
  const { siblings = [], report: here } = full
  if (siblings.length < 2) return null
  return (
    <nav class={`${styles.years} no-print`} aria-label={messages.value.reader.years}>
      <ul>
        {siblings.map((other) => (
          <li key={other.id}>
            <a
              href={reportAddress(other.id)}
              aria-current={other.id === here.id ? 'page' : undefined}
              title={other.title}
            >
              {other.year ?? '?'}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The passage in the address (`#p=`), marked and brought below the sticky head whenever it changes. */
const useTarget = (): string | undefined => {
  const [target, setTarget] = useState(passageInHash)
  useEffect(() => {
    const onHash = (): void => {
      forgetScroll()
      setTarget(passageInHash())
    }
    addEventListener('hashchange', onHash)
    return () => removeEventListener('hashchange', onHash)
  }, [])
  // After the router has gone to the top of the new page.
  useEffect(() => {
    const id = target ? `p=${target}` : location.hash.slice(1)
    if (!restoreScroll() && id) document.getElementById(id)?.scrollIntoView()
  }, [target])
  return target
}

const passageInHash = (): string | undefined => {
  const match = /^#p=(.+)$/.exec(location.hash)
  try {
    return match?.[1] === undefined ? undefined : decodeURIComponent(match[1])
  } catch {
    return undefined
  }
}

const byPassage = (indicators: readonly Indicator[]): Map<number, Indicator[]> => {
  const map = new Map<number, Indicator[]>()
  for (const indicator of indicators) map.set(indicator.n, [...(map.get(indicator.n) ?? []), indicator])
  return map
}
