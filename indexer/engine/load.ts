import type { Corpus } from '../../server/corpus/port.ts'
import { createPhrases } from '../../server/engine/meilisearch/phrases.ts'
import { createSearchServer } from '../../server/engine/meilisearch/server.ts'
import {
  CANARY,
  FORMAT,
  type Frequent,
  INDEX,
  type IndexMeta,
  lockOf,
  nextOf,
} from '../../server/engine/meilisearch/settings.ts'
import { phraseToken } from '../../server/engine/meilisearch/tokens.ts'
import type { Segmenter } from '../../server/text/segment.ts'
import { type Admin, createAdmin, LoadError } from './admin.ts'
import { checkSample } from './check.ts'
import { type FillEvents, fillIndex } from './fill.ts'
import { frequentIn } from './frequent.ts'
import { lockServer } from './lock.ts'
import { type Share, sharesOf } from './states.ts'

export type LoadOptions = {
  corpus: Corpus
  segmenter: Segmenter
  urls: readonly string[]
  adminKey?: string
  /** build a new index even where the present one only needs changes */
  rebuild?: boolean
  index?: string
}

export type LoadEvents = Pick<FillEvents, 'stopped'> & {
  progress?: (done: number, total: number) => void
  note?: (message: string) => void
}

export type LoadResult = { passages: number; added: number; removed: number; rebuilt: boolean }

/**
 * Brings the index of every server to the state of the corpus. A few changes are made in the index that is searched,
 * which says meanwhile that it is not ready; an index of another format or cut by another dictionary, or none at all, is
 * filled beside it, checked, and swapped. Whatever was interrupted is taken up where it stopped.
 * @throws LoadError (Chinese)
 */
export async function loadEngine(options: LoadOptions, events: LoadEvents = {}): Promise<LoadResult> {
  const { corpus, urls, adminKey, index = INDEX } = options
  const admins = urls.map((url) => createAdmin(url, adminKey))
  const first = admins.toSorted((a, b) => (a.url < b.url ? -1 : 1))[0]
  if (!first) throw new LoadError('没有写明检索服务器的地址。请设置 MEILI_URL，例如 http://127.0.0.1:7700')
  for (const admin of admins) await admin.checkVersion()
  const lock = await lockServer(first, [index, nextOf(index)], lockOf(index))
  try {
    const version = corpus.dataVersion()
    const shares = sharesOf(corpus, urls)
    let known: Frequent | undefined
    const frequent = (): Frequent => (known ??= frequentIn(corpus))
    const done = new Map<string, [done: number, total: number]>()
    const parts = await settledAll(
      admins.map((admin) =>
        bringUp(
          admin,
          shares.get(admin.url) as Share,
          version,
          { ...options, frequent },
          {
            ...events,
            beat: lock.beat,
            progress: (now, total) => {
              done.set(admin.url, [now, total])
              const sums = [...done.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0])
              events.progress?.(...(sums as [number, number]))
            },
          },
        ),
      ),
    )
    if (corpus.dataVersion() !== version)
      throw new LoadError('装载期间语料库又有变化，请再运行一次 npm run -s engine -- load')
    for (const part of parts) await part.publish()
    return {
      passages: [...shares.values()].reduce((sum, share) => sum + share.rows.size, 0),
      added: parts.reduce((sum, part) => sum + part.added, 0),
      removed: parts.reduce((sum, part) => sum + part.removed, 0),
      rebuilt: parts.some((part) => part.rebuilt),
    }
  } finally {
    await lock.release().catch(() => undefined)
  }
}

type Part = { added: number; removed: number; rebuilt: boolean; publish: () => Promise<void> }

async function bringUp(
  admin: Admin,
  share: Share,
  dataVersion: string,
  options: LoadOptions & { frequent: () => Frequent },
  events: LoadEvents & FillEvents,
): Promise<Part> {
  const { corpus, segmenter, urls, index = INDEX, rebuild, frequent } = options
  const next = nextOf(index)
  const meta: IndexMeta = {
    format: FORMAT,
    status: 'ready',
    dataVersion,
    segmenter: segmenter.fingerprint,
    passages: share.rows.size,
    servers: [...urls].sort(),
  }
  const writeMeta = async (uid: string, value: IndexMeta, list: Frequent): Promise<void> => {
    const row = { pid: 0, meta: value, frequent: list, pairs: CANARY.pairs, units: list.phrases.map(phraseToken) }
    await admin.finished(await admin.addLines(uid, JSON.stringify(row)))
  }
  /** What is frequent in an index that can be gone on with. */
  const fitting = async (uid: string): Promise<Frequent | undefined> => {
    const old = (await admin.exists(uid)) ? await admin.about(uid) : {}
    return old.meta?.format === FORMAT && old.meta.segmenter === segmenter.fingerprint ? old.frequent : undefined
  }
  const source = (list: Frequent) => ({ corpus, segmenter, phrases: createPhrases(list.phrases) })

  const present = rebuild ? undefined : await fitting(index)
  if (present) {
    if (await admin.applySettings(index)) events.note?.(`${admin.url}：索引设置与应有的不同，已改回`)
    const { meta: old } = await admin.about(index)
    const same = sameStates(share, await admin.states(index))
    if (!same) await writeMeta(index, { ...meta, status: 'loading' }, present)
    const changed = await fillIndex(admin, index, share, source(present), events)
    const current = same && JSON.stringify(old) === JSON.stringify(meta)
    return {
      ...changed,
      rebuilt: false,
      publish: async () => void (current || (await writeMeta(index, meta, present))),
    }
  }
  const resumed = await fitting(next)
  if (!resumed) {
    await admin.drop(next)
    await admin.create(next, 'pid')
  } else events.note?.(`${admin.url}：接着做上次没有做完的装载`)
  await admin.applySettings(next)
  const list = resumed ?? frequent()
  if (!resumed) await writeMeta(next, { ...meta, status: 'loading' }, list)
  const changed = await fillIndex(admin, next, share, source(list), events)
  await checkSample(createSearchServer(admin.url, next, options.adminKey, 60_000), share, corpus)
  return {
    ...changed,
    rebuilt: true,
    publish: async () => {
      await writeMeta(next, meta, list)
      if (!(await admin.exists(index))) await admin.create(index, 'pid')
      await admin.swap(index, next)
      await admin.drop(next)
    },
  }
}

const sameStates = (share: Share, actual: ReadonlyMap<string, number>): boolean =>
  actual.size === share.states.size && [...share.states].every(([state, count]) => actual.get(state) === count)

/** Waits for all, so that nothing still runs when the first failure is reported. */
async function settledAll<T>(works: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(works)
  const faults = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (faults.length > 0) {
    const texts = faults.map((fault) => (fault instanceof Error ? fault.message : String(fault)))
    throw faults.every((fault) => fault instanceof LoadError)
      ? new LoadError([...new Set(texts)].join('\n'))
      : faults[0]
  }
  return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}
