import type { FullReport, Problem, ReportRef } from '../schema.ts'
import { type Database, type OpenOptions, openDatabase, type Row, type Statement } from './driver.ts'
import { indicatorOrder, indicatorWhere, reportOrder, reportWhere } from './filters.ts'
import { nameKey } from './ids.ts'
import { migrate, schemaVersion, storedSchemaVersion } from './migrations.ts'
import type { Corpus, IndicatorRow, NamedCount, PassageLabels, SourceFile, StoredPassage } from './port.ts'
import { bodyOf, indicatorOf, listOf, namedOf, passageOf, practicesOf, reportOf, withReasons } from './rows.ts'

const passageColumns = 'passage.*, report.id AS report_id'
const withReport = 'passage JOIN report ON report.rid = passage.rid'

/**
 * Opens the store of record. With `readonly` the file must exist and be of this version's schema; without, it is made
 * and brought up to date.
 * @throws with a message in Chinese when it cannot be used.
 */
export function openCorpus(path: string, options: OpenOptions = {}): Corpus {
  const db = openDatabase(path, options)
  if (options.readonly) {
    const found = storedSchemaVersion(db)
    if (found !== schemaVersion) {
      db.close()
      throw new Error(`语料库 ${path} 的结构版本是 ${found}，本程序需要 ${schemaVersion}：请先运行 npm run -s index`)
    }
  } else migrate(db)
  return createCorpus(db)
}

