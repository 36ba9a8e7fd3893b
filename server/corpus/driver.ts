import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'
import Libsql from 'libsql'

export type Value = string | number | Uint8Array | null | undefined
export type Row = Record<string, unknown>

/** One prepared statement. `undefined` binds as NULL; named parameters are one object. */
export type Statement = {
  all(...params: (Value | Record<string, Value>)[]): Row[]
  run(...params: (Value | Record<string, Value>)[]): { changes: number; lastId: number }
  iterate(...params: (Value | Record<string, Value>)[]): IterableIterator<Row>
}

/** The few things the product asks of SQLite: swapping the library means rewriting this file alone. */
export type Database = {
  readonly path: string
  exec(sql: string): void
  prepare(sql: string): Statement
  /** Runs `fn` in one transaction, rolled back when it throws; inside another one it simply runs. */
  transaction<T>(fn: () => T): T
  close(): void
}

export type OpenOptions = {
  readonly?: boolean
  /** how long a statement waits for another process's lock, in ms */
  timeoutMs?: number
}

/**
 * Opens a SQLite file (WAL, foreign keys on); a writer creates it.
 * @throws when the file is missing (readonly), not a database, or may not be written.
 */
export function openDatabase(path: string, options: OpenOptions = {}): Database {
  // libsql ignores its `readonly` option: only the URI parameter is honoured. Its busy timeout is 0 unless given.
  const name = options.readonly && path !== ':memory:' ? `${pathToFileURL(path).href}?mode=ro${frozen(path)}` : path
  const db = new Libsql(name, { timeout: options.timeoutMs ?? 5000 })
  db.exec('PRAGMA foreign_keys = ON')
  if (options.readonly) db.exec('PRAGMA query_only = 1')
  else {
    // Han takes two bytes in UTF-16 and three in UTF-8, and big-endian text sorts as JavaScript does; pages of 16 KB hold
    // passages with less waste than the usual 4. All three count only for a new file, before WAL.
    if (isNew(db)) {
      db.exec("PRAGMA encoding = 'UTF-16be'; PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL")
    }
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000')
  }
  let open = true
  let depth = 0

  function transaction<T>(fn: () => T): T {
    if (depth > 0) return fn()
    db.exec(options.readonly ? 'BEGIN' : 'BEGIN IMMEDIATE')
    depth = 1
    try {
      const value = fn()
      db.exec('COMMIT')
      return value
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK')
      throw error
    } finally {
      depth = 0
    }
  }

  return {
    path,
    exec: (sql) => void db.exec(sql),
    prepare: (sql) => createStatement(db, sql),
    transaction,
    close() {
      if (open) db.close()
      open = false
    },
  }
}

/**
 * WAL needs files beside the database even to read it. Where there are none and none can be made (a read-only volume),
 * the file is read as one that never changes.
 */
function frozen(path: string): string {
  if (existsSync(`${path}-wal`)) return ''
  try {
    accessSync(dirname(path), constants.W_OK)
    return ''
  } catch {
    return '&immutable=1'
  }
}

function isNew(db: Libsql.Database): boolean {
  const [row] = db.prepare('PRAGMA page_count').all() as Row[]
  return row?.page_count === 0
}

function createStatement(db: Libsql.Database, sql: string): Statement {
  const statement = db.prepare(sql)
  return {
    // never `.get()`: libsql adds a `_metadata` column to its row
    all: (...params) => statement.all(bound(params)) as Row[],
    run(...params) {
      const result = statement.run(bound(params))
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) }
    },
    iterate: (...params) => rowsOf(statement.iterate(bound(params)) as IterableIterator<Row>),
  }
}

/** One list, or one object of names: libsql takes a lone null or BLOB for an object, and ends the process over it. */
function bound(params: (Value | Record<string, Value>)[]): unknown {
  const [first] = params
  const named = params.length === 1 && typeof first === 'object' && first !== null && !(first instanceof Uint8Array)
  return named ? first : params.map((value) => value ?? null)
}

/**
 * Rows one by one. A loop that is left early must still come to the end of them: libsql cannot reset a statement, and
 * an open one keeps its connection in the past.
 */
function* rowsOf(rows: IterableIterator<Row>): IterableIterator<Row> {
  let ended = false
  try {
    for (;;) {
      const next = rows.next()
      ended = next.done === true
      if (next.done) return
      yield next.value
    }
  } finally {
    while (!ended) ended = rows.next().done === true
  }
}

/** A BLOB cell as bytes: libsql returns an ArrayBuffer where others return a Buffer. */
export function asBytes(cell: unknown): Uint8Array | undefined {
  if (cell instanceof Uint8Array) return cell
  return cell instanceof ArrayBuffer ? new Uint8Array(cell) : undefined
}
