/**
 * Kills an indexer at random moments, over and over, and looks after each time whether everything that was committed
 * is still there: `npx tsx test/faults/kill-loop.ts [times]` (200 unless told).
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { openDatabase } from '../../server/corpus/driver.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { random } from '../bench/generate.ts'
import { reportText, run, start } from '../indexer/cli/command.ts'

export type KillLoop = { times: number; killed: number; reports: number; slowestMs: number }

/** What a corpus file holds: id → digest of each report, after its pages and references have been checked. */
export function contentOf(path: string): Map<string, string> {
  const db = openDatabase(path)
  try {
    const pages = db.prepare('PRAGMA integrity_check').all()
    if (pages[0]?.integrity_check !== 'ok') throw new Error(`integrity: ${JSON.stringify(pages)}`)
    if (db.prepare('PRAGMA foreign_key_check').all().length > 0) throw new Error('references are broken')
    const half = db.prepare('SELECT count(*) AS n FROM report WHERE rid NOT IN (SELECT rid FROM passage)').all()
    if (half[0]?.n !== 0) throw new Error('a report without passages')
    const inIndex = Number(db.prepare("SELECT count(*) AS n FROM fts_pairs WHERE fts_pairs MATCH '说事'").all()[0]?.n)
    const inTexts = Number(db.prepare("SELECT count(*) AS n FROM passage WHERE instr(text, '说事') > 0").all()[0]?.n)
    if (inIndex !== inTexts) throw new Error(`index ${inIndex}, texts ${inTexts}`)
    const rows = db.prepare('SELECT id, digest FROM report').all()
    if (rows.length !== createCorpus(db).stats().reports) throw new Error('counts differ')
    return new Map(rows.map((row) => [row.id as string, row.digest as string]))
  } finally {
    db.close()
  }
}

/**
 * @param files how many reports the folder holds; some change before each run, so that there is always work
 * @throws when anything that was committed is lost, or the last run does not complete
 */
export async function killLoop(times: number, files = 120, seed = 1, jobs = 1): Promise<KillLoop> {
  const next = random(seed)
  const dir = mkdtempSync(join(tmpdir(), 'kill-'))
  const [reports, data] = [join(dir, 'reports'), join(dir, 'data')]
  const env = { QIANMO_REPORTS: reports, QIANMO_DATA: data }
  const corpus = join(data, 'corpus.db')
  mkdirSync(reports)
  const write = (i: number, edition: number): void =>
    writeFileSync(join(reports, `${i}.txt`), reportText('柳塘镇', 1900 + i, `编号${i}，第${edition}稿。`))
  let before = new Map<string, string>()
  let killed = 0
  let slowestMs = 0
  try {
    for (let i = 0; i < files; i++) write(i, 0)
    const begin = performance.now()
    await run('main.ts', ['--jobs', String(jobs)], { ...env, QIANMO_DATA: join(dir, 'measured') })
    const wholeMs = performance.now() - begin
    for (let time = 1; time <= times; time++) {
      for (let i = 0; i < files; i++) if (time > 1 && next() < 0.5) write(i, time)
      const { child, done } = start('main.ts', ['--json', '--jobs', String(jobs)], env)
      await Promise.race([setTimeout(wholeMs * (0.2 + next() * 0.9)), done])
      if (child.exitCode === null) killed++
      child.kill('SIGKILL')
      await done
      if (!existsSync(corpus)) continue
      const begin = performance.now()
      const after = contentOf(corpus)
      slowestMs = Math.max(slowestMs, performance.now() - begin)
      for (const id of before.keys()) if (!after.has(id)) throw new Error(`time ${time}: ${id} is lost`)
      before = after
      process.stderr.write(`\r${time}/${times} killed ${killed}, ${after.size} reports `)
    }
    const last = JSON.parse((await run('main.ts', ['--json'], env)).stdout) as { reports: number; failed: number }
    if (last.reports !== files || last.failed !== 0) throw new Error(`the last run: ${JSON.stringify(last)}`)
    contentOf(corpus)
    return { times, killed, reports: last.reports, slowestMs: Math.round(slowestMs) }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const result = await killLoop(Number(process.argv[2] ?? 200), 120, Date.now() % 100_000, Number(process.argv[3] ?? 1))
  process.stdout.write(`\n${JSON.stringify(result)}\n`)
}
