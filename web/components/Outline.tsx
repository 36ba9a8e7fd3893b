import type { Passage } from '../api-types.ts'
import { labelOf, messages } from '../messages/index.ts'
import styles from '../pages/reader-page.module.css'
import { narrow } from './media.ts'

/** One line of the outline. */
export interface OutlineEntry {
  id: string
  label: string
  depth: number
  section: string
  /** a section's name, where the text has no heading of its own */
  implied: boolean
}

/** Headings in order with their depth (from 0); a section that begins without a heading is named by its section. */
export const outlineOf = (passages: readonly Passage[], nameOf: (section: string) => string): OutlineEntry[] => {
  const entries: OutlineEntry[] = []
  const path: string[] = []
  let section: string | undefined
  for (const p of passages) {
    const opens = p.section !== section
    section = p.section
    const heading = p.headingPath.at(-1)
    const samePath = p.headingPath.length === path.length && p.headingPath.every((h, i) => h === path[i])
    path.splice(0, path.length, ...p.headingPath)
    const quiet = p.section === 'front-matter' || p.section === 'closing'
    if (heading !== undefined && !samePath) {
      entries.push({ id: p.id, label: heading, depth: p.headingPath.length - 1, section, implied: false })
    } else if (opens && !quiet) {
      entries.push({ id: p.id, label: nameOf(p.section), depth: p.headingPath.length, section, implied: true })
    }
  }
  return entries
}

/** The outline as links to its passages. */
export function Outline({ passages }: { passages: readonly Passage[] }) {
  const entries = outlineOf(passages, (section) => labelOf('section', section))
  return (
    <nav class={`${styles.outline} no-print`} aria-label={messages.value.reader.outline}>
      <details open={!narrow.value}>
        <summary>{messages.value.reader.outline}</summary>
        <ol>
          {entries.map((entry) => (
            <li key={entry.id} data-depth={Math.min(entry.depth, 3)} data-section={entry.section}>
              <a
                href={`#p=${encodeURIComponent(entry.id)}`}
                lang={entry.implied ? undefined : 'zh-CN'}
                class={entry.implied ? styles.implied : undefined}
              >
                {entry.label}
              </a>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}
