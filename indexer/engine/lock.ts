import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout } from 'node:timers/promises'
import { shownUrl } from '../../server/engine/meilisearch/faults.ts'
import { type Admin, LoadError } from './admin.ts'

type Holder = { id: number; token: string; host: string; pid: number; since: number; beat: number }

/** Locks that this process holds: one it could not give back because the server had died is nobody's. */
const held = new Set<string>()

/** A holder on another machine that has not been heard of for so long, and has nothing in the queue, is gone. */
const STALE_MS = 120_000

/**
 * Lets one loader at a time change the indexes, from whatever machine: an index is created, which the server does only
 * once. A loader that was killed is noticed by its process being gone, or by its silence.
 * @throws LoadError (Chinese) naming who is loading
 */
export async function lockServer(
  admin: Admin,
  indexes: readonly string[],
  index: string,
): Promise<{ beat: () => Promise<void>; release: () => Promise<void> }> {
  const since = Date.now()
  const token = randomUUID()
  const write = async (): Promise<number> =>
    admin.addLines(index, JSON.stringify({ id: 1, token, host: hostname(), pid: process.pid, since, beat: Date.now() }))
  const holder = async (): Promise<Holder | undefined> =>
    (await admin.exists(index)) ? ((await admin.documents<Holder>(index))[0] ?? undefined) : undefined

  if (await admin.exists(index)) {
    let other = await holder()
    // Made a moment ago, or by a loader that died before it could write its name.
    for (let wait = 0; !other && wait < 20; wait++) {
      await setTimeout(100)
      other = await holder()
    }
    if (other ? await alive(other) : await admin.busy([index])) throw busy(other)
    await admin.drop(index)
  }
  if ((await admin.create(index, 'id')) === 'existed') throw busy(await holder())
  await admin.finished(await write())
  held.add(token)
  return {
    beat: async () => void (await write()),
    release: async () => {
      held.delete(token)
      await admin.drop(index)
    },
  }

  async function alive(one: Holder): Promise<boolean> {
    if (one.host === hostname() && (one.pid === process.pid ? !held.has(one.token) : !isRunning(one.pid))) return false
    return Date.now() - one.beat < STALE_MS || (await admin.busy(indexes))
  }
  function busy(one: Holder | undefined): LoadError {
    const who = one ? `（${one.host} 上的进程 ${one.pid}，开始于 ${new Date(one.since).toISOString()}）` : ''
    return new LoadError(
      `检索服务器 ${shownUrl(admin.url)} 正由另一个装载进程使用${who}，本次没有改动任何内容。请等它结束后再试`,
    )
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
