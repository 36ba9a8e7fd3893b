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
const ALL = ['indicator', 'unit', 'scope', 'year', 'place', 'section', 'label', 'report', 'page']

/** The ledger's filters: each lives in the address, each change goes back to the first page. */
export function LedgerFilters({ summary, rows }: { summary?: LedgerSummaryResponse; rows: readonly IndicatorRow[] }) {
  const m = words.value.indicators
  const { params, to, go } = useQuery()
  const set = (name: string, value: string): void => go({ [name]: value, page: undefined })
  const english = settings.language.value === 'en'
  const kinds = summary?.kinds.filter((one) => one.rows > 0 || one.indicator === params.get('indicator')) ?? []
  const any = words.value.table.any
  return (
    <div class={`${styles.bar} no-print`}>
      <label>
        {m.kind}
        <select
          value={params.get('indicator') ?? ''}
          onChange={(event) =>
            go({ indicator: event.currentTarget.value, unit: undefined, scope: undefined, page: undefined })
          }
        >
          <option value="">{any}</option>
          {kinds.map((one) => (
            <option key={one.indicator} value={one.indicator}>
              {english ? one.english : one.name} {num(one.rows)}
            </option>
          ))}
        </select>
      </label>
      {summary && summary.units.length > 0 && (
        <label>
          {m.unit}
          <select value={params.get('unit') ?? ''} onChange={(event) => set('unit', event.currentTarget.value)}>
            <option value="">{any}</option>
            {summary.units.map((one) => (
              <option key={one.value} value={one.value} lang="zh-CN">
                {one.value} {num(one.rows)}
              </option>
            ))}
          </select>
        </label>
      )}
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

/** The name that belongs to a code, as the rows found there give it. */
const placeName = (code: string | null, rows: readonly IndicatorRow[]): string => {
  const township = rows.find((row) => row.report.township.code?.startsWith(code ?? '-'))?.report.township
  if (!code || !township) return code ?? ''
  const { province, city, county, name } = township
  const parts: Record<number, string | undefined> = { 2: province, 4: city, 6: county, 9: name }
  return parts[code.length] ?? code
}
