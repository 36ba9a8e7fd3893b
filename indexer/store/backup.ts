import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { openDatabase } from '../../server/corpus/driver.ts'
import { acquireLock } from './lock.ts'
import { corpusFile } from './open.ts'
import { type Verified, verifyCorpus } from './verify.ts'

/**
 * Writes one committed state of the corpus into a file, while others may read and write it. The file appears when it
 * is whole and verified, never before.
 * @throws (Chinese) when there is no corpus, the file is there already, or the copy is not sound
 */
export function backUp(dataDir: string, to: string): Verified {
  const from = corpusFile(dataDir)
  if (!existsSync(from)) throw new Error(`还没有语料库 ${from}，没有可备份的内容`)
  if (existsSync(to)) throw new Error(`${to} 已经存在，没有覆盖：请换一个文件名`)
  mkdirSync(dirname(resolve(to)), { recursive: true })
  const draft = `${to}.partial`
  rmSync(draft, { force: true })
  const db = openDatabase(from)
  try {
    db.prepare('VACUUM INTO ?').run(draft)
  } catch (cause) {
    rmSync(draft, { force: true })
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`备份没有写成（${why}），请检查 ${dirname(resolve(to))} 的权限和剩余空间；语料库没有改动`, {
      cause,
    })
  } finally {
    db.close()
  }
  try {
    const verified = verifyCorpus(draft)
    renameSync(draft, to)
    return verified
  } finally {
    removeWithLogs(draft)
  }
}

/** Where the corpus that a restored one took the place of is kept, until the next time. */
export const formerFile = (dataDir: string): string => join(dataDir, 'corpus-before-restore.db')

/**
 * Puts a backup in the place of the corpus, in one step, after it has been verified; a server that is running goes over
 * to it by itself. The corpus that stood there is kept, see `formerFile`.
 * @throws (Chinese) when the backup is not sound, or an indexer or a reader holds the corpus
 */
export function restore(dataDir: string, from: string, pid: number, since: string): Verified {
  if (!existsSync(from)) throw new Error(`找不到备份文件 ${from}`)
  mkdirSync(dataDir, { recursive: true })
  const unlock = acquireLock(join(dataDir, 'index.lock'), pid, since)
  const target = corpusFile(dataDir)
  const draft = `${target}.restoring`
  try {
    removeWithLogs(draft)
    // a backup that was opened since has its latest changes in the log beside it
    for (const suffix of ['', '-wal']) {
      if (existsSync(`${from}${suffix}`)) copyFileSync(`${from}${suffix}`, `${draft}${suffix}`)
    }
    const verified = verifyCorpus(draft, from)
    settleLog(draft)
    if (existsSync(target)) setAside(target, formerFile(dataDir))
    renameSync(draft, target)
    return verified
  } finally {
    removeWithLogs(draft)
    unlock()
  }
}

const logs = ['-wal', '-shm']

/**
 * Keeps the corpus that is to be replaced under another name. Its log goes: it must never be taken for one of the new
 * file, and what was in it stands in the file by then. A corpus too damaged for that is kept as it lies, log and all.
 */
function setAside(target: string, former: string): void {
  removeWithLogs(former)
  try {
    settleLog(target)
  } catch (error) {
    if (error instanceof BusyError) throw error
    for (const suffix of ['', ...logs]) {
      if (existsSync(`${target}${suffix}`)) renameSync(`${target}${suffix}`, `${former}${suffix}`)
    }
    return
  }
  copyFileSync(target, former)
  for (const suffix of logs) rmSync(`${target}${suffix}`, { force: true })
}

class BusyError extends Error {}

function removeWithLogs(path: string): void {
  for (const suffix of ['', ...logs]) rmSync(`${path}${suffix}`, { force: true })
}

/** Moves everything from the write-ahead log into the file. @throws (Chinese) while a reader needs the log */
function settleLog(path: string): void {
  const db = openDatabase(path)
  try {
    const row = db.prepare('PRAGMA wal_checkpoint(FULL)').all()[0]
    if (row && row.busy !== 0) throw new BusyError(`${path} 正被读取，没有恢复：请先停下服务再试`)
  } finally {
    db.close()
  }
}