/** The read side over an open database; `close` closes it. */
export function createCorpus(db: Database): Corpus {
  const cache = new Map<string, Statement>()
  const sql = (text: string): Statement => {
    const statement = cache.get(text) ?? db.prepare(text)
    cache.set(text, statement)
    return statement
  }
  const one = (text: string, ...params: (string | number)[]): Row | undefined => sql(text).all(...params)[0]

  function meta(key: string): string | undefined {
    return one('SELECT value FROM meta WHERE key = ?', key)?.value as string | undefined
  }

  function fullReport(id: string): FullReport | undefined {
    // one transaction: a writer may replace the report between two statements
    return db.transaction(() => {
      const row = one('SELECT * FROM report WHERE id = ?', id)
      if (!row) return undefined
      const rid = row.rid as number
      const passages = sql(`SELECT ${passageColumns} FROM ${withReport} WHERE passage.rid = ? ORDER BY n`).all(rid)
      const facts = sql(
        `SELECT indicator.*, passage.n, passage.text AS passage_text
         FROM indicator JOIN passage USING (pid) WHERE indicator.rid = ? ORDER BY seq`,
      ).all(rid)
      const full = { report: reportOf(row), passages: passages.map(passageOf), indicators: facts.map(indicatorOf) }
      return withReasons(full, row.explain)
    })
  }

  return {
    dataVersion: () => meta('dataVersion') ?? 'empty',
    meta,
    stats: () => {
      const files = { ok: 0, failed: 0, skipped: 0, duplicate: 0 }
      for (const row of sql('SELECT status, count(*) AS n FROM source_file GROUP BY status').all()) {
        files[row.status as SourceFile['status']] = row.n as number
      }
      const counts = one(
        `SELECT (SELECT count(*) FROM passage) AS passages, (SELECT count(*) FROM indicator) AS indicators,
                count(*) AS reports, count(DISTINCT township) AS townships FROM report`,
      )
      const count = (name: string): number => Number(counts?.[name] ?? 0)
      return {
        passages: count('passages'),
        reports: count('reports'),
        townships: count('townships'),
        indicators: count('indicators'),
        files,
      }
    },
    listReports(filters = {}, paging = { page: 1, perPage: 50 }, sort = 'newest') {
      const { where, params } = reportWhere(filters)
      const total = Number(db.prepare(`SELECT count(*) AS n FROM report ${where}`).all(...params)[0]?.n ?? 0)
      const rows = db
        .prepare(`SELECT json FROM report ${where} ORDER BY ${reportOrder[sort]} LIMIT ? OFFSET ?`)
        .all(...params, paging.perPage, (paging.page - 1) * paging.perPage)
      return { items: rows.map(reportOf), total }
    },
    report: (id) => {
      const row = one('SELECT json FROM report WHERE id = ?', id)
      return row && reportOf(row)
    },
    fullReport,
    passage: (id) => fullReport(id.slice(0, id.lastIndexOf('.')))?.passages.find((passage) => passage.id === id),
    passagesByPid: (pids) => {
      const statement = sql(
        `SELECT ${passageColumns} FROM json_each(?) JOIN passage ON passage.pid = value
         JOIN report ON report.rid = passage.rid ORDER BY json_each.key`,
      )
      return statement.all(JSON.stringify(pids)).map(storedPassage)
    },
    bodiesOf: (pids) =>
      sql(
        `SELECT pid, report.id AS report_id, passage.key, text, practices FROM json_each(?)
         JOIN passage ON passage.pid = value JOIN report ON report.rid = passage.rid ORDER BY json_each.key`,
      )
        .all(JSON.stringify(pids))
        .map((row) => ({ pid: row.pid as number, body: bodyOf(row) })),
    textsOf: (pids) =>
      sql('SELECT pid, text, heading_path FROM json_each(?) JOIN passage ON pid = value ORDER BY json_each.key')
        .all(JSON.stringify(pids))
        .map((row) => ({ pid: row.pid as number, text: row.text as string, heading: String(row.heading_path ?? '') })),
    texts: (after, limit) =>
      sql('SELECT pid, text FROM passage WHERE pid > ? ORDER BY pid LIMIT ?')
        .all(after, limit)
        .map(({ pid, text }) => ({ pid: pid as number, text: text as string })),
    *iteratePassages() {
      const rows = db.prepare(`SELECT ${passageColumns} FROM ${withReport} ORDER BY pid`).iterate()
      for (const row of rows) yield storedPassage(row)
    },
    *iterateLabels() {
      const rows = db
        .prepare('SELECT pid, rid, n, role, section, themes, practices, named FROM passage ORDER BY pid')
        .iterate()
      for (const row of rows) yield labelsOf(row)
    },
    *iterateReports() {
      const rows = db.prepare('SELECT rid, township, json FROM report ORDER BY id').iterate()
      for (const row of rows) {
        yield { rid: row.rid as number, township: row.township as string, report: reportOf(row) }
      }
    },
    indicators(filters = {}, paging = { page: 1, perPage: 50 }, sort = 'newest') {
      const { where, params } = indicatorWhere(filters)
      const from = `FROM indicator JOIN passage ON passage.pid = indicator.pid
                    JOIN report ON report.rid = indicator.rid ${where}`
      const total = Number(db.prepare(`SELECT count(*) AS n ${from}`).all(...params)[0]?.n ?? 0)
      const rows = db
        .prepare(
          `SELECT indicator.*, passage.n, passage.key, passage.section, passage.text AS passage_text, report.json
           ${from} ORDER BY ${indicatorOrder[sort]} LIMIT ? OFFSET ?`,
        )
        .all(...params, paging.perPage, (paging.page - 1) * paging.perPage)
      return { items: rows.map(indicatorRow), total }
    },
    indicatorsOf(pids, limit) {
      const rows = sql(
        `SELECT indicator.*, passage.n, passage.key, passage.section, passage.text AS passage_text, report.json
         FROM json_each(?) AS wanted JOIN indicator ON indicator.pid = wanted.value JOIN passage USING (pid)
         JOIN report ON report.rid = passage.rid ORDER BY wanted.key, indicator.start LIMIT ?`,
      )
      return rows.all(JSON.stringify(pids), limit).map(indicatorRow)
    },
    named(paging = { page: 1, perPage: 100 }) {
      const rows = sql(
        'SELECT named, rid, township, year FROM passage JOIN report USING (rid) WHERE named IS NOT NULL ORDER BY pid',
      )
      const counts = countNames(rows.iterate())
      return {
        items: counts.slice((paging.page - 1) * paging.perPage, paging.page * paging.perPage),
        total: counts.length,
      }
    },
    files({ status, under, report } = {}) {
      const all = 'SELECT source_file.*, report.id AS report FROM source_file LEFT JOIN report USING (rid)'
      const rows =
        report === undefined
          ? sql(`${all} ORDER BY path`).all()
          : sql(`${all} WHERE rid = (SELECT rid FROM report WHERE id = ?) ORDER BY path`).all(report)
      return rows
        .map(sourceFileOf)
        .filter((file) => !status || status.includes(file.status))
        .filter((file) => under === undefined || file.path === under || file.path.startsWith(`${under}/`))
    },
    file: (path) => {
      const row = one(
        'SELECT source_file.*, report.id AS report FROM source_file LEFT JOIN report USING (rid) WHERE path = ?',
        path,
      )
      return row && sourceFileOf(row)
    },
    close: () => db.close(),
  }
}

