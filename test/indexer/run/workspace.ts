import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type IndexEvents, type IndexOptions, indexFiles } from '../../../indexer/run/index-files.ts'
import type { Stages } from '../../../indexer/run/pipeline.ts'
import { type Summary, summarise } from '../../../indexer/run/summary.ts'
import { openDatabase } from '../../../server/corpus/driver.ts'
import type { Corpus, IndexSink } from '../../../server/corpus/port.ts'
import { openCorpus } from '../../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../../server/corpus/writer.ts'
import type { Level } from '../../../server/schema.ts'

/** Stages small enough to foresee: a line is a passage, `某镇2023年…` in the first one says whose and when. */
export function plainStages(version = 'v1', label = 'first'): Stages {
  return {
    version,
    parse: (file) => {
      const lines = file.text.split('\n').filter((line) => line.trim() !== '')
      const found = /^(.+?(镇|乡))(\d{4})?年?/.exec(lines[0] ?? '')
      if (lines.some((line) => line === 'crash')) throw new Error('boom')
      const township = found?.[1] ? { name: found[1], level: found[2] as Level, evidence: [] } : undefined
      return {
        identity: { title: lines[0], township, year: found?.[3] ? Number(found[3]) : undefined },
        passages: lines.map((text, i) => {
          const fixed = { section: 'measures' as const, headingPath: [], items: [], headingLength: 0, explain: [] }
          return { n: i + 1, text, role: i === 0 ? ('title' as const) : ('body' as const), ...fixed }
        }),
        problems: township ? [] : [{ stage: 'parse', code: 'not-a-township-report', message: '不是乡镇的报告' }],
      }
    },
    locate: ({ identity }) =>
      identity.township && { township: { name: identity.township.name, level: identity.township.level } },
    understand: (parsed) =>
      parsed.passages.map(() => ({ themes: [label], practices: [], named: [], indicators: [], explain: [] })),
  }
}

export type Workspace = {
  dir: string
  reports: string
  write: (name: string, content: string | Uint8Array) => string
  index: (paths?: string[], options?: IndexOptions & { stages?: Stages }, events?: IndexEvents) => Promise<Summary>
  read: <T>(fn: (corpus: Corpus) => T) => T
  /** what the search index holds, by row */
  indexed: Map<number, string>
  remove: () => void
}

/** A temporary folder of reports with a corpus beside it. */
export function createWorkspace(): Workspace {
  const dir = mkdtempSync(join(tmpdir(), 'index-'))
  const reports = join(dir, '报告 reports')
  const database = join(dir, 'corpus.db')
  const indexed = new Map<number, string>()
  const sink: IndexSink = {
    fingerprint: 'plain',
    add: (rows) => {
      for (const { pid, text } of rows) indexed.set(pid, text)
    },
    remove: (pids) => {
      for (const pid of pids) indexed.delete(pid)
    },
  }
  mkdirSync(reports)
  return {
    dir,
    reports,
    indexed,
    write(name, content) {
      const path = join(reports, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
      return path
    },
    async index(paths = [reports], { stages = plainStages(), ...options } = {}, events = {}) {
      const writer = createCorpusWriter(openDatabase(database), sink)
      let tick = 0
      const now = (): string => `2025-01-01T00:00:0${tick++ % 10}Z`
      try {
        return summarise(await indexFiles(paths, { writer, stages, now }, options, events), writer.corpus)
      } finally {
        writer.close()
      }
    },
    read(fn) {
      const corpus = openCorpus(database, { readonly: true })
      try {
        return fn(corpus)
      } finally {
        corpus.close()
      }
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
