import { setTimeout } from 'node:timers/promises'
import { Meilisearch, MeilisearchApiError, type Task } from 'meilisearch'
import { faultText, fullText, isFull, shownUrl } from '../../server/engine/meilisearch/faults.ts'
import {
  type Frequent,
  INDEX_SETTINGS,
  type IndexMeta,
  SERVER_VERSION,
} from '../../server/engine/meilisearch/settings.ts'

/** Loading cannot go on; `message` (Chinese) says what happened, what is safe, what to do. */
export class LoadError extends Error {
  override name = 'LoadError'
}

/** What loading needs of one server. Every method throws a {@link LoadError} in Chinese. */
export type Admin = {
  url: string
  /**
   * The server's version, where the key may ask for it.
   * @throws LoadError when it is not one this program can use
   */
  checkVersion: () => Promise<string | undefined>
  exists: (index: string) => Promise<boolean>
  create: (index: string, primaryKey: string) => Promise<'created' | 'existed'>
  drop: (index: string) => Promise<void>
  swap: (a: string, b: string) => Promise<void>
  /** brings the settings to {@link INDEX_SETTINGS}; says whether they were other ones */
  applySettings: (index: string) => Promise<boolean>
  settingsDiffer: (index: string) => Promise<string[]>
  /** documents of each state */
  states: (index: string) => Promise<Map<string, number>>
  /** what the index says of itself, in row 0 */
  about: (index: string) => Promise<{ meta?: IndexMeta; frequent?: Frequent }>
  /** @returns the task's number; it is not waited for */
  addLines: (index: string, lines: string) => Promise<number>
  removeStates: (index: string, states: readonly string[]) => Promise<void>
  documents: <T>(index: string) => Promise<T[]>
  /** @throws LoadError with the reason of a task that failed */
  finished: (task: number) => Promise<void>
  /** whether tasks wait or run for one of our indexes */
  busy: (indexes: readonly string[]) => Promise<boolean>
}

const TASK = { timeout: 0, interval: 100 }

/** A swap waits for the tasks before it. */
const SWAP_MS = 600_000

