import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import type { Report } from '../schema.ts'
import type { Corpus } from './port.ts'

/** The file a report was read from: its bytes, or why they are no longer to be had. */
export type Original = { state: 'same'; bytes: Uint8Array<ArrayBuffer>; name: string } | { state: 'changed' | 'gone' }

/** What is larger was never read, see the limit of the readers. */
const MAX_BYTES = 20 * 1024 * 1024

/**
 * The original of a report, looked for where the corpus says it was read from; of copies any will do. Only bytes with
 * the hash that was stored are given out, so that a link or another file put in its place is not.
 */
export async function originalOf(corpus: Corpus, report: Report): Promise<Original> {
  let changed = false
  for (const { path } of corpus.files({ report: report.id, status: ['ok', 'duplicate'] })) {
    const bytes = await bytesOf(path)
    if (!bytes) continue
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    if (sha256 === report.source.sha256) return { state: 'same', bytes, name: nameOf(report.source.path) }
    changed = true
  }
  return { state: changed ? 'changed' : 'gone' }
}

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const info = await stat(path)
    return info.isFile() && info.size <= MAX_BYTES ? new Uint8Array(await readFile(path)) : undefined
  } catch {
    return undefined
  }
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path
