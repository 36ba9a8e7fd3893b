import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../server/corpus/driver.ts'
import { migrate } from '../../server/corpus/migrations.ts'
import type { CorpusWriter } from '../../server/corpus/port.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createIndexSink } from '../../server/engine/sqlite/tables.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { acquireLock } from './lock.ts'

export type OpenStore = {
  writer: CorpusWriter
  /** the search index had to be filled anew, because text was cut differently before */
  rebuilt: boolean
  close: () => void
}

/** Where the corpus of a data folder lies. */
export const corpusFile = (dataDir: string): string => join(dataDir, 'corpus.db')

/**
 * Opens the corpus of a data folder for writing, alone; both are made where they are missing.
 * @throws LockedError while another process indexes into it
 */
export function openStore(dataDir: string, segmenter: Segmenter, pid: number, since: string): OpenStore {
  mkdirSync(dataDir, { recursive: true })
  const unlock = acquireLock(join(dataDir, 'index.lock'), pid, since)
  try {
    const db = opened(corpusFile(dataDir))
    const writer = createCorpusWriter(db, createIndexSink(db, segmenter))
    return { writer, rebuilt: writer.rebuilt, close: closing(writer, unlock) }
  } catch (error) {
    unlock()
    throw error
  }
}

function opened(path: string): Database {
  try {
    return openDatabase(path)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`语料库 ${path} 打不开（${why}）。请检查文件夹的权限和磁盘空间；文件没有被改动`, { cause })
  }
}

/** A copy of the corpus to try a run on; the data folder is only read, and no text is cut. */
export function openRehearsal(dataDir: string): OpenStore {
  const dir = mkdtempSync(join(tmpdir(), 'qianmo-rehearsal-'))
  for (const suffix of ['', '-wal']) {
    const from = `${corpusFile(dataDir)}${suffix}`
    if (existsSync(from)) copyFileSync(from, join(dir, `corpus.db${suffix}`))
  }
  const db = openDatabase(join(dir, 'corpus.db'))
  migrate(db)
  const ignore = (): void => {}
  const fingerprint = createCorpus(db).meta('index')
  const writer = createCorpusWriter(db, { fingerprint, add: ignore, remove: ignore })
  return { writer, rebuilt: false, close: closing(writer, () => rmSync(dir, { recursive: true, force: true })) }
}

function closing(writer: CorpusWriter, after: () => void): () => void {
  return () => {
    try {
      writer.close()
    } finally {
      after()
    }
  }
}
