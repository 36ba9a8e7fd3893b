import { createHash } from 'node:crypto'
import type { Corpus } from '../../server/corpus/port.ts'
import { serverOf } from '../../server/engine/meilisearch/routing.ts'
import { reportState } from '../../server/engine/meilisearch/tokens.ts'

/** What one server should hold. */
export type Share = {
  /** state of a report → how many passages it has */
  states: Map<string, number>
  /** row number → state */
  rows: Map<number, string>
}

const PAGE = 2000

/** Divides the corpus among the servers, report by report; each report's state says exactly which rows and texts it has. */
export function sharesOf(corpus: Corpus, servers: readonly string[]): Map<string, Share> {
  const ids = new Map([...corpus.iterateReports()].map(({ rid, report }) => [rid, report.id]))
  const reportOfRow = new Map<number, number>()
  for (const { pid, rid } of corpus.iterateLabels()) reportOfRow.set(pid, rid)
  const contents = new Map<number, { rows: number[]; hash: ReturnType<typeof createHash> }>()
  for (const { pid, text } of allTexts(corpus)) {
    const rid = reportOfRow.get(pid) ?? 0
    const content = contents.get(rid) ?? { rows: [], hash: createHash('sha256') }
    contents.set(rid, content)
    content.rows.push(pid)
    content.hash.update(`${pid} ${text}\n`)
  }
  const shares = new Map(servers.map((server) => [server, { states: new Map(), rows: new Map() } as Share]))
  for (const [rid, { rows, hash }] of contents) {
    const id = ids.get(rid)
    const share = id === undefined ? undefined : shares.get(serverOf(id, servers))
    if (id === undefined || !share) continue
    const state = reportState(id, hash.digest('hex'))
    share.states.set(state, rows.length)
    for (const row of rows) share.rows.set(row, state)
  }
  return shares
}

/** All texts in order of row number. */
export function* allTexts(corpus: Corpus): Generator<{ pid: number; text: string }> {
  for (let after = 0; ; ) {
    const page = corpus.texts(after, PAGE)
    const last = page.at(-1)
    if (!last) return
    yield* page
    after = last.pid
  }
}

/** What has to leave and what has to come so that an index holds exactly its share. A report of which a part is there goes and comes again. */
export function changesOf(share: Share, actual: ReadonlyMap<string, number>): { remove: string[]; add: Set<string> } {
  const remove = [...actual].filter(([state, count]) => share.states.get(state) !== count).map(([state]) => state)
  const add = [...share.states].filter(([state, count]) => actual.get(state) !== count).map(([state]) => state)
  return { remove, add: new Set(add) }
}
