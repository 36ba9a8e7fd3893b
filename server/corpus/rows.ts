import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Explanation, FullReport, Indicator, Passage, Report } from '../schema.ts'
import { asBytes, type Row, type Value } from './driver.ts'

/** Cell of a list: empty lists take no room. */
export function listCell(list: readonly unknown[]): string | undefined {
  return list.length > 0 ? JSON.stringify(list) : undefined
}

/** A list as it was put; empty where the cell is NULL. */
export function listOf<T>(cell: unknown): T[] {
  return typeof cell === 'string' ? (JSON.parse(cell) as T[]) : []
}

/** NULL ends here: what is not known is left out. */
function known<T>(cell: unknown): T | undefined {
  return cell === null || cell === undefined ? undefined : (cell as T)
}

/** A value without its undefined fields. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}

export function passageCells(passage: Passage, rid: number): Record<string, Value> {
  return {
    rid,
    key: passage.id.slice(passage.reportId.length + 1),
    n: passage.n,
    role: passage.role,
    section: passage.section,
    heading_path: listCell(passage.headingPath),
    themes: listCell(passage.themes),
    practices: listCell(passage.practices.map(({ id, name, stance, start, end }) => [id, name, stance, start, end])),
    named: listCell(passage.named.map(({ name, start, end }) => [name, start, end])),
    items: listCell(passage.items),
    page: passage.page,
    text: passage.text,
  }
}

type Mention = Passage['practices'][number]

/** Practices of a passage, without reasons. */
export function practicesOf(cell: unknown): Mention[] {
  return listOf<[string, string, Mention['stance'], number, number]>(cell).map(([id, name, stance, start, end]) => {
    return { id, name, stance, start, end }
  })
}

/** Local names of a passage, without reasons. */
export function namedOf(cell: unknown): Passage['named'] {
  return listOf<[string, number, number]>(cell).map(([name, start, end]) => ({ name, start, end }))
}

/** What a passage says, and where it stands. */
export function bodyOf(row: Row): Pick<Passage, 'id' | 'reportId' | 'text' | 'practices'> {
  const reportId = row.report_id as string
  return {
    id: `${reportId}.${row.key as string}`,
    reportId,
    text: row.text as string,
    practices: practicesOf(row.practices),
  }
}

/** `row` carries `report_id` beside the columns of the table. */
export function passageOf(row: Row): Passage {
  return present({
    ...bodyOf(row),
    n: row.n as number,
    role: row.role as Passage['role'],
    section: row.section as Passage['section'],
    headingPath: listOf<string>(row.heading_path),
    themes: listOf<string>(row.themes),
    named: namedOf(row.named),
    items: listOf<Passage['items'][number]>(row.items),
    page: known<number>(row.page),
  })
}

/** `at` says where the fact stands: its place in the report, the passage's row and text. */
export function indicatorCells(
  fact: Indicator,
  at: { rid: number; seq: number; pid: number; text: string },
): Record<string, Value> {
  const from = at.text.indexOf(fact.text)
  return {
    rid: at.rid,
    seq: at.seq,
    pid: at.pid,
    kind: fact.indicator,
    label: fact.label,
    value: fact.value,
    value_max: fact.valueMax,
    unit: fact.unit,
    qualifier: fact.qualifier,
    scope: fact.scope,
    per: fact.per,
    implied: fact.implied === undefined ? undefined : Number(fact.implied),
    measure: fact.measure,
    text: from < 0 ? fact.text : undefined,
    text_start: from < 0 ? undefined : from,
    text_end: from < 0 ? undefined : from + fact.text.length,
    start: fact.start,
    end: fact.end,
    sentence_start: fact.sentence[0],
    sentence_end: fact.sentence[1],
  }
}

/** `row` carries `n` and `passage_text` of its passage beside the columns of the table. */
export function indicatorOf(row: Row): Indicator {
  const within = row.passage_text as string
  return present({
    n: row.n as number,
    indicator: row.kind as string,
    label: row.label as string,
    value: known<number>(row.value),
    valueMax: known<number>(row.value_max),
    unit: row.unit as string,
    qualifier: known<string>(row.qualifier),
    scope: row.scope as Indicator['scope'],
    per: known<string>(row.per),
    implied: row.implied === null ? undefined : row.implied === 1,
    measure: known<NonNullable<Indicator['measure']>>(row.measure),
    text: known<string>(row.text) ?? within.slice(row.text_start as number, row.text_end as number),
    start: row.start as number,
    end: row.end as number,
    sentence: [row.sentence_start as number, row.sentence_end as number] as [number, number],
  })
}

export function reportOf(row: Row): Report {
  return JSON.parse(row.json as string) as Report
}

type Why = string | null
type Reasons = { passages: [Explanation[], Why[], Why[]][]; indicators: Why[] }

/** Half a millisecond a report; more would cost much and gain little. */
const quality = { [constants.BROTLI_PARAM_QUALITY]: 5 }

/** The reasons of all labels of a report in one compressed cell; in order, without the labels themselves. */
export function reasonsCell(full: FullReport): Uint8Array | undefined {
  const reasons: Reasons = {
    passages: full.passages.map((passage) => [
      passage.explain ?? [],
      passage.practices.map((mention) => mention.why ?? null),
      passage.named.map((mention) => mention.why ?? null),
    ]),
    indicators: full.indicators.map((fact) => fact.why ?? null),
  }
  const anything =
    reasons.indicators.some(Boolean) || reasons.passages.some((lists) => lists.some((list) => list.some(Boolean)))
  return anything ? brotliCompressSync(JSON.stringify(reasons), { params: quality }) : undefined
}

function reasonsOf(cell: unknown): Reasons | undefined {
  const bytes = asBytes(cell)
  return bytes ? (JSON.parse(brotliDecompressSync(bytes).toString('utf8')) as Reasons) : undefined
}

/** Puts the reasons back that `reasonsCell` took out. */
export function withReasons(full: FullReport, cell: unknown): FullReport {
  const reasons = reasonsOf(cell)
  if (!reasons) return full
  const passages = full.passages.map((passage, i): Passage => {
    const [explain, practices, named] = reasons.passages[i] ?? [[], [], []]
    return present({
      ...passage,
      practices: passage.practices.map((mention, j) => present({ ...mention, why: practices[j] ?? undefined })),
      named: passage.named.map((mention, j) => present({ ...mention, why: named[j] ?? undefined })),
      explain: explain.length > 0 ? explain : undefined,
    })
  })
  const indicators = full.indicators.map((fact, i) => present({ ...fact, why: reasons.indicators[i] ?? undefined }))
  return { ...full, passages, indicators }
}
