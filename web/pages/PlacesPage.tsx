import { useMemo, useState } from 'preact/hooks'
import type { PlaceNode, PlacesResponse } from '../api-types.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { useQuery } from '../components/query.ts'
import { ScrollBox } from '../components/ScrollBox.tsx'
import { CsvButton, NumberCell } from '../components/Table.tsx'
import { passagesAddress } from '../links.ts'
import { words } from '../messages/explore/index.ts'
import { places } from '../stores/explore.ts'

/** Rows drawn at most. */
const LIMIT = 500

/** Province → city → county → township, with reports by year and the years missing in between. */
export function PlacesPage({ at }: { at?: string }) {
  const m = words.value.places
  useTitle(m.title)
  return (
    <div class={styles.page}>
      <h1>{m.title}</h1>
      <Loading resource={places} of="">
        {(reply) => <Tree reply={reply} at={at} />}
      </Loading>
    </div>
  )
}

type Row = { node: PlaceNode; depth: number; inside: boolean }

function Tree({ reply, at }: { reply: PlacesResponse; at?: string }) {
  const m = words.value
  const { params, go } = useQuery()
  const [touched, setTouched] = useState<Record<string, boolean>>({})
  const q = params.get('q')?.trim() ?? ''
  const few = reply.places.length <= 60
  const above = useMemo(() => lineage(reply.places, at), [reply, at])
  const isOpen = (node: PlaceNode): boolean => touched[node.code] ?? (few || above.has(node.code))
  const rows = q ? matches(reply.places, q) : unfold(reply.places, isOpen)
  const years = [...new Set(reply.places.flatMap((node) => node.years))].sort((a, b) => a - b)
  const roots = reply.places.filter((node) => !node.parent)
  const sum = (of: (node: PlaceNode) => number): number => roots.reduce((total, node) => total + of(node), 0)
  return (
    <>
      <p class={styles.lead}>
        <a href={passagesAddress({}, 'township')}>
          {m.places.lead(
            sum((node) => node.reports),
            sum((node) => node.townships),
          )}
        </a>
        {m.practice.stop} {m.places.follow} <a href="/coverage">{m.places.coverage}</a>
      </p>
      <div class={`${styles.bar} no-print`}>
        <label>
          {m.places.find}
          <input type="search" value={q} onInput={(event) => go({ q: event.currentTarget.value }, true)} />
        </label>
        <span class={styles.end}>
          <CsvButton name="places" rows={() => csvRows(reply.places, years)} />
        </span>
      </div>
      <ScrollBox label={m.places.title}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{m.places.name}</th>
              <th scope="col" class={styles.number}>
                {m.places.townships}
              </th>
              <th scope="col" class={styles.number}>
                {m.places.reports}
              </th>
              {years.map((year) => (
                <th key={year} scope="col" class={styles.number}>
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, LIMIT).map((row) => (
              <PlaceRow
                key={row.node.code}
                row={row}
                years={years}
                open={isOpen(row.node)}
                toggle={() => setTouched({ ...touched, [row.node.code]: !isOpen(row.node) })}
              />
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {rows.length === 0 && <p>{m.table.none}</p>}
      {rows.length > LIMIT && <p class={styles.small}>{m.table.rows(LIMIT, rows.length)}</p>}
      <p class={styles.small}>{m.places.gapNote}</p>
    </>
  )
}

function PlaceRow(props: { row: Row; years: number[]; open: boolean; toggle: () => void }) {
  const { row, years, open, toggle } = props
  const { node, depth, inside } = row
  const m = words.value.places
  return (
    <tr>
      <th scope="row" lang="zh-CN" class={styles.whole} style={{ paddingInlineStart: `${depth * 0.75}em` }}>
        {inside ? (
          <button
            type="button"
            class={styles.twist}
            aria-expanded={open}
            aria-label={m.open(node.name)}
            onClick={toggle}
          >
            {open ? '▾' : '▸'}
          </button>
        ) : (
          <span class={styles.twist} />
        )}
        {isTownship(node) ? <a href={`/places/${encodeURIComponent(node.code)}`}>{node.name}</a> : node.name}
      </th>
      {isTownship(node) ? (
        <td />
      ) : (
        <NumberCell n={node.townships} href={passagesAddress({ place: node.code }, 'township')} />
      )}
      <NumberCell n={node.reports} href={passagesAddress({ place: node.code }, 'report')} />
      {years.map((year) => (
        <YearCell key={year} node={node} year={year} />
      ))}
    </tr>
  )
}

function YearCell({ node, year }: { node: PlaceNode; year: number }) {
  const n = node.perYear[year] ?? 0
  if (n > 0) return <NumberCell n={n} href={passagesAddress({ place: node.code, year }, 'report')} />
  const first = node.years[0] ?? year
  const gap = isTownship(node) && year > first && year < (node.years.at(-1) ?? year)
  return <td class={`${styles.number} ${styles.absent} ${styles.none}`}>{gap ? words.value.places.gap : ''}</td>
}

/** Everything above the county has a code of up to six digits. */
const isTownship = (node: PlaceNode): boolean => !/^\d{2,6}$/.test(node.code)

const unfold = (all: readonly PlaceNode[], isOpen: (node: PlaceNode) => boolean): Row[] => {
  const known = new Set(all.map((node) => node.code))
  const below = groupByParent(all, known)
  const rows: Row[] = []
  const visit = (code: string, depth: number): void => {
    for (const node of below.get(code) ?? []) {
      const inside = below.has(node.code)
      rows.push({ node, depth, inside })
      if (inside && isOpen(node)) visit(node.code, depth + 1)
    }
  }
  visit('', 0)
  return rows
}

const groupByParent = (all: readonly PlaceNode[], known: ReadonlySet<string>): Map<string, PlaceNode[]> => {
  const below = new Map<string, PlaceNode[]>()
  for (const node of all) {
    const parent = node.parent && known.has(node.parent) ? node.parent : ''
    const list = below.get(parent) ?? []
    list.push(node)
    below.set(parent, list)
  }
  return below
}

const matches = (all: readonly PlaceNode[], q: string): Row[] =>
  all.filter((node) => node.name.includes(q)).map((node) => ({ node, depth: 0, inside: false }))

/** A place and everything it lies in. */
const lineage = (all: readonly PlaceNode[], code: string | undefined): Set<string> => {
  const byCode = new Map(all.map((node) => [node.code, node]))
  const codes = new Set<string>()
  for (let at = code; at !== undefined && !codes.has(at); at = byCode.get(at)?.parent) codes.add(at)
  return codes
}

const csvRows = (all: readonly PlaceNode[], years: number[]) => {
  const m = words.value.places
  return [
    ['code', m.name, m.townships, m.reports, ...years],
    ...all.map((node) => [
      node.code,
      node.name,
      node.townships,
      node.reports,
      ...years.map((year) => node.perYear[year] ?? 0),
    ]),
  ]
}
