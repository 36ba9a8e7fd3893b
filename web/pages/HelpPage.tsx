import { useEffect } from 'preact/hooks'
import { change, readAddress, writeAddress } from '../address.ts'
import { useTitle } from '../components/page.ts'
import { Skeleton } from '../components/States.tsx'
import { restoreScroll } from '../components/scroll.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import styles from './help-page.module.css'

/** How to ask, how to load one's own reports, and what the numbers mean. */
export function HelpPage() {
  const m = messages.value.help
  useTitle(m.title)
  const about = shown(meta.state.value)
  const waiting = !about && meta.state.value.status !== 'error'
  useEffect(() => {
    const id = location.hash.slice(1)
    if (!waiting && !restoreScroll() && id) document.getElementById(id)?.scrollIntoView()
  }, [waiting])
  const fields = about?.queryFields ?? []
  const rows = [...m.rows, ...fields.map((f): [string, string] => [f.example, m.limit(f.names.join(' / '))])]
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      {waiting ? <Skeleton blocks={6} /> : <Content rows={rows} />}
    </div>
  )
}

function Content({ rows }: { rows: [string, string][] }) {
  const m = messages.value.help
  const blank = readAddress('')
  return (
    <>
      <h2 id="syntax">{m.syntax}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{m.write}</th>
            <th scope="col">{m.means}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([query, meaning]) => (
            <tr key={query}>
              <td lang="zh-CN">
                <a href={writeAddress(change(blank, { q: query }))}>{query}</a>
              </td>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2 id="method">{m.method}</h2>
      <ul>
        {m.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <h2 id="own">{m.own}</h2>
      <p>{m.ownText}</p>
      <p>
        <code>npm run -s index -- 文件夹</code>
      </p>
    </>
  )
}
