import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { siteOf } from '../fixtures/site.ts'
import { loadCollection } from './collection.ts'
import { plainBm25, product } from './systems.ts'

/** Writes what both systems put first for every query, to be judged by a person who does not see which found it. */
/** First passages taken of each system: more than are measured, so that a change of order brings up few unjudged ones. */
const DEPTH = 15

const home = join(import.meta.dirname, '..', '..')
const { reports, keys } = loadCollection(home)
const site = siteOf(reports)
const systems = [product(site, DEPTH), plainBm25(site, reports, DEPTH)]
const texts = new Map(reports.flatMap((full) => full.passages.map((passage) => [passage.id, passage] as const)))
const queries = parse(readFileSync(join(import.meta.dirname, 'queries.yaml'), 'utf8')) as { q: string; want: string }[]
const lines: string[] = []
for (const { q, want } of queries) {
  lines.push(`\n## ${q} — ${want}`)
  const pool = new Set((await Promise.all(systems.map((system) => system(q)))).flat())
  for (const id of [...pool].sort()) {
    const passage = texts.get(id)
    lines.push(`${keys.get(id)} [${passage?.section}/${passage?.role}] ${passage?.text}`)
  }
}
writeFileSync(process.argv[2] ?? 'pool.txt', lines.join('\n'))
