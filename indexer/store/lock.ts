import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Database, openDatabase } from '../../server/corpus/driver.ts'

/** Another process is indexing into the same folder; `message` (Chinese) says which. */
export class LockedError extends Error {
  override name = 'LockedError'
}

/**
 * Lets one indexer at a time into a data folder. The lock is SQLite's own on a small file, held by an open
 * transaction: the system frees it when the process ends, however it ends, so it cannot go stale.
 * @returns the function that gives it back
 * @throws LockedError
 */
export function acquireLock(path: string, pid: number, since: string): () => void {
  mkdirSync(dirname(path), { recursive: true })
  const db = openDatabase(path, { timeoutMs: 0 })
  try {
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)')
    db.exec('BEGIN IMMEDIATE')
    db.exec('DELETE FROM holder')
    db.prepare('INSERT INTO holder VALUES (?, ?)').run(pid, since)
    // committed, so that a second indexer can read who holds it, and taken again at once
    db.exec('COMMIT')
    db.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const holder = holderOf(db)
    db.close()
    if (!String(error).includes('locked')) throw error
    throw new LockedError(`已有另一个索引进程在运行${holder}，请等它结束后再试（${path}）`)
  }
  return () => {
    db.exec('ROLLBACK')
    db.close()
  }
}

/** Opens what another process may hold, as soon as that lets go, within some seconds. @throws LockedError after them */
export async function openInTurn<T>(open: () => T, seconds: number, stopped: () => boolean = () => false): Promise<T> {
  const end = performance.now() + seconds * 1000
  while (true) {
    try {
      return open()
    } catch (error) {
      if (!(error instanceof LockedError) || performance.now() >= end || stopped()) throw error
      await setTimeout(250)
    }
  }
}

function holderOf(db: Database): string {
  try {
    const row = db.prepare('SELECT pid, since FROM holder').all()[0]
    return row ? `（进程号 ${String(row.pid)}，开始于 ${String(row.since)}）` : ''
  } catch {
    return ''
  }
}
