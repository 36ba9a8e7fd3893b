import type { FullReport, Report } from '../schema.ts'
import { asBytes, type Database, type Row, type Statement } from './driver.ts'
import { sha256, textHash, townshipKey } from './ids.ts'
import { migrate } from './migrations.ts'
import type { CorpusWriter, IndexSink, PutExtra, SourceFile } from './port.ts'
import { createCorpus } from './reader.ts'
import { indicatorCells, listCell, passageCells, reasonsCell } from './rows.ts'
import { bandsOf, likeness, type Sketch, sketchBytes, sketchFrom } from './sketch.ts'

/**
 * The write side over an open database, which it brings to the newest schema. `sink` is told of every passage that
 * comes or goes, inside the same transaction; when its fingerprint is not the stored one, it is filled anew at once.
 * @returns the writer; `rebuilt` says whether the index had to be filled anew.
 */
export function createCorpusWriter(db: Database, sink?: IndexSink): CorpusWriter & { rebuilt: boolean } {
  migrate(db)
  const corpus = createCorpus(db)
  const sql = prepared(db)
  let dirty = false
  let inside = false
  // FTS5 writes out what it holds whenever another statement opens a savepoint: its share waits for the end of the transaction
  let waiting: (() => void)[] = []

  function transaction<T>(fn: () => T): T {
    if (inside) return fn()
    inside = true
    try {
      return db.transaction(() => {
        const value = fn()
        for (const tell of waiting) tell()
        if (dirty) sealVersion()
        return value
      })
    } finally {
      inside = false
      waiting = []
    }
  }

  const setMeta = (key: string, value: string): void => {
    sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }

  /** `digest` in meta is the XOR of the digests of all reports: one report's change costs one step, in any order. */
  function mixDigest(digest: string): void {
    const old = BigInt(`0x${corpus.meta('digest') ?? '0'}`)
    setMeta('digest', (old ^ BigInt(`0x${digest}`)).toString(16))
    dirty = true
  }

  function sealVersion(): void {
    const [digest, rules, index] = ['digest', 'rules', 'index'].map((key) => corpus.meta(key) ?? '')
    setMeta('dataVersion', dataVersionOf(digest ?? '', rules ?? '', index ?? ''))
    dirty = false
  }

  function putReport(full: FullReport, extra: PutExtra): 'new' | 'changed' | 'same' {
    return transaction(() => {
      const cells = reportCells(full, extra, digestOf(full))
      const old = sql('SELECT rid, digest, json, slot, meta FROM report WHERE id = ?').all(full.report.id)[0]
      if (old && extra.sketch) putSketch(old.rid as number, extra.sketch)
      if (old && sameContent(old, cells)) return 'same'
      if (old) mixDigest(versionOf(old))
      mixDigest(versionOf(cells))
      const written = sql(upsert('report', Object.keys(cells), 'id')).run(cells)
      if (!old && extra.sketch) putSketch(written.lastId, extra.sketch)
      putPassages(full, old ? (old.rid as number) : written.lastId, extra.tokens)
      return old ? 'changed' : 'new'
    })
  }

  function putPassages(full: FullReport, rid: number, tokens?: PutExtra['tokens']): void {
    const old = sql('SELECT pid, key FROM passage WHERE rid = ? ORDER BY n').all(rid)
    const cells = full.passages.map((passage) => passageCells(passage, rid))
    const sameTexts = old.length === cells.length && old.every((row, i) => row.key === cells[i]?.key)
    const pids = sameTexts ? relabel(old, cells) : replace(old, cells, tokens)
    sql('DELETE FROM indicator WHERE rid = ?').run(rid)
    const placeOf = new Map(full.passages.map((passage, i) => [passage.n, { pid: pids[i] ?? 0, text: passage.text }]))
    for (const [seq, fact] of full.indicators.entries()) {
      const place = placeOf.get(fact.n)
      if (!place) continue
      const row = indicatorCells(fact, { rid, seq, ...place })
      sql(insert('indicator', Object.keys(row))).run(row)
    }
  }

  /** Texts stay, labels change: row numbers stay too, and the search index is left alone. */
  function relabel(old: readonly Record<string, unknown>[], cells: ReturnType<typeof passageCells>[]): number[] {
    return cells.map((row, i) => {
      const pid = old[i]?.pid as number
      const columns = Object.keys(row)
      sql(`UPDATE passage SET ${columns.map((column) => `${column} = :${column}`).join(', ')} WHERE pid = :pid`).run({
        ...row,
        pid,
      })
      return pid
    })
  }

  function replace(
    old: readonly Record<string, unknown>[],
    cells: ReturnType<typeof passageCells>[],
    tokens?: PutExtra['tokens'],
  ): number[] {
    const gone = old.map((row) => row.pid as number)
    if (gone.length > 0) {
      waiting.push(() => sink?.remove(gone))
      for (const pid of gone) sql('DELETE FROM passage WHERE pid = ?').run(pid)
    }
    const pids = cells.map((row) => sql(insert('passage', Object.keys(row))).run(row).lastId)
    const rows = cells.map((row, i) => ({ pid: pids[i] ?? 0, text: row.text as string, tokens: tokens?.[i] }))
    waiting.push(() => sink?.add(rows))
    return pids
  }

  function putSketch(rid: number, sketch: Sketch): void {
    const known = storedSketch(rid)
    if (known && likeness(known, sketch) === 1) return
    dropBands(rid)
    sql('INSERT OR REPLACE INTO sketch VALUES (?, ?)').run(rid, sketchBytes(sketch))
    for (const band of bandsOf(sketch)) sql('INSERT OR IGNORE INTO sketch_band VALUES (?, ?)').run(band, rid)
  }

  function storedSketch(rid: number): Sketch | undefined {
    const bytes = asBytes(sql('SELECT sketch FROM sketch WHERE rid = ?').all(rid)[0]?.sketch)
    return bytes && sketchFrom(bytes)
  }

  function dropBands(rid: number): void {
    const known = storedSketch(rid)
    for (const band of known ? bandsOf(known) : []) {
      sql('DELETE FROM sketch_band WHERE band = ? AND rid = ?').run(band, rid)
    }
  }

  function idsLike(sketch: Sketch): { id: string; likeness: number }[] {
    const rows = sql(
      `SELECT DISTINCT report.id, sketch.sketch FROM json_each(?) JOIN sketch_band ON band = value
       JOIN sketch ON sketch.rid = sketch_band.rid JOIN report ON report.rid = sketch.rid ORDER BY report.id`,
    ).all(JSON.stringify(bandsOf(sketch)))
    return rows
      .map((row) => {
        const bytes = asBytes(row.sketch)
        return { id: row.id as string, likeness: bytes ? likeness(sketchFrom(bytes), sketch) : 0 }
      })
      .sort((a, b) => b.likeness - a.likeness)
  }

  function removeReport(id: string): boolean {
    return transaction(() => {
      const row = sql('SELECT rid, digest, json FROM report WHERE id = ?').all(id)[0]
      if (!row) return false
      const pids = sql('SELECT pid FROM passage WHERE rid = ?').all(row.rid as number)
      waiting.push(() => sink?.remove(pids.map((passage) => passage.pid as number)))
      dropBands(row.rid as number)
      sql('DELETE FROM report WHERE rid = ?').run(row.rid as number)
      mixDigest(versionOf(row))
      return true
    })
  }

  function moveReport(id: string, source: Pick<Report['source'], 'path' | 'url'>): void {
    transaction(() => {
      const row = sql('SELECT json, digest FROM report WHERE id = ?').all(id)[0]
      if (!row) return
      const report = JSON.parse(row.json as string) as Report
      const moved = { ...report, source: { ...report.source, ...source } }
      mixDigest(versionOf(row))
      mixDigest(versionOf({ digest: row.digest, json: JSON.stringify(moved) }))
      sql('UPDATE report SET json = ? WHERE id = ?').run(JSON.stringify(moved), id)
    })
  }

  function putFile(file: SourceFile): void {
    const rid = file.report ? sql('SELECT rid FROM report WHERE id = ?').all(file.report)[0]?.rid : undefined
    const cells = {
      path: file.path,
      root: file.root,
      shown: file.shown,
      sha256: file.sha256,
      stat: file.stat,
      rid: rid as number | undefined,
      status: file.status,
      problems: listCell(file.problems),
      rules: file.rules,
    }
    transaction(() => void sql(upsert('source_file', Object.keys(cells), 'path')).run(cells))
  }

  function refill(): boolean {
    const fingerprint = sink?.fingerprint ?? ''
    if (fingerprint === (corpus.meta('index') ?? '')) return false
    const any = corpus.stats().passages > 0
    transaction(() => {
      if (any && sink) fillSink(db, sink)
      setMeta('index', fingerprint)
      dirty = true
    })
    return any
  }

  const rebuilt = refill()

  return {
    rebuilt,
    corpus,
    transaction,
    putReport,
    removeReport,
    moveReport,
    putFile,
    removeFile: (path) => void transaction(() => sql('DELETE FROM source_file WHERE path = ?').run(path)),
    setMeta(key, value) {
      transaction(() => {
        if (corpus.meta(key) === value) return
        setMeta(key, value)
        dirty = true
      })
    },
    tidy: () => {
      transaction(() => sink?.tidy?.())
      db.exec('PRAGMA incremental_vacuum')
    },
    fileMeta: (id) => {
      const meta = sql('SELECT meta FROM report WHERE id = ?').all(id)[0]?.meta
      return typeof meta === 'string' ? (JSON.parse(meta) as Record<string, string>) : undefined
    },
    idsInSlot: (slot) =>
      sql('SELECT id FROM report WHERE slot = ? ORDER BY id')
        .all(slot)
        .map((row) => row.id as string),
    idsLike,
    idByText: (hash) => sql('SELECT id FROM report WHERE text_hash = ? LIMIT 1').all(hash)[0]?.id as string | undefined,
    close() {
      // a reader that keeps the old state open must not hold up the end of a run
      db.exec('PRAGMA busy_timeout = 200; PRAGMA wal_checkpoint(TRUNCATE)')
      db.close()
    },
  }
}

