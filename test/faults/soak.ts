/**
 * Runs a server under mixed load while reports change and are indexed again, and prints how it holds:
 * `npx tsx test/faults/soak.ts [minutes] [reports] [clients]` (30, 300 and 8 unless told). One line every tenth of the
 * time, then one JSON line; exits with 1 when an answer was an error or memory or handles kept growing.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { generateReports, random } from '../bench/generate.ts'
import { queryLog } from '../bench/queries.ts'
import { run, start } from '../indexer/cli/command.ts'
import { askAndLeave } from './leave.ts'

type Sample = {
  minute: number
  rssMb: number
  handles: number
  requests: number
  errors: number
  p50: number
  p95: number
  runs: number
}

const [minutes = 30, count = 300, clients = 8] = process.argv.slice(2).map(Number)
const home = join(import.meta.dirname, '..', '..')
const dir = mkdtempSync(join(tmpdir(), 'soak-'))
const [reports, data] = [join(dir, 'reports'), join(dir, 'data')]
const env = { QIANMO_REPORTS: reports, QIANMO_DATA: data, PORT: '0' }
const practices = loadLexicon(join(home, 'data', 'lexicon')).practices.map((practice) => practice.name)
const made = [...generateReports(count, practices)]
mkdirSync(reports)
for (const { code, year, text } of made) writeFileSync(join(reports, `${code}-${year}.txt`), text)
await run('main.ts', [], env)

const server = start('../server/main.ts', [], env)
let log = ''
server.child.stderr?.on('data', (chunk) => {
  log += chunk
})
while (!/http:\/\/\S+/.test(log)) await setTimeout(50)
const url = /http:\/\/\S+/.exec(log)?.[0] ?? ''
const begin = performance.now()
const end = begin + minutes * 60_000
let took: number[] = []
let errors = 0
let requests = 0
let runs = 0

async function client(seed: number): Promise<void> {
  const next = random(seed)
  const log = queryLog(
    made.map((report) => report.text),
    practices,
    220,
    seed,
  )
  const paths = [
    '/api/search',
    '/api/search',
    '/api/search',
    '/api/kwic',
    '/api/suggest',
    '/api/groups',
    '/api/reports',
  ]
  for (let i = 0; performance.now() < end; i++) {
    const { q, mode, filters } = log[i % log.length] as (typeof log)[number]
    const path = paths[Math.floor(next() * paths.length)] as string
    const asked = `${url}${path}?q=${encodeURIComponent(q.slice(0, 100))}&mode=${mode}${filters}`
    const at = performance.now()
    if (next() < 0.05) await askAndLeave(asked, 3)
    else {
      try {
        const response = await fetch(asked)
        await response.arrayBuffer()
        if (response.status >= 500) errors++
        took.push(performance.now() - at)
        requests++
      } catch {
        errors++
      }
    }
    await setTimeout(next() * 100)
  }
}

/** Changes some reports, takes some away and puts them back, and indexes, twenty times or so in all. */
async function change(): Promise<void> {
  const next = random(99)
  while (performance.now() < end) {
    for (let i = 0; i < 10; i++) {
      const { code, year, text } = made[Math.floor(next() * made.length)] as (typeof made)[number]
      const path = join(reports, `${code}-${year}.txt`)
      if (next() < 0.3) rmSync(path, { force: true })
      else writeFileSync(path, next() < 0.5 ? text : `${text}\n第${Math.floor(next() * 1e6)}次补记。`)
    }
    const at = performance.now()
    const { code } = await run('main.ts', ['--jobs', '1'], env)
    if (code !== 0) errors++
    runs++
    await setTimeout(Math.max(0, Math.min(9 * (performance.now() - at), (end - begin) / 20, end - performance.now())))
  }
}

const percentile = (values: number[], part: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10
}

const samples: Sample[] = []
async function watch(): Promise<void> {
  for (let i = 1; i <= 10; i++) {
    await setTimeout(Math.max(0, begin + ((end - begin) * i) / 10 - performance.now()))
    const pid = server.child.pid
    const rssMb = Math.round((Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20)
    const handles = readdirSync(`/proc/${pid}/fd`).length
    const minute = Math.round((performance.now() - begin) / 6000) / 10
    const sample = {
      minute,
      rssMb,
      handles,
      requests,
      errors,
      p50: percentile(took, 0.5),
      p95: percentile(took, 0.95),
      runs,
    }
    took = []
    samples.push(sample)
    process.stdout.write(`${JSON.stringify(sample)}\n`)
  }
}

await Promise.all([...Array.from({ length: clients }, (_, i) => client(i + 1)), change(), watch()])
server.child.kill('SIGTERM')
await server.done
rmSync(dir, { recursive: true, force: true })
// the first samples are of a server that still fills its caches
const [middle, last] = [samples[4], samples.at(-1)]
const flat =
  last !== undefined &&
  middle !== undefined &&
  last.rssMb < middle.rssMb * 1.15 + 20 &&
  last.handles < middle.handles + 20
process.stdout.write(`${JSON.stringify({ minutes, reports: count, clients, requests, errors, runs, flat, last })}\n`)
process.exitCode = errors === 0 && flat ? 0 : 1
