import { type IndicatorFilters, type IndicatorRow, NONE } from '../corpus/port.ts'
import type { ReportRef, ScopeName } from '../schema.ts'
import type { Site } from '../site.ts'

/** Facts read at most for the distributions of one kind. */
const READ = 20_000

/** From so many values on a distribution has outliers that are worth a second look. */
const ENOUGH = 8

export type LedgerSummary = {
  /** every kind of the lexicon, and `other`, with its facts under the same filters (the kind itself apart) */
  kinds: { indicator: string; name: string; english: string; measure?: string; rows: number }[]
  /** units, scopes and distributions of the one kind that is asked for; empty without one */
  units: { value: string; rows: number }[]
  scopes: { value: ScopeName; rows: number }[]
  /** words that bound the numbers; NONE for those without */
  qualifiers: { value: string; rows: number }[]
  distributions: Distribution[]
  /** there were more facts than are read for a distribution */
  partial?: true
}

/** Like with like: one kind, one unit, one scope, one frequency. Says how values lie, never which is better. */
export type Distribution = Spread & {
  indicator: string
  unit: string
  scope: ScopeName
  per?: string
  /** values far outside the middle half, to be checked against the text */
  outliers: { value: number; passage: string; report: ReportRef }[]
}

export type Spread = {
  n: number
  min: number
  q1: number
  median: number
  q3: number
  max: number
  /** from `from` up to, not including, `to`; the last one has no end */
  bins: { from: number; to?: number; rows: number }[]
}

/**
 * What the ledger holds under these filters, and how the values of one kind lie. A range of values and a frequency are
 * parts of a distribution: they narrow the rows, not the distribution they were chosen in.
 */
export function ledgerSummary(site: Site, filters: IndicatorFilters): LedgerSummary {
  const { corpus, lexicon } = site
  const { indicator: chosen = [], unit, scope, qualifier, per: _, valueFrom: __, valueTo: ___, ...rest } = filters
  const one = { page: 1, perPage: 1 }
  const count = (slug: string): number => corpus.indicators({ ...rest, indicator: [slug] }, one).total
  const kinds = [
    ...lexicon.indicatorKinds.map(({ slug, name, english, measure }) => ({
      indicator: slug,
      name,
      english,
      measure: measure as string,
    })),
    { indicator: 'other', name: '其他', english: 'Other' },
  ].map((kind) => ({ ...kind, rows: count(kind.indicator) }))
  if (chosen.length !== 1) return { kinds, units: [], scopes: [], qualifiers: [], distributions: [] }
  const { items, total } = corpus.indicators({ ...rest, indicator: chosen }, { page: 1, perPage: READ })
  const fits = (row: IndicatorRow): boolean =>
    (!unit?.length || unit.includes(row.indicator.unit)) &&
    (!scope?.length || scope.includes(row.indicator.scope)) &&
    (!qualifier?.length || qualifier.includes(row.indicator.qualifier ?? NONE))
  return {
    kinds,
    units: tally(items.map((row) => row.indicator.unit)),
    scopes: tally(items.map((row) => row.indicator.scope)),
    qualifiers: tally(items.map((row) => row.indicator.qualifier ?? NONE)),
    // What is called "other" is not one thing: nothing there is like with like.
    distributions: chosen[0] === 'other' ? [] : distributions(items.filter(fits)),
    ...(total > READ && { partial: true }),
  }
}

function tally<T extends string>(values: readonly T[]): { value: T; rows: number }[] {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].map(([value, rows]) => ({ value, rows })).sort((a, b) => b.rows - a.rows)
}

function distributions(rows: readonly IndicatorRow[]): Distribution[] {
  const groups = new Map<string, IndicatorRow[]>()
  for (const row of rows) {
    const { unit, scope, per, value } = row.indicator
    if (value === undefined) continue
    const key = [unit, scope, per].join('\n')
    const group = groups.get(key) ?? []
    group.push(row)
    groups.set(key, group)
  }
  return [...groups.values()]
    .flatMap((group): Distribution[] => {
      const first = group[0]?.indicator
      const spread = spreadOf(group.map((row) => row.indicator.value as number))
      if (!first || !spread) return []
      const { indicator, unit, scope, per } = first
      const outliers = group
        .filter((row) => isFarOut(row.indicator.value as number, spread))
        .map(({ indicator: { value }, passageId, report }) => ({ value: value as number, passage: passageId, report }))
        .slice(0, 20)
      return [{ indicator, unit, scope, ...(per && { per }), ...spread, outliers }]
    })
    .sort((a, b) => b.n - a.n)
}

/** Quartiles by linear interpolation and about eight bins of a round width; undefined without a value. */
export function spreadOf(values: readonly number[]): Spread | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  const min = sorted[0]
  const max = sorted.at(-1)
  if (min === undefined || max === undefined) return undefined
  const at = (share: number): number => {
    const place = share * (sorted.length - 1)
    const low = sorted[Math.floor(place)] as number
    const high = sorted[Math.ceil(place)] as number
    return low + (high - low) * (place - Math.floor(place))
  }
  return { n: sorted.length, min, q1: at(0.25), median: at(0.5), q3: at(0.75), max, bins: binsOf(sorted, at(0.95)) }
}

/** Bins end where nineteen of twenty values do, so that one giant does not press all others into the first bin. */
function binsOf(sorted: readonly number[], end: number): Spread['bins'] {
  const min = sorted[0] as number
  if (min === sorted.at(-1)) return [{ from: min, rows: sorted.length }]
  const step = roundStep((end - min || (sorted.at(-1) as number) - min) / 8)
  const start = Math.floor(min / step) * step
  const bins = Math.min(10, Math.max(1, Math.ceil((end - start) / step)))
  const rows = Array.from({ length: bins }, () => 0)
  for (const value of sorted) {
    const i = Math.min(bins - 1, Math.floor((value - start) / step))
    rows[i] = (rows[i] as number) + 1
  }
  const tidy = (value: number): number => Number(value.toPrecision(12))
  return rows.map((n, i) => ({
    from: tidy(start + i * step),
    ...(i < bins - 1 && { to: tidy(start + (i + 1) * step) }),
    rows: n,
  }))
}

/** 1, 2 or 5 times a power of ten, not smaller than asked for. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10) * power
}

/** Tukey's outer fences; where the middle half is one value, ten times as much or as little. */
export function isFarOut(value: number, { n, q1, q3, median }: Spread): boolean {
  if (n < ENOUGH) return false
  const width = q3 - q1
  if (width === 0) return median > 0 && (value > 10 * median || value < median / 10)
  return value < q1 - 3 * width || value > q3 + 3 * width
}
