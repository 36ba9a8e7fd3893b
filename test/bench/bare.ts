import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAdmin } from '../../indexer/engine/admin.ts'
import { frequentIn } from '../../indexer/engine/frequent.ts'
import { allTexts, sharesOf } from '../../indexer/engine/states.ts'
import type { Corpus } from '../../server/corpus/port.ts'
import { createPhrases } from '../../server/engine/meilisearch/phrases.ts'
import { documentOf } from '../../server/engine/meilisearch/tokens.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { MASTER_KEY, startMeilisearch } from '../contract/meilisearch-server.ts'

const BATCH_BYTES = 24 * 2 ** 20

/**
 * How long bare servers take for the documents that the loader makes: made beforehand and lying in files, all sent at
 * once, nothing counted, checked or swapped. In ms.
 */
export async function bareLoad(corpus: Corpus, segmenter: Segmenter, count: number, dir: string): Promise<number> {
  const servers = await Promise.all(Array.from({ length: count }, () => startMeilisearch([])))
  try {
    const shares = sharesOf(
      corpus,
      servers.map((server) => server.url),
    )
    const phrases = createPhrases(frequentIn(corpus).phrases)
    const works = servers.map(({ url }, s) => {
      const rows = shares.get(url)?.rows ?? new Map<number, string>()
      const files: string[] = []
      let lines: string[] = []
      let bytes = 0
      const flush = (): void => {
        const file = join(dir, `bare-${s}-${files.length}.ndjson`)
        writeFileSync(file, lines.join('\n'))
        files.push(file)
        lines = []
        bytes = 0
      }
      for (const row of allTexts(corpus)) {
        const state = rows.get(row.pid)
        if (state === undefined) continue
        const line = JSON.stringify(documentOf(row, state, segmenter, phrases))
        lines.push(line)
        bytes += line.length
        if (bytes >= BATCH_BYTES) flush()
      }
      flush()
      return { admin: createAdmin(url, MASTER_KEY), files }
    })
    for (const { admin } of works) {
      await admin.create('bare', 'pid')
      await admin.applySettings('bare')
    }
    const started = performance.now()
    await Promise.all(
      works.map(async ({ admin, files }) => {
        const tasks: number[] = []
        for (const file of files) tasks.push(await admin.addLines('bare', readFileSync(file, 'utf8')))
        for (const task of tasks) await admin.finished(task)
      }),
    )
    return performance.now() - started
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
