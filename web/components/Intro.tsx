import { useEffect } from 'preact/hooks'
import { change, readAddress, writeAddress } from '../address.ts'
import { messages } from '../messages/index.ts'
import styles from '../pages/search-page.module.css'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import { restoreScroll } from './scroll.ts'

/** The first page before anything was asked: what this is, some questions to try, and the way in without one. */
export function Intro() {
  const m = messages.value.intro
  useEffect(() => {
    restoreScroll()
  }, [])
  const about = shown(meta.state.value)
  const blank = readAddress('')
  return (
    <div class={styles.intro}>
      <p>{m.text}</p>
      <h2>{m.examples}</h2>
      <ul class={styles.examples}>
        {m.queries.map((q) => (
          <li key={q} lang="zh-CN">
            <a href={writeAddress(change(blank, { q }))}>{q}</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={writeAddress(change(blank, {}))}>{m.browse}</a>
      </p>
      <p class={styles.quiet}>{about && m.size(about.passages, about.reports, about.townships)}</p>
    </div>
  )
}
