import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '../../server/corpus/driver.ts'
import { generateReports, PASSAGES } from './generate.ts'

/** A data folder with the corpus of generated reports, and what the command took to make it. */
export type Built = {
  file: string
  passages: number
  seconds: number
  /** of all processes; absent where the system does not say */
  cpuSeconds?: number
  textBytes: number
  fileBytes: number
}

/** Writes generated reports as files and indexes them with the command itself, as a user would. */
export function buildCorpus(dir: string, passages: number, practices: readonly string[], home: string): Built {
  const reports = join(dir, 'reports')
  mkdirSync(reports, { recursive: true })
  let textBytes = 0
  for (const { code, year, text } of generateReports(Math.ceil(passages / PASSAGES), practices)) {
    writeFileSync(join(reports, `${code}-${year}.txt`), text)
    textBytes += Buffer.byteLength(text)
  }
  const data = join(dir, 'data')
  const started = performance.now()
  const before = childSeconds()
  const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', 'indexer/main.ts', reports, '--json'], {
    cwd: home,
    env: { ...process.env, QIANMO_DATA: data },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 30,
  })
  const seconds = (performance.now() - started) / 1000
  const after = childSeconds()
  if (status !== 0) throw new Error(`收录失败：${stdout.slice(0, 500)}`)
  const file = join(data, 'corpus.db')
  const fileBytes = statSync(file).size
  giveCodes(file)
  return {
    file,
    passages: (JSON.parse(stdout) as { passages: number }).passages,
    seconds,
    ...(before !== undefined && after !== undefined && { cpuSeconds: after - before }),
    textBytes,
    fileBytes,
  }
}

/** Processor time of ended child processes and theirs (proc(5), cutime and cstime, in hundredths of a second). */
function childSeconds(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[13]) + Number(fields[14])) / 100
}

/** Generated places are in no gazetteer: they are given the codes they were generated with, so that places nest. */
function giveCodes(file: string): void {
  const db = openDatabase(file)
  const code = `substr(json_extract(json, '$.source.path'), -${'980010100-2019.txt'.length}, 9)`
  db.exec(`UPDATE report SET township = ${code}, code = ${code}, json = json_set(json, '$.township.code', ${code})`)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}
