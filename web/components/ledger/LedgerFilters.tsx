import type { IndicatorRow, LedgerSummaryResponse, ScopeName } from '../../api-types.ts'
import { words } from '../../messages/explore/index.ts'
import { messages } from '../../messages/index.ts'
import { num } from '../../messages/number.ts'
import { settings } from '../../stores/settings.ts'
import styles from '../explore.module.css'
import { useQuery } from '../query.ts'
import { PlaceField } from './PlaceField.tsx'
import { TypedField } from './TypedField.tsx'

/** Scopes in the order in which they are offered. */
export const SCOPES: readonly ScopeName[] = ['year', 'stock', 'cumulative', 'plan', 'other']
/** Parameters of the address that the server understands as filters. */
export const FILTERS = [
  'indicator',
  'unit',
  'scope',
  'qualifier',
  'per',
  'valueFrom',
  'valueTo',
  'year',
  'place',
  'section',
  'label',
  'report',
] as const
const ALL = [...FILTERS, 'page']
/** What only means something within one kind of numbers. */
const WITHIN = {
  unit: undefined,
  scope: undefined,
  qualifier: undefined,
  per: undefined,
  valueFrom: undefined,
  valueTo: undefined,
}

type Counted = { value: string; rows: number }

/** The ledger's filters: each lives in the address, each change goes back to the first page. */
export function LedgerFilters({ summary, rows }: { summary: LedgerSummaryResponse; rows: readonly IndicatorRow[] }) {
  const m = words.value.indicators
  const { params, to, go } = useQuery()
  const set = (name: string, value: string): void => go({ [name]: value, page: undefined })
  const english = settings.language.value === 'en'
  const kinds = summary.kinds.filter((one) => one.rows > 0 || one.indicator === params.get('indicator'))
  const any = words.value.table.any
  return (
    <div class={`${styles.bar} no-print`}>
      <label>
        {m.kind}
        <select
          value={params.get('indicator') ?? ''}
          onChange={(event) => go({ ...WITHIN, indicator: event.currentTarget.value, page: undefined })}
        >
          <option value="">{any}</option>
          {kinds.map((one) => (
            <option key={one.indicator} value={one.indicator}>
              {english ? one.english : one.name} {num(one.rows)}
            </option>
          ))}
        </select>
      </label>
      <Choice label={m.unit} name="unit" values={summary.units} set={set} />
      <label>
        {m.scope}
        <select value={params.get('scope') ?? ''} onChange={(event) => set('scope', event.currentTarget.value)}>
          <option value="">{any}</option>
          {SCOPES.map((scope) => (
            <option key={scope} value={scope}>
              {messages.value.scope[scope]}
            </option>
          ))}
        </select>
      </label>
      <Choice label={m.qualifier} name="qualifier" values={summary.qualifiers} set={set} />
      {(['valueFrom', 'valueTo'] as const).map((name) => (
        <TypedField
          key={name}
          label={m[name]}
          type="number"
          size={6}
          value={params.get(name) ?? ''}
          set={(value) => set(name, value)}
        />
      ))}
      {params.has('per') && (
        <a
          class={styles.button}
          href={to({ per: undefined, page: undefined })}
          aria-label={messages.value.chips.remove(m.per)}
        >
          {m.per} <span lang="zh-CN">{nameOf(params.get('per') ?? '')}</span> <span aria-hidden="true">×</span>
        </a>
      )}
      <TypedField
        label={m.year}
        type="number"
        size={6}
        value={params.get('year') ?? ''}
        set={(value) => set('year', /^(19|20|21)\d\d$/.test(value) ? value : '')}
      />
      <PlaceField name={placeName(params.get('place'), rows)} choose={(code) => set('place', code)} />
      <TypedField
        label={m.label}
        type="search"
        size={8}
        value={params.get('label') ?? ''}
        set={(value) => set('label', value)}
      />
      <label>
        {m.sort}
        <select value={params.get('sort') ?? 'newest'} onChange={(event) => set('sort', event.currentTarget.value)}>
          {Object.entries(m.sorts).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {ALL.some((name) => params.has(name)) && (
        <a href={to(Object.fromEntries(ALL.map((name) => [name, undefined])))}>{words.value.table.clear}</a>
      )}
    </div>
  )
}

/** One of the words that occur among the numbers of the kind, with how often; nothing where there are none. */
function Choice(props: {
  label: string
  name: string
  values: readonly Counted[]
  set: (name: string, value: string) => void
}) {
  const { label, name, values, set } = props
  const { params } = useQuery()
  if (values.length === 0) return null
  return (
    <label>
      {label}
      <select value={params.get(name) ?? ''} onChange={(event) => set(name, event.currentTarget.value)}>
        <option value="">{words.value.table.any}</option>
        {values.map(({ value, rows }) => (
          <option key={value} value={value} lang={value === NONE ? undefined : 'zh-CN'}>
            {nameOf(value)} {num(rows)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** How the server calls the lack of a word. */
export const NONE = 'none'

const nameOf = (value: string): string => (value === NONE ? words.value.indicators.none : value)

/** The name that belongs to a code, as the rows found there give it. */
const placeName = (code: string | null, rows: readonly IndicatorRow[]): string => {
  const township = rows.find((row) => row.report.township.code?.startsWith(code ?? '-'))?.report.township
  if (!code || !township) return code ?? ''
  const { province, city, county, name } = township
  const parts: Record<number, string | undefined> = { 2: province, 4: city, 6: county, 9: name }
  return parts[code.length] ?? code
}
