import type { Passage } from '../api-types.ts'
import { passagesAddress } from '../links.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'
import { narrow } from './media.ts'

/** What the report is about: each theme with its passages, and a strip of the whole text that shows where they stand. */
export function ThemeStrip({ report, passages }: { report: string; passages: readonly Passage[] }) {
  const m = messages.value
  const themes = new Map<string, number[]>()
  passages.forEach((passage, i) => {
    for (const theme of passage.themes) themes.set(theme, [...(themes.get(theme) ?? []), i])
  })
  if (themes.size === 0) return null
  const width = 100 / passages.length
  return (
    <details class={`${styles.themes} no-print`} open={!narrow.value}>
      <summary>{m.facets.fields.theme}</summary>
      <ul>
        {[...themes]
          .sort(([, a], [, b]) => b.length - a.length)
          .map(([theme, places]) => (
            <li key={theme}>
              <a href={passagesAddress({ theme, report })}>{labelOf('theme', theme)}</a>{' '}
              <span class={styles.quiet}>{m.reader.passages(places.length)}</span>
              <span class={styles.strip} aria-hidden="true">
                {places.map((i) => (
                  <span key={i} style={{ insetInlineStart: `${i * width}%`, width: `${width}%` }} />
                ))}
              </span>
            </li>
          ))}
      </ul>
      <p class={styles.small}>{m.reader.stripNote}</p>
    </details>
  )
}
