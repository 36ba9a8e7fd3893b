import { useEffect } from 'preact/hooks'
import { change, readAddress, writeAddress } from '../address.ts'
import { useTitle } from '../components/page.ts'
import { restoreScroll } from '../components/scroll.ts'
import { messages } from '../messages/index.ts'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import styles from './help-page.module.css'

/** How to ask, how to load one's own reports, and what the numbers mean. */
export function HelpPage() {
  const m = messages.value.help
  useTitle(m.title)
  useEffect(() => {
    const id = location.hash.slice(1)
    if (!restoreScroll() && id) document.getElementById(id)?.scrollIntoView()
  }, [])
  const blank = readAddress('')
  const fields = shown(meta.state.value)?.queryFields ?? []
  const rows = [...m.rows, ...fields.map((f): [string, string] => [f.example, m.limit(f.names.join(' / '))])]
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
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
    </div>
  )
}
