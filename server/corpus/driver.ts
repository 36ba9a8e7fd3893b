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
  const name = options.readonly && path !== ':memory:' ? `${pathToFileURL(path).href}?mode=ro` : path
  const db = new Libsql(name, { timeout: options.timeoutMs ?? 5000 })
  db.exec('PRAGMA foreign_keys = ON')
  if (options.readonly) db.exec('PRAGMA query_only = 1')
  else db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
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

function createStatement(db: Libsql.Database, sql: string): Statement {
  const statement = db.prepare(sql)
  return {
    // never `.get()`: libsql adds a `_metadata` column to its row
    all: (...params) => statement.all(...params) as Row[],
    run(...params) {
      const result = statement.run(...params)
      return { changes: result.changes, lastId: Number(result.lastInsertRowid) }
    },
    iterate: (...params) => statement.iterate(...params) as IterableIterator<Row>,
  }
}

/** A BLOB cell as bytes: libsql returns an ArrayBuffer where others return a Buffer. */
export function asBytes(cell: unknown): Uint8Array | undefined {
  if (cell instanceof Uint8Array) return cell
  return cell instanceof ArrayBuffer ? new Uint8Array(cell) : undefined
}
