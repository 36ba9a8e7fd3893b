import { useState } from 'preact/hooks'
import type { Indicator, Passage, Range, Report } from '../api-types.ts'
import { itemOfPassage } from '../basket/item.ts'
import { citation, permalink } from '../citation.ts'
import { words } from '../messages/explore/index.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'
import { cutText } from '../ranges.ts'
import { settings } from '../stores/settings.ts'
import { dataVersion } from '../stores/version.ts'
import { BasketButton } from './BasketButton.tsx'
import { copyText } from './clipboard.ts'
import { SimilarPassages } from './SimilarPassages.tsx'

interface Props {
  passage: Passage
  report: Report
  /** first passage of its section */
  opens: boolean
  /** the passage in the address */
  target: boolean
  hits: readonly Range[]
  indicators: readonly Indicator[]
}

/** One passage with its notes beside it. */
export function ReaderPassage({ passage, report, opens, target, hits, indicators }: Props) {
  const m = messages.value.reader
  const [near, setNear] = useState(false)
  const level = Math.min(passage.headingPath.length + 1, 4)
  return (
    <div
      id={`p=${passage.id}`}
      class={`${styles.passage} ${target ? styles.target : ''}`}
      data-section={passage.section}
      data-role={passage.role}
    >
      {opens && <p class={styles.sectionName}>{labelOf('section', passage.section)}</p>}
      <div class={styles.body}>
        {target && <p class="hidden-text">{m.from}</p>}
        <p
          lang="zh-CN"
          {...(passage.role === 'heading' ? { role: 'heading', 'aria-level': level } : {})}
          class={styles.words}
        >
          <Words passage={passage} hits={hits} indicators={indicators} />
        </p>
        {near && <SimilarPassages id={passage.id} close={() => setNear(false)} />}
      </div>
      <div class={styles.margin}>
        <Notes passage={passage} indicators={indicators} />
        <p class={`${styles.tools} no-print`}>
          <a href={`#p=${encodeURIComponent(passage.id)}`} aria-label={`${m.link} ${passage.n}`} title={m.link}>
            {passage.n}
          </a>
          <span class={styles.acts}>
            <button
              type="button"
              aria-label={`${messages.value.hit.cite} ${passage.n}`}
              onClick={() => cite(passage, report)}
            >
              {messages.value.hit.cite}
            </button>
            <BasketButton
              id={passage.id}
              make={() =>
                itemOfPassage(passage, report, { at: new Date().toISOString(), dataVersion: dataVersion.value })
              }
              about={String(passage.n)}
            />
            {passage.role !== 'heading' && (
              <button
                type="button"
                aria-expanded={near}
                aria-label={`${words.value.similar.open} ${passage.n}`}
                onClick={() => setNear(!near)}
              >
                {words.value.similar.open}
              </button>
            )}
          </span>
        </p>
      </div>
    </div>
  )
}

function Words({ passage, hits, indicators }: Pick<Props, 'passage' | 'hits' | 'indicators'>) {
  const layers = {
    practice: settings.markPractices.value ? [...passage.practices, ...passage.named].map(toRange) : [],
    number: settings.markNumbers.value ? indicators.map(toRange) : [],
    hit: [...hits],
  }
  return (
    <>
      {cutText(passage.text, layers).map(({ text, start, marks }) => {
        const classes = marks.map((mark) =>
          mark === 'practice' ? styles.practice : mark === 'number' ? styles.number : '',
        )
        const inner = <span class={classes.join(' ') || undefined}>{text}</span>
        return marks.includes('hit') ? <mark key={start}>{inner}</mark> : <span key={start}>{inner}</span>
      })}
    </>
  )
}

const toRange = ({ start, end }: { start: number; end: number }): Range => [start, end]

/** Practices and numbers of the passage, each named once. */
function Notes({ passage, indicators }: Pick<Props, 'passage' | 'indicators'>) {
  const m = messages.value
  const practices = [...new Map(passage.practices.map((p) => [`${p.id}:${p.stance}`, p])).values()]
  const named = [...new Set(passage.named.map((n) => n.name))]
  return (
    <ul class={styles.notes}>
      {passage.role !== 'heading' &&
        passage.themes.slice(0, 1).map((theme) => (
          <li key={theme} class={styles.quiet}>
            {labelOf('theme', theme)}
          </li>
        ))}
      {settings.markPractices.value &&
        practices.map((p) => (
          <li key={`${p.id}:${p.stance}`}>
            <a href={`/practices/${encodeURIComponent(p.id)}`} lang="zh-CN">
              {p.name}
            </a>{' '}
            {labelOf('stance', p.stance)}
          </li>
        ))}
      {settings.markPractices.value &&
        named.map((name) => (
          <li key={name} lang="zh-CN">
            “{name}” <span class={styles.quiet}>{m.facets.fields.named}</span>
          </li>
        ))}
      {settings.markNumbers.value &&
        indicators.map((i) => (
          <li key={`${i.start}:${i.indicator}`} lang="zh-CN">
            {i.label} <b>{i.text}</b> <span class={styles.quiet}>{m.scope[i.scope]}</span>
          </li>
        ))}
    </ul>
  )
}

const cite = (passage: Passage, report: Report): Promise<void> => {
  const link = permalink(location.origin, report.id, passage.id)
  const today = new Date().toLocaleDateString('sv')
  const cited = { report, n: passage.n, headingPath: passage.headingPath }
  return copyText(citation(cited, link, dataVersion.value, today), messages.value.hit.copied)
}
