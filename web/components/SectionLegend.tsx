import type { Passage } from '../api-types.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'

/** The sections of a report in its order, each with its colour, how much there is of it, and the way to its beginning. */
export function SectionLegend({ passages }: { passages: readonly Passage[] }) {
  const m = messages.value
  const sections = new Map<string, Passage[]>()
  for (const passage of passages) sections.set(passage.section, [...(sections.get(passage.section) ?? []), passage])
  return (
    <nav class={`${styles.legend} no-print`} aria-label={m.facets.fields.section}>
      <ul>
        {[...sections].map(([section, inside]) => (
          <li key={section} data-section={section}>
            <a href={`#p=${encodeURIComponent(inside[0]?.id ?? '')}`}>{labelOf('section', section)}</a>{' '}
            <span class={styles.quiet}>{m.reader.passages(inside.length)}</span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
