import type { Value } from './driver.ts'
import { placePrefix } from './ids.ts'
import { type IndicatorFilters, type IndicatorSort, NONE, type ReportFilters, type ReportSort } from './port.ts'

type Clause = { sql: string; params: Value[] }

function oneOf(column: string, values: readonly (string | number)[] | undefined): Clause[] {
  if (!values) return []
  if (values.length === 0) return []
  return [{ sql: `${column} IN (${values.map(() => '?').join(', ')})`, params: [...values] }]
}

function contains(column: string, part: string | undefined): Clause[] {
  return part ? [{ sql: `instr(${column}, ?) > 0`, params: [part] }] : []
}

/** A place of any level: the key itself, or any key that begins with its prefix. */
function inPlaces(places: readonly string[] | undefined): Clause[] {
  if (!places || places.length === 0) return []
  const clauses = places.map((place): Clause => {
    const prefix = placePrefix(place)
    const below = /^\d+$/.test(prefix) ? prefix : `${prefix}/`
    return {
      sql: '(report.township = ? OR substr(report.township, 1, ?) = ?)',
      params: [place, below.length, below],
    }
  })
  return [{ sql: `(${clauses.map((clause) => clause.sql).join(' OR ')})`, params: clauses.flatMap((c) => c.params) }]
}

function reportClauses(filters: ReportFilters): Clause[] {
  return [
    ...oneOf('report.id', filters.report),
    ...oneOf('report.year', filters.year),
    ...oneOf('report.level', filters.level),
    ...(filters.yearFrom === undefined ? [] : [{ sql: 'report.year >= ?', params: [filters.yearFrom] }]),
    ...(filters.yearTo === undefined ? [] : [{ sql: 'report.year <= ?', params: [filters.yearTo] }]),
    ...inPlaces(filters.place),
    ...contains("report.title || ' ' || report.name", filters.q),
    ...(filters.problem
      ? [
          {
            sql: "EXISTS (SELECT 1 FROM json_each(report.json, '$.problems') WHERE json_extract(value, '$.code') = ?)",
            params: [filters.problem],
          },
        ]
      : []),
  ]
}

function where(clauses: Clause[]): { where: string; params: Value[] } {
  if (clauses.length === 0) return { where: '', params: [] }
  return {
    where: `WHERE ${clauses.map((clause) => clause.sql).join(' AND ')}`,
    params: clauses.flatMap((clause) => clause.params),
  }
}

/** WHERE over the table `report`. */
export function reportWhere(filters: ReportFilters): { where: string; params: Value[] } {
  return where(reportClauses(filters))
}

/** WHERE over `indicator` joined with `passage` and `report`. */
export function indicatorWhere(filters: IndicatorFilters): { where: string; params: Value[] } {
  return where([
    ...reportClauses(filters),
    ...oneOf('indicator.kind', filters.indicator),
    ...oneOf('indicator.scope', filters.scope),
    ...oneOf('indicator.unit', filters.unit),
    ...oneOf('passage.section', filters.section),
    ...oneOf(`coalesce(indicator.qualifier, '${NONE}')`, filters.qualifier),
    ...oneOf(`coalesce(indicator.per, '${NONE}')`, filters.per),
    ...(filters.valueFrom === undefined ? [] : [{ sql: 'indicator.value >= ?', params: [filters.valueFrom] }]),
    ...(filters.valueTo === undefined ? [] : [{ sql: 'indicator.value < ?', params: [filters.valueTo] }]),
    ...contains('indicator.label', filters.label),
  ])
}

export const reportOrder: Record<ReportSort, string> = {
  newest: 'report.year DESC NULLS LAST, report.id',
  oldest: 'report.year ASC NULLS LAST, report.id',
  place: 'report.township, report.year DESC NULLS LAST, report.id',
  title: 'report.title, report.id',
}

export const indicatorOrder: Record<IndicatorSort, string> = {
  value: 'indicator.value ASC NULLS LAST, indicator.rid, indicator.seq',
  '-value': 'indicator.value DESC NULLS LAST, indicator.rid, indicator.seq',
  newest: 'report.year DESC NULLS LAST, report.id, indicator.seq',
  oldest: 'report.year ASC NULLS LAST, report.id, indicator.seq',
  place: 'report.township, report.year DESC NULLS LAST, indicator.rid, indicator.seq',
}