/** Opens a connection with a key that may change the indexes. */
export function createAdmin(url: string, apiKey: string | undefined, timeoutMs = 120_000): Admin {
  const client = new Meilisearch({
    host: url,
    ...(apiKey && { apiKey }),
    timeout: timeoutMs,
    requestInit: { headers: { 'accept-encoding': 'identity' } },
  })

  async function told<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw error instanceof LoadError ? error : new LoadError(faultText(error, url), { cause: causeOf(error) })
    }
  }
  const found = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof MeilisearchApiError && error.response.status === 404) return false
      throw error
    }
  }
  const settled = (task: Task, ignore: readonly string[] = []): string | undefined => {
    const code = task.error?.code
    if (task.status === 'succeeded' || (code !== undefined && ignore.includes(code))) return code
    if (isFull(task.error?.message)) throw new LoadError(fullText(url))
    throw new LoadError(
      `检索服务器 ${shownUrl(url)} 没能完成一项任务（${task.type}，${code ?? task.status}）：${task.error?.message ?? '被取消'}。` +
        '原有索引和语料库不受影响；排除原因后运行 npm run -s engine -- load，会接着做完',
    )
  }

  return {
    url,
    checkVersion: () =>
      told(async () => {
        const version = await client.getVersion().catch((error) => {
          // A key limited to some indexes may not ask; `setup` did, with the master key.
          if (error instanceof MeilisearchApiError && error.response.status === 403) return undefined
          throw error
        })
        const fault = version && versionFault(url, version.pkgVersion)
        if (fault) throw new LoadError(fault)
        return version?.pkgVersion
      }),
    exists: (index) => told(() => found(() => client.getRawIndex(index))),
    create: (index, primaryKey) =>
      told(async () => {
        const code = settled(await client.createIndex(index, { primaryKey }).waitTask(TASK), ['index_already_exists'])
        return code === undefined ? 'created' : 'existed'
      }),
    drop: (index) =>
      told(async () => void settled(await client.deleteIndex(index).waitTask(TASK), ['index_not_found'])),
    swap: (a, b) =>
      told(async () => {
        // The task of a swap belongs to no index, so a key limited to ours may not look at it; its effect shows.
        const { createdAt } = await client.getRawIndex(b)
        await client.swapIndexes([{ indexes: [a, b], rename: false }])
        for (let waited = 0; (await client.getRawIndex(a)).createdAt !== createdAt; waited += TASK.interval) {
          if (waited > SWAP_MS) {
            throw new LoadError(
              `检索服务器 ${shownUrl(url)} 迟迟没有换上新索引。原有索引和语料库不受影响；请查看它的日志，再运行一次 npm run -s engine -- load`,
            )
          }
          await setTimeout(TASK.interval)
        }
      }),
    applySettings: (index) =>
      told(async () => {
        if (differences(await client.index(index).getSettings()).length === 0) return false
        settled(
          await client
            .index(index)
            .updateSettings(structuredClone(INDEX_SETTINGS) as never)
            .waitTask(TASK),
        )
        return true
      }),
    settingsDiffer: (index) => told(async () => differences(await client.index(index).getSettings())),
    states: (index) =>
      told(async () => {
        const { facetDistribution } = await client.index(index).search('', { limit: 0, facets: ['state'] })
        return new Map(Object.entries(facetDistribution?.state ?? {}))
      }),
    about: (index) =>
      told(async () => {
        const fields = ['meta', 'frequent'] as const
        const { results } = await client
          .index(index)
          .getDocuments<{ meta?: IndexMeta; frequent?: Frequent }>({ ids: [0], fields: [...fields] })
        return results[0] ?? {}
      }),
    addLines: (index, lines) =>
      told(async () => {
        const send = () => client.index(index).addDocumentsFromString(lines, 'application/x-ndjson')
        // The server closes a connection that was idle while the batch was made; sending the same rows twice changes nothing.
        const { taskUid } = await send().catch((error) => {
          if (error instanceof MeilisearchApiError) throw error
          return send()
        })
        return taskUid
      }),
    removeStates: (index, states) =>
      told(async () => {
        for (let i = 0; i < states.length; i += 500) {
          const list = states.slice(i, i + 500).map((state) => `"${state.replace(/["\\]/g, '\\$&')}"`)
          settled(
            await client
              .index(index)
              .deleteDocuments({ filter: `state IN [${list.join(', ')}]` })
              .waitTask(TASK),
          )
        }
      }),
    documents: <T>(index: string) =>
      told(async () => (await client.index(index).getDocuments({ limit: 10 })).results as T[]),
    finished: (task) => told(async () => void settled(await client.tasks.waitForTask(task, TASK))),
    busy: (indexUids) =>
      told(async () => {
        const statuses: ('enqueued' | 'processing')[] = ['enqueued', 'processing']
        const { total } = await client.tasks.getTasks({ indexUids: [...indexUids], statuses, limit: 1 })
        return total > 0
      }),
  }
}

/** What is wrong with a server of this version, in Chinese. */
export function versionFault(url: string, pkgVersion: string): string | undefined {
  const [major = 0, minor = 0] = pkgVersion.split('.').map(Number)
  if (major === SERVER_VERSION.major && minor >= SERVER_VERSION.minor) return undefined
  const wanted = `${SERVER_VERSION.major}.${SERVER_VERSION.minor}`
  return (
    `检索服务器 ${shownUrl(url)} 是 Meilisearch ${pkgVersion}，本程序需要 ${wanted} 或同一大版本的更新版。` +
    '没有改动任何内容；请换用合适的版本后再试'
  )
}

/** Names of settings that are not as they should be. */
export function differences(actual: object): string[] {
  const real = actual as Record<string, unknown>
  return Object.entries(INDEX_SETTINGS).flatMap(([name, wanted]) => (covers(real[name], wanted) ? [] : [name]))
}

/** Whether `actual` says at least what `wanted` says; lists have to be equal, and an empty one may be absent. */
function covers(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(actual)) return wanted.length === 0 && actual == null
    return actual.length === wanted.length && wanted.every((one, i) => covers(actual[i], one))
  }
  if (wanted === null || typeof wanted !== 'object') return (actual ?? null) === wanted
  const entries = Object.entries(wanted)
  if (entries.length === 0) return actual == null || Object.keys(actual).length === 0
  return entries.every(([key, value]) => covers((actual as Record<string, unknown> | null)?.[key], value))
}

/** Only what cannot hold a key. */
const causeOf = (error: unknown): unknown => (error instanceof Error ? error.name : undefined)
