import { SingleBar } from 'cli-progress'
import type { Corpus } from '../../server/corpus/port.ts'
import { meilisearchSettings } from '../../server/engine/meilisearch/options.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { loadEngine } from './load.ts'

type Source = { corpus: Corpus; segmenter: Segmenter; rebuild?: boolean }

/**
 * Brings the servers that the environment names to the state of the corpus, with progress and one line at the end.
 * @throws LoadError (Chinese); the corpus is untouched, and the next run goes on where this one stopped
 */
export async function loadAndTell(
  source: Source,
  env: Record<string, string | undefined>,
  { say, stopped }: { say: (line: string) => void; stopped?: () => boolean },
): Promise<void> {
  const { urls, adminKey } = meilisearchSettings(env)
  const format = '{bar} {value}/{total} 段  剩余 {eta} 秒'
  const bar = new SingleBar({ stream: process.stderr, format, clearOnComplete: true, barsize: 30 })
  let started = false
  const show = (done: number, total: number): void => {
    if (!process.stderr.isTTY) return
    if (!started) bar.start(total, done)
    started = true
    bar.setTotal(total)
    bar.update(done)
  }
  try {
    const result = await loadEngine(
      { ...source, urls, ...(adminKey && { adminKey }) },
      { progress: show, note: say, ...(stopped && { stopped }) },
    )
    bar.stop()
    const changed = result.added + result.removed > 0 || result.rebuilt
    const what = changed ? `装入 ${result.added} 段，移除 ${result.removed} 份旧文` : '没有变化'
    say(`检索服务器（${urls.length} 台）就绪：共 ${result.passages} 段，${what}`)
  } finally {
    bar.stop()
  }
}

/** The same, where the environment chooses Meilisearch; otherwise nothing. */
export async function refreshEngine(
  source: Source,
  env: Record<string, string | undefined>,
  events: { say: (line: string) => void; stopped?: () => boolean },
): Promise<void> {
  if (env.QIANMO_ENGINE === 'meilisearch') await loadAndTell(source, env, events)
}
