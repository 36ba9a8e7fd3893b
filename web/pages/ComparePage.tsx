import { COMPARE_BY } from '../compare/rows.ts'
import { CompareTable } from '../components/compare/CompareTable.tsx'
import { ReportChoice } from '../components/compare/ReportChoice.tsx'
import explore from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { study } from '../messages/study/index.ts'
import { compared, readIds } from '../stores/compare.ts'

/** Reports side by side: how each writes about the same content, theme, practice or number. */
export function ComparePage() {
  const m = study.value.compare
  const { params, to } = useQuery()
  const ids = readIds(params.get('reports'))
  const by = COMPARE_BY.find((one) => one === params.get('rows')) ?? 'five'
  useTitle(m.title)
  return (
    <div class={explore.page}>
      <h1>{m.title}</h1>
      <p class={`${explore.lead} no-print`}>{m.lead}</p>
      <ReportChoice ids={ids} />
      {ids.length === 0 ? (
        <p class={explore.lead}>{m.few}</p>
      ) : (
        <>
          <nav class={`${explore.tabs} no-print`} aria-label={m.rowsLabel}>
            {COMPARE_BY.map((one) => (
              <a
                key={one}
                href={to({ rows: one === 'five' ? undefined : one })}
                aria-current={one === by ? 'page' : undefined}
              >
                {m.tabs[one]}
              </a>
            ))}
          </nav>
          <Loading resource={compared} of={ids.join(',')}>
            {({ columns }) => <CompareTable by={by} columns={columns} />}
          </Loading>
        </>
      )}
    </div>
  )
}