function storedPassage(row: Row): StoredPassage {
  return { pid: row.pid as number, passage: passageOf(row) }
}

function labelsOf(row: Row): PassageLabels {
  return {
    pid: row.pid as number,
    rid: row.rid as number,
    n: row.n as number,
    role: row.role as PassageLabels['role'],
    section: row.section as PassageLabels['section'],
    themes: listOf<string>(row.themes),
    practices: practicesOf(row.practices).map(({ id, stance }) => ({ id, stance })),
    named: namedOf(row.named).map(({ name }) => nameKey(name)),
  }
}

function indicatorRow(row: Row): IndicatorRow {
  const { id, title, year, township } = reportOf(row)
  const indicator = indicatorOf(row)
  const report: ReportRef = year === undefined ? { id, title, township } : { id, title, year, township }
  return {
    indicator,
    passageId: `${id}.${row.key as string}`,
    section: row.section as IndicatorRow['section'],
    sentence: (row.passage_text as string).slice(...indicator.sentence),
    report,
  }
}

/** Local names of all passages, spellings folded, widest spread first. */
function countNames(rows: Iterable<Row>): NamedCount[] {
  const found = new Map<
    string,
    { name: string; passages: number; reports: Set<unknown>; townships: Set<unknown>; years: number[] }
  >()
  for (const row of rows) {
    const names = new Map(namedOf(row.named).map(({ name }) => [nameKey(name), name]))
    for (const [key, name] of names) {
      const count = found.get(key) ?? { name, passages: 0, reports: new Set(), townships: new Set(), years: [] }
      found.set(key, count)
      count.passages++
      count.reports.add(row.rid)
      count.townships.add(row.township)
      if (typeof row.year === 'number') count.years.push(row.year)
    }
  }
  return [...found]
    .map(([key, { name, passages, reports, townships, years }]): NamedCount => {
      const counts = { key, name, passages, reports: reports.size, townships: townships.size }
      const first = years.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
      const last = years.reduce((a, b) => Math.max(a, b), 0)
      return last === 0 ? counts : { ...counts, firstYear: first, lastYear: last }
    })
    .sort(
      (a, b) =>
        b.townships - a.townships || b.reports - a.reports || b.passages - a.passages || (a.key < b.key ? -1 : 1),
    )
}

function sourceFileOf(row: Row): SourceFile {
  const text = (cell: unknown): string | undefined => (typeof cell === 'string' ? cell : undefined)
  return {
    path: row.path as string,
    root: text(row.root),
    shown: text(row.shown),
    sha256: text(row.sha256),
    stat: text(row.stat),
    report: text(row.report),
    status: row.status as SourceFile['status'],
    problems: typeof row.problems === 'string' ? (JSON.parse(row.problems) as Problem[]) : [],
    rules: text(row.rules),
  }
}
