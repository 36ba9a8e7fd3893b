import type { NamedResponse } from '../api-types.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { PageLinks } from '../components/PageLinks.tsx'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { NumberCell } from '../components/Table.tsx'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { named } from '../stores/explore.ts'

const PER_PAGE = 100

/** Names townships made themselves, by how far they have spread. */
export function NamedPage() {
  const m = words.value.named
  const { params } = useQuery()
  const asked = params.get('page') ?? ''
  const page = /^[1-9]\d{0,5}$/.test(asked) ? asked : '1'
  useTitle(m.title)
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <Loading resource={named} of={`page=${page}&perPage=${PER_PAGE}`}>
        {(reply) => <List reply={reply} />}
      </Loading>
    </div>
  )
}

function List({ reply }: { reply: NamedResponse }) {
  const m = words.value.named
  return (
    <>
      <p class={styles.lead}>{m.lead(reply.total)}</p>
      <ScrollBox label={m.title}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.name}</th>
              <th scope="col" class={styles.number} aria-sort="descending">
                {m.townships}
              </th>
              <th scope="col" class={styles.number}>
                {m.reports}
              </th>
              <th scope="col" class={styles.number}>
                {m.passages}
              </th>
              <th scope="col">{m.years}</th>
            </tr>
          </thead>
          <tbody>
            {reply.items.map((one) => (
              <tr key={one.key}>
                <th scope="row" lang="zh-CN">
                  <a href={passagesAddress({ named: one.key })}>{one.name}</a>
                </th>
                <NumberCell n={one.townships} href={passagesAddress({ named: one.key }, 'township')} />
                <NumberCell n={one.reports} href={passagesAddress({ named: one.key }, 'report')} />
                <NumberCell n={one.passages} href={passagesAddress({ named: one.key })} />
                <td>{[...new Set([one.firstYear, one.lastYear])].filter(Boolean).join('–')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <PageLinks total={reply.total} perPage={reply.perPage} page={reply.page} />
    </>
  )
}
