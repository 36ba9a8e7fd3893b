import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { loadStages } from '../../indexer/run/load-stages.ts'
import { compose, toFullReport } from '../../indexer/run/pipeline.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import { withIds } from '../../server/corpus/ids.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createIndexSink } from '../../server/engine/sqlite/tables.ts'
import type { Lexicon } from '../../server/lexicon/load.ts'
import type { FullReport } from '../../server/schema.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { type GeneratedReport, generateReports, PASSAGES } from './generate.ts'

export type Built = {
  passages: number
  textBytes: number
  fileBytes: number
  understandSeconds: number
  storeSeconds: number
}

/** Reports stored in one transaction while a corpus is built. */
const BATCH = 100

/** Builds a corpus of generated reports through all stages, in one process; an existing file is built anew. */
export function buildCorpus(
  file: string,
  passages: number,
  home: string,
  lexicon: Lexicon,
  segmenter: Segmenter,
): Built {
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(file + suffix)) rmSync(file + suffix)
  mkdirSync(dirname(file), { recursive: true })
  const understand = compose(loadStages(home))
  const db = openDatabase(file)
  const writer = createCorpusWriter(db, createIndexSink(db, segmenter))
  const names = lexicon.practices.map((practice) => practice.name)
  const built: Built = { passages: 0, textBytes: 0, fileBytes: 0, understandSeconds: 0, storeSeconds: 0 }
  let batch: { id: string; full: FullReport }[] = []
  const flush = (): void => {
    const started = performance.now()
    writer.transaction(() => {
      for (const { id, full } of batch) writer.putReport(withIds(id, full), { slot: id })
    })
    built.storeSeconds += (performance.now() - started) / 1000
    batch = []
  }
  for (const report of generateReports(Math.ceil(passages / PASSAGES), names)) {
    const started = performance.now()
    const path = `${report.code}-${report.year}.txt`
    const understood = understand({
      path,
      sha256: path,
      bytes: report.text.length,
      format: 'txt',
      encoding: 'utf-8',
      text: report.text,
      problems: [],
    })
    built.understandSeconds += (performance.now() - started) / 1000
    const source = { path, sha256: path, importedAt: '2026-01-01T00:00:00.000Z', format: 'txt' }
    const full = located(toFullReport(understood, source), report)
    built.passages += full.passages.length
    built.textBytes += Buffer.byteLength(report.text)
    batch.push({ id: `${report.code}-${report.year}`, full })
    if (batch.length === BATCH) flush()
  }
  flush()
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  built.fileBytes = statSync(file).size
  writer.close()
  return built
}

/** Generated places are in no gazetteer: they are given the code they were generated with. */
function located(full: FullReport, { name, code, county, year }: GeneratedReport): FullReport {
  const level = name.endsWith('乡') ? '乡' : '镇'
  return { ...full, report: { ...full.report, township: { name, level, code, county }, year } }
}
