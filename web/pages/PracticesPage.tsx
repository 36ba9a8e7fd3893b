import { STANCES } from '../address.ts'
import type { PracticeSummary, PracticesResponse, Stance } from '../api-types.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { CsvButton, NumberCell, SortHead } from '../components/Table.tsx'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { labelOf } from '../messages/index.ts'
import { practices } from '../stores/explore.ts'

/** Every practice of the lexicon with how many townships do, plan, lack or mention it. */
export function PracticesPage() {
  const m = words.value.practices
  useTitle(m.title)
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <Loading resource={practices} of="">
        {(reply) => <Index reply={reply} />}
      </Loading>
    </div>
  )
}

function Index({ reply }: { reply: PracticesResponse }) {
  const m = words.value
  const { params, to, go } = useQuery()
  const shownRows = sorted(
    reply.practices.filter((one) => fits(one, params)),
    params.get('sort') ?? 'reports',
  )
  const options = (values: string[]): string[] => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'zh-CN'))
  const found = reply.practices.filter((one) => one.total.passages > 0).length
  return (
    <>
      <p class={styles.lead}>
        {m.practices.lead(found, reply.practices.length, reply.coverage.reports, reply.coverage.townships)}{' '}
        {m.practices.namedLead}
        <a href="/named">{m.practices.named}</a>
      </p>
      <div class={`${styles.bar} no-print`}>
        <label>
          {m.practices.find}
          <input
            type="search"
            value={params.get('q') ?? ''}
            onInput={(event) => go({ q: event.currentTarget.value }, true)}
          />
        </label>
        <Choice name="kind" label={m.practices.kind} values={options(reply.practices.map((one) => one.kind))} />
        <Choice name="theme" label={m.practices.theme} values={options(reply.practices.map((one) => one.theme))} />
        <label>
          <input
            type="checkbox"
            checked={params.get('all') !== '1'}
            onChange={(event) => go({ all: event.currentTarget.checked ? undefined : '1' }, true)}
          />
          {m.practices.onlyFound}
        </label>
        <span class={styles.end}>
          <CsvButton name="practices" rows={() => csvRows(shownRows)} />
        </span>
      </div>
      <p class={styles.small} role="status">
        {m.table.rows(shownRows.length, reply.practices.length)} · {m.practices.unit}
      </p>
      <ScrollBox label={m.practices.title}>
        <table class={styles.table}>
          <thead>
            <tr>
              <SortHead label={m.practices.name} active={arrow(params, 'name')} href={to({ sort: 'name' })} />
              <th scope="col">{m.practices.kind}</th>
              <SortHead label={m.practices.theme} active={arrow(params, 'theme')} href={to({ sort: 'theme' })} />
              {STANCES.map((stance) => (
                <SortHead
                  key={stance}
                  number
                  label={labelOf('stance', stance)}
                  active={arrow(params, stance)}
                  href={to({ sort: stance })}
                />
              ))}
              <SortHead
                number
                label={m.practices.reports}
                active={arrow(params, 'reports')}
                href={to({ sort: undefined })}
              />
            </tr>
          </thead>
          <tbody>
            {shownRows.map((one) => (
              <Row key={one.id} practice={one} reports={reply.coverage.reports} />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {shownRows.length === 0 && <p>{m.table.none}</p>}
    </>
  )
}

function Choice({ name, label, values }: { name: string; label: string; values: string[] }) {
  const { params, go } = useQuery()
  return (
    <label>
      {label}
      <select value={params.get(name) ?? ''} onChange={(event) => go({ [name]: event.currentTarget.value }, true)}>
        <option value="">{words.value.table.any}</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {(name === 'kind' && words.value.practices.kinds[value]) || labelOf(name, value)}
          </option>
        ))}
      </select>
    </label>
  )
}

function Row({ practice, reports }: { practice: PracticeSummary; reports: number }) {
  return (
    <tr>
      <th scope="row" lang="zh-CN">
        <a href={`/practices/${practice.id}`}>{practice.name}</a>
      </th>
      <td>{words.value.practices.kinds[practice.kind] ?? practice.kind}</td>
      <td>{labelOf('theme', practice.theme)}</td>
      {STANCES.map((stance) => (
        <NumberCell
          key={stance}
          n={practice.stances[stance]?.townships ?? 0}
          href={passagesAddress({ practice: practice.id, stance }, 'township')}
        />
      ))}
      <NumberCell
        n={practice.total.reports}
        href={passagesAddress({ practice: practice.id }, 'report')}
        of={` / ${reports}`}
      />
    </tr>
  )
}

const fits = (one: PracticeSummary, params: URLSearchParams): boolean => {
  const q = params.get('q')?.trim() ?? ''
  const kind = params.get('kind')
  const theme = params.get('theme')
  return (
    (q === '' || [one.name, ...one.aliases].some((name) => name.includes(q))) &&
    (!kind || one.kind === kind) &&
    (!theme || one.theme === theme) &&
    (params.get('all') === '1' || one.total.passages > 0)
  )
}

const sorted = (list: PracticeSummary[], by: string): PracticeSummary[] => {
  const name = (a: PracticeSummary, b: PracticeSummary): number => a.name.localeCompare(b.name, 'zh-CN')
  const count = (one: PracticeSummary): number =>
    by === 'reports' ? one.total.reports : (one.stances[by as Stance]?.townships ?? 0)
  if (by === 'name') return list.sort(name)
  if (by === 'theme') return list.sort((a, b) => a.theme.localeCompare(b.theme) || name(a, b))
  return list.sort((a, b) => count(b) - count(a) || b.total.reports - a.total.reports || name(a, b))
}

const arrow = (params: URLSearchParams, column: string): 'ascending' | 'descending' | undefined => {
  if ((params.get('sort') ?? 'reports') !== column) return undefined
  return column === 'name' || column === 'theme' ? 'ascending' : 'descending'
}

const csvRows = (list: readonly PracticeSummary[]) => {
  const m = words.value.practices
  const head = ['id', m.name, m.kind, m.theme, ...STANCES.map((stance) => labelOf('stance', stance)), m.reports]
  const row = (one: PracticeSummary) => [
    one.id,
    one.name,
    m.kinds[one.kind] ?? one.kind,
    labelOf('theme', one.theme),
    ...STANCES.map((stance) => one.stances[stance]?.townships ?? 0),
    one.total.reports,
  ]
  return [head, ...list.map(row)]
}
