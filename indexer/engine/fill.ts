import { setImmediate } from 'node:timers/promises'
import type { Corpus } from '../../server/corpus/port.ts'
import { shownUrl } from '../../server/engine/meilisearch/faults.ts'
import type { Phrases } from '../../server/engine/meilisearch/phrases.ts'
import { documentOf } from '../../server/engine/meilisearch/tokens.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { type Admin, LoadError } from './admin.ts'
import { allTexts, changesOf, type Share } from './states.ts'

export type FillEvents = {
  /** passages that are in the index for good, of those that had to come */
  progress?: (done: number, total: number) => void
  /** asked between batches: true stops with everything sent so far kept */
  stopped?: () => boolean
  /** called after each batch */
  beat?: () => Promise<void>
}

/** A batch is sent when it has this many bytes; two wait in the server's queue while the third is made. */
const BATCH_BYTES = 24 * 2 ** 20
const IN_QUEUE = 2
const YIELD_ROWS = 100

/**
 * Makes an index hold exactly its share of the corpus: takes out what should not be there, sends what is missing, and
 * counts again. Running it anew after an interruption goes on where it stopped.
 */
export async function fillIndex(
  admin: Admin,
  index: string,
  share: Share,
  source: { corpus: Corpus; segmenter: Segmenter; phrases: Phrases },
  events: FillEvents = {},
): Promise<{ added: number; removed: number }> {
  const { remove, add } = changesOf(share, await admin.states(index))
  if (remove.length > 0) await admin.removeStates(index, remove)
  let total = 0
  for (const state of add) total += share.states.get(state) ?? 0
  const queue: { task: number; count: number }[] = []
  let done = 0
  const settle = async (left: number): Promise<void> => {
    while (queue.length > left) {
      const first = queue.shift()
      if (!first) return
      await admin.finished(first.task)
      done += first.count
      events.progress?.(done, total)
      await events.beat?.()
    }
  }
  let lines: string[] = []
  let bytes = 0
  const send = async (): Promise<void> => {
    if (lines.length === 0) return
    await settle(IN_QUEUE - 1)
    queue.push({ task: await admin.addLines(index, lines.join('\n')), count: lines.length })
    lines = []
    bytes = 0
  }
  if (total > 0) {
    events.progress?.(0, total)
    for (const row of allTexts(source.corpus)) {
      const state = share.rows.get(row.pid)
      if (state === undefined || !add.has(state)) continue
      const line = JSON.stringify(documentOf(row, state, source.segmenter, source.phrases))
      lines.push(line)
      bytes += line.length + 1
      // Lets the end of an idle connection be noticed before the next batch is sent on it.
      if (lines.length % YIELD_ROWS === 0) await setImmediate()
      if (bytes < BATCH_BYTES) continue
      await send()
      if (events.stopped?.()) break
    }
    await send()
    await settle(0)
  }
  if (events.stopped?.())
    throw new LoadError('已停下：装载好的部分已保存，再运行一次 npm run -s engine -- load 会接着做')
  const left = changesOf(share, await admin.states(index))
  if (left.remove.length + left.add.size > 0) {
    throw new LoadError(
      `检索服务器 ${shownUrl(admin.url)} 装载后的数目不对（${left.add.size} 份报告不全，${left.remove.length} 份多余），没有启用。` +
        '语料库不受影响；请再运行一次 npm run -s engine -- load',
    )
  }
  return { added: total, removed: remove.length }
}
