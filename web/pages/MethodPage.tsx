import { useEffect } from 'preact/hooks'
import styles from '../components/explore.module.css'
import { pageReady, useTitle } from '../components/page.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { restoreScroll } from '../components/scroll.ts'
import measured from '../measured.json'
import { en } from '../messages/method/en.ts'
import { zh } from '../messages/method/zh.ts'
import { settings } from '../stores/settings.ts'

/** How labels are decided, how well, and what the numbers cannot bear. */
export function MethodPage() {
  const english = settings.language.value === 'en'
  const m = english ? en : zh
  useTitle(m.title)
  useEffect(() => {
    pageReady()
    const id = location.hash.slice(1)
    if (!restoreScroll() && id) document.getElementById(id)?.scrollIntoView()
  }, [])
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <p class={styles.lead}>{m.lead}</p>
      <nav class={`${styles.contents} no-print`} aria-label={m.contents}>
        {[...m.parts, { id: 'measured', title: m.measured }, { id: 'limits', title: m.limits }].map((part) => (
          <a key={part.id} href={`#${part.id}`}>
            {part.title}
          </a>
        ))}
      </nav>
      {m.parts.map((part) => (
        <section key={part.id}>
          <h2 id={part.id}>{part.title}</h2>
          <Points list={part.points} />
        </section>
      ))}
      <h2 id="measured">{m.measured}</h2>
      <p class={styles.lead}>{m.measuredLead(measured.reports, measured.passages)}</p>
      <ScrollBox label={m.measured}>
        <table class={`${styles.table} ${styles.fit}`}>
          <thead>
            <tr>
              <th scope="col">{m.item}</th>
              <th scope="col" class={styles.number}>
                {m.value}
              </th>
              <th scope="col" class={styles.number}>
                {m.of}
              </th>
            </tr>
          </thead>
          <tbody>
            {measured.rows.map((row) => (
              <tr key={row.zh}>
                <th scope="row">{english ? row.en : row.zh}</th>
                <td class={styles.number}>{(100 * row.value).toFixed(1)}%</td>
                <td class={styles.number}>{row.of}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p class={styles.small}>
        {m.measuredOn(measured.date)} <code lang="zh-CN">{measured.command}</code>
      </p>
      <h2 id="limits">{m.limits}</h2>
      <Points list={m.limitPoints} />
    </div>
  )
}

function Points({ list }: { list: readonly string[] }) {
  return (
    <ul class={styles.points}>
      {list.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  )
}