const dataVersionOf = (digest: string, rules: string, index: string): string =>
  sha256([digest, rules, index].join('\n')).slice(0, 12)

/** The data version that the reports of a file really have: equal to the stored one where nothing was lost. */
export function recountVersion(db: Database): string {
  let digest = 0n
  for (const row of db.prepare('SELECT digest, json FROM report').iterate()) digest ^= BigInt(`0x${versionOf(row)}`)
  const corpus = createCorpus(db)
  // an empty corpus that never held anything has no digest yet
  const text = corpus.meta('digest') === undefined ? '' : digest.toString(16)
  return dataVersionOf(text, corpus.meta('rules') ?? '', corpus.meta('index') ?? '')
}

function fillSink(db: Database, sink: IndexSink): void {
  sink.clear?.()
  let rows: { pid: number; text: string }[] = []
  const flush = (): void => {
    if (rows.length > 0) sink.add(rows)
    rows = []
  }
  let last = 0
  // paged rather than iterated: the sink writes to the same file meanwhile
  for (;;) {
    const page = db.prepare('SELECT pid, text FROM passage WHERE pid > ? ORDER BY pid LIMIT 2000').all(last)
    if (page.length === 0) break
    rows = page.map((row) => ({ pid: row.pid as number, text: row.text as string }))
    last = rows.at(-1)?.pid ?? last
    flush()
  }
}

