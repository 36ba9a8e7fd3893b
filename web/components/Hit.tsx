import { useState } from 'preact/hooks'
import { onlyFilter, reportAddress, type SearchState, writeAddress } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { itemOfHit } from '../basket/item.ts'
import { citation, permalink } from '../citation.ts'
import { labelOf, messages } from '../messages/index.ts'
import { foldText, rangesWithin } from '../ranges.ts'
import { dataVersion } from '../stores/version.ts'
import { BasketButton } from './BasketButton.tsx'
import { copyText } from './clipboard.ts'
import { Marked } from './Marked.tsx'
import styles from './results.module.css'

export type HitData = SearchResponse['hits'][number]

/** One passage that was found: where it stands, its words, what it is about, and three things to do with it. */
export function Hit({ hit, state }: { hit: HitData; state: SearchState }) {
  const m = messages.value.hit
  const address = reportAddress(hit.report.id, state, hit.id)
  const { township, year } = hit.report
  return (
    <article class={styles.hit} data-hit={hit.id} tabIndex={-1} aria-labelledby={`hit-${hit.id}`}>
      <h3 class={styles.source} id={`hit-${hit.id}`} lang="zh-CN">
        <a href={address} data-permalink={permalink(location.origin, hit.report.id, hit.id)}>
          {township.name} {year}
        </a>
        {township.county && <span class={styles.quiet}>{township.county}</span>}
        {hit.headingPath.length > 0 && <span class={styles.path}>{hit.headingPath.join(' › ')}</span>}
      </h3>
      <HitText hit={hit} />
      <div class={styles.foot}>
        <Labels hit={hit} state={state} />
        <p class={`${styles.actions} no-print`}>
          <button type="button" class={styles.action} data-cite onClick={() => citeHit(hit)}>
            {m.cite}
          </button>
          <BasketButton
            id={hit.id}
            make={() => itemOfHit(hit, { at: new Date().toISOString(), dataVersion: dataVersion.value })}
            className={styles.action}
          />
          <a class={styles.action} href={address}>
            {m.read}
            <span class="hidden-text" lang="zh-CN">
              {' '}
              {township.name} {year} {m.nth(hit.n)}
            </span>
          </a>
        </p>
      </div>
    </article>
  )
}

function HitText({ hit }: { hit: HitData }) {
  const [open, setOpen] = useState(false)
  const m = messages.value.hit
  const parts = foldText(hit.text, hit.highlights)
  const whole = parts.length === 1 && parts[0]?.[0] === 0 && parts[0][1] === hit.text.length
  const shownParts = open || whole ? [[0, hit.text.length] as [number, number]] : parts
  return (
    <div class={styles.text}>
      <p lang="zh-CN">
        {shownParts.map(([start, end], i) => (
          <span key={start}>
            {start > 0 && (i === 0 || start > 0) && <span class={styles.gap}>……</span>}
            <Marked text={hit.text.slice(start, end)} ranges={rangesWithin(hit.highlights, start, end)} />
            {i === shownParts.length - 1 && end < hit.text.length && <span class={styles.gap}>……</span>}
          </span>
        ))}
      </p>
      {!whole && (
        <button type="button" class={`${styles.action} no-print`} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? m.fold : m.expand}
        </button>
      )}
    </div>
  )
}

/** Section, themes and practices as quiet links that narrow the question. */
function Labels({ hit, state }: { hit: HitData; state: SearchState }) {
  const m = messages.value.hit
  const practices = [...new Map(hit.practices.map((p) => [`${p.id}:${p.stance}`, p])).values()]
  return (
    <ul class={styles.labels}>
      <li>
        <a
          href={writeAddress(onlyFilter(state, 'section', hit.section))}
          title={m.filterBy(labelOf('section', hit.section))}
          class={styles.section}
          data-section={hit.section}
        >
          {labelOf('section', hit.section)}
        </a>
      </li>
      {hit.themes.map((theme) => (
        <li key={theme}>
          <a href={writeAddress(onlyFilter(state, 'theme', theme))} title={m.filterBy(labelOf('theme', theme))}>
            {labelOf('theme', theme)}
          </a>
        </li>
      ))}
      {practices.map((p) => (
        <li key={`${p.id}:${p.stance}`}>
          <a href={writeAddress(onlyFilter(state, 'practice', p.id))} title={m.filterBy(p.name)}>
            <span lang="zh-CN">{p.name}</span> · {labelOf('stance', p.stance)}
          </a>
        </li>
      ))}
      {hit.similar !== undefined && hit.similar > 0 && <li class={styles.quiet}>{m.similar(hit.similar)}</li>}
    </ul>
  )
}

/** Copies the footnote of a hit. */
export const citeHit = (hit: HitData): Promise<void> => {
  const link = permalink(location.origin, hit.report.id, hit.id)
  const today = new Date().toLocaleDateString('sv')
  return copyText(citation(hit, link, dataVersion.value, today), messages.value.hit.copied)
}
