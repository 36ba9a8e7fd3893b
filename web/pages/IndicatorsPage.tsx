import { SECTIONS } from '../address.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { Distributions } from '../components/ledger/Distributions.tsx'
import { FILTERS, LedgerFilters, SCOPES } from '../components/ledger/LedgerFilters.tsx'
import { LedgerTable } from '../components/ledger/LedgerTable.tsx'
import { PageLinks } from '../components/PageLinks.tsx'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { words } from '../messages/explore/index.ts'
import { type LedgerPage, ledger } from '../stores/explore.ts'

const PER_PAGE = 50

/** Every number of the corpus with its sentence: filtered, sorted, and one kind laid out like with like. */
export function IndicatorsPage() {
  const m = words.value.indicators
  const { params } = useQuery()
  useTitle(m.title)
  const filters = new URLSearchParams()
  for (const name of FILTERS)
    for (const value of params.getAll(name)) if (usable(name, value)) filters.append(name, value)
  const page = new URLSearchParams(filters)
  const sort = params.get('sort')
  if (sort && sort in m.sorts) page.set('sort', sort)
  page.set('page', /^[1-9]\d{0,5}$/.test(params.get('page') ?? '') ? (params.get('page') ?? '1') : '1')
  page.set('perPage', String(PER_PAGE))
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <p class={styles.lead}>{m.lead}</p>
      <Loading resource={ledger} of={page.toString()}>
        {(reply) => <Ledger reply={reply} filters={filters} />}
      </Loading>
    </div>
  )
}

/** Broken values of an address are dropped, so that none of them is an error. */
const usable = (name: string, value: string): boolean => {
  if (name === 'year') return /^(19|20|21)\d\d$/.test(value)
  if (name === 'scope') return SCOPES.some((scope) => scope === value)
  if (name === 'valueFrom' || name === 'valueTo') return value !== '' && Number.isFinite(Number(value))
  if (name === 'section') return SECTIONS.some((section) => section === value)
  return value !== ''
}

function Ledger({ reply, filters }: { reply: LedgerPage; filters: URLSearchParams }) {
  const { summary } = reply
  const m = words.value.indicators
  const kind = filters.getAll('indicator')
  return (
    <>
      <LedgerFilters summary={summary} rows={reply.rows} />
      {kind.length === 1 && (
        <>
          <h2>{m.distribution}</h2>
          <Distributions summary={summary} filters={filters} />
          <h2>{m.rowsTitle}</h2>
        </>
      )}
      <div class={styles.bar}>
        <b role="status">{m.rows(reply.total)}</b>
        <a class={`${styles.button} ${styles.end} no-print`} href={`/api/indicators.csv?${filters}`} download>
          {m.csv}
        </a>
      </div>
      {kind.length !== 1 && <p class={styles.small}>{m.pick}</p>}
      <LedgerTable rows={reply.rows} kinds={kind.length === 1 ? [] : summary.kinds} />
      <PageLinks total={reply.total} perPage={reply.perPage} page={reply.page} />
    </>
  )
}
