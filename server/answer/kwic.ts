import { setImmediate } from 'node:timers/promises'
import type { Passage, ReportRef } from '../schema.ts'
import type { Site } from '../site.ts'
import { csvHead, labelsOf } from './export.ts'
import { createHighlighter } from './highlight.ts'
import { planQuestion, type Question } from './question.ts'
import { reportRef } from './search.ts'

export type KwicSort = 'right' | 'left' | 'place' | 'year' | 'random'

/** One occurrence with what stands before and after it (key word in context, Luhn 1960). */
export type KwicLine = {
  passage: string
  report: ReportRef
  n: number
  section: Passage['section']
  left: string
  match: string
  right: string
  /** where the match stands in its passage */
  start: number
  end: number
}

export type KwicParams = Question & { order: KwicSort; seed: number; page: number; perPage: number; width: number }

export type Kwic = { dataVersion: string; occurrences: number; page: number; perPage: number; lines: KwicLine[] }

/** Occurrences held in memory while they are sorted. */
type Place = { pid: number; start: number; end: number; key: string; report: string }

const BATCH = 500

/**
 * Every occurrence of what was asked for, one a line. The number is exact; the order is by right or left context
 * character by character (code points, the left read outward from the match), by place, by year, or random from a seed.
 */
export async function kwic(site: Site, params: KwicParams, signal?: AbortSignal): Promise<Kwic> {
  const dataVersion = site.corpus.dataVersion()
  const { query } = planQuestion(site, { ...params, sort: 'newest' })
  const rows = await site.engine.rows(query)
  const highlight = createHighlighter(query.match)
  const places: Place[] = []
  for (let from = 0; from < rows.length; from += BATCH) {
    for (const { pid, body } of site.corpus.bodiesOf([...rows.subarray(from, from + BATCH)])) {
      for (const [start, end] of highlight(body)) {
        places.push({ pid, start, end, key: keyOf(params, body, start, end), report: body.reportId })
      }
    }
    await setImmediate()
    signal?.throwIfAborted()
  }
  sortPlaces(site, places, params.order)
  const { page, perPage } = params
  const shown = places.slice((page - 1) * perPage, page * perPage)
  return { dataVersion, occurrences: places.length, page, perPage, lines: linesOf(site, shown, params.width) }
}

function linesOf(site: Site, places: readonly Place[], width: number): KwicLine[] {
  const passages = new Map<number, Passage>()
  const pids = [...new Set(places.map((place) => place.pid))]
  for (let from = 0; from < pids.length; from += BATCH) {
    for (const { pid, passage } of site.corpus.passagesByPid(pids.slice(from, from + BATCH))) passages.set(pid, passage)
  }
  return places.flatMap(({ pid, start, end }) => {
    const passage = passages.get(pid)
    const report = passage && site.corpus.report(passage.reportId)
    if (!passage || !report) return []
    const { text, id, n, section } = passage
    const match = text.slice(start, end)
    const [left, right] = [before(text, start, width), after(text, end, width)]
    return [{ passage: id, report: reportRef(report), n, section, left, match, right, start, end }]
  })
}

/** The concordance as rows of a table: what was asked, of which data and when; the columns; one row an occurrence. */
export function kwicTable(
  site: Site,
  params: KwicParams,
  { dataVersion, occurrences, lines }: Kwic,
  now: Date,
): string[][] {
  const { plan, query } = planQuestion(site, params)
  const { q, mode, order, seed } = params
  const label = labelsOf(site)
  const head = csvHead({
    query: q,
    mode,
    understood: plan.echo.canonical,
    filters: query.filters,
    sort: order === 'random' ? `random ${seed}` : order,
    occurrences,
    dataVersion,
    exportedAt: now.toISOString(),
  })
  const rows = lines.map(({ report, left, match, right, section, n, passage }) => [
    report.township.name,
    String(report.year ?? ''),
    left,
    match,
    right,
    label.section(section),
    String(n),
    passage,
  ])
  return [...head, ['乡镇', '年份', '左', '词', '右', '章节', '段序', '段落编号'], ...rows]
}

/** All of the context that is shown decides the order: a reader sees no line out of place. */
function keyOf(
  { order, seed, width }: KwicParams,
  { id, text }: Pick<Passage, 'id' | 'text'>,
  start: number,
  end: number,
): string {
  if (order === 'right') return after(text, end, width)
  if (order === 'left') return [...before(text, start, width)].reverse().join('')
  return order === 'random' ? String(hash(`${seed} ${id} ${start}`)).padStart(10, '0') : ''
}

/** Context of at most `width` code units that cuts through no character. */
const before = (text: string, start: number, width: number): string =>
  text.slice(Math.max(0, start - width), start).replace(/^[\udc00-\udfff]/, '')

const after = (text: string, end: number, width: number): string =>
  text.slice(end, end + width).replace(/[\ud800-\udbff]$/, '')

function sortPlaces(site: Site, places: Place[], order: KwicSort): void {
  if (order === 'year') return // rows come newest first
  if (order === 'place') {
    const keys = new Map<string, string>()
    for (const { report } of site.corpus.iterateReports()) {
      const { province = '~', city = '', county = '', name } = report.township
      keys.set(report.id, `${report.township.code ?? '~'}${province}${city}${county}${name}${report.year ?? ''}`)
    }
    for (const place of places) place.key = keys.get(place.report) ?? ''
  }
  places.sort((a, b) => byCodePoint(a.key, b.key) || a.pid - b.pid || a.start - b.start)
}

/** Characters outside the basic plane come last, where code units alone would put them before ，and full-width forms. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return isSurrogate(x) === isSurrogate(y) ? x - y : isSurrogate(x) ? 1 : -1
  }
  return a.length - b.length
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}