function reportCells(full: FullReport, extra: PutExtra, digest: string) {
  const { report } = full
  return {
    id: report.id,
    slot: extra.slot,
    township: townshipKey(report.township),
    year: report.year,
    level: report.township.level,
    code: report.township.code,
    name: report.township.name,
    county: report.township.county,
    city: report.township.city,
    province: report.township.province,
    title: report.title,
    sha256: report.source.sha256,
    text_hash: textHash(full.passages),
    digest,
    json: JSON.stringify(report),
    meta: extra.meta && JSON.stringify(extra.meta),
    explain: reasonsCell(full),
  }
}

/** Content alone: neither when it came nor from where. */
function digestOf(full: FullReport): string {
  return sha256(JSON.stringify({ ...full, report: { ...full.report, source: full.report.source.sha256 } }))
}

/** A report's share in the data version: content and place of origin, but no times, so the same files give the same version anywhere. */
function versionOf(row: { digest?: unknown; json?: unknown }): string {
  const { path, url } = (JSON.parse(row.json as string) as Report).source
  return sha256([row.digest, path, url ?? ''].join('\n'))
}

function sameContent(old: Row, cells: ReturnType<typeof reportCells>): boolean {
  return old.slot === cells.slot && (old.meta ?? undefined) === cells.meta && versionOf(old) === versionOf(cells)
}

function insert(table: string, columns: string[]): string {
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`
}

function upsert(table: string, columns: string[], key: string): string {
  const set = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`)
  return `${insert(table, columns)} ON CONFLICT (${key}) DO UPDATE SET ${set.join(', ')}`
}

function prepared(db: Database): (text: string) => Statement {
  const cache = new Map<string, Statement>()
  return (text) => {
    const statement = cache.get(text) ?? db.prepare(text)
    cache.set(text, statement)
    return statement
  }
}
