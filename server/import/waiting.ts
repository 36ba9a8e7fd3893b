import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { reportRef } from '../answer/search.ts'
import type { Corpus } from '../corpus/port.ts'
import { refuse } from '../routes/errors.ts'
import type { Problem } from '../schema.ts'
import type { Commands, Inspected } from './commands.ts'
import { createReportFolder } from './folder.ts'
import { safeName } from './names.ts'
import { type Correction, importLimits, type Waiting } from './schema.ts'

/** Files that came in and wait to be stored: each in a folder of its own, so that its manifest speaks of it alone. */
export type WaitingRoom = {
  list: () => Waiting[]
  take: (name: string, bytes: Uint8Array) => Promise<Waiting>
  correct: (id: string, correction: Correction) => Promise<Waiting>
  drop: (id: string) => void
  /** @throws 404 */
  get: (id: string) => { file: Waiting; path: string }
}

/** How long a file waits: who comes back the next day sends it again. */
const KEEP_MS = 24 * 3600 * 1000

/** Passages shown of a file, and how much of each. */
const FIRST = { passages: 8, characters: 200 }

export function createWaitingRoom(
  dir: string,
  { inspect, corpus, limits = importLimits }: { inspect: Commands['inspect']; corpus: () => Corpus; limits?: Limits },
): WaitingRoom {
  const files = new Map<string, Waiting>()
  /** being written or read: they count, and are not shown yet */
  let under = 0

  function drop(id: string): void {
    files.delete(id)
    rmSync(join(dir, id), { recursive: true, force: true })
  }

  function get(id: string): { file: Waiting; path: string } {
    const file = files.get(id)
    if (!file) throw refuse(404, '这个文件已经不在待收录的清单里，请重新上传')
    return { file, path: join(dir, id, file.name) }
  }

  function dropOld(): void {
    try {
      for (const id of readdirSync(dir)) {
        if (Date.now() - statSync(join(dir, id)).mtimeMs > KEEP_MS) drop(id)
      }
    } catch {}
  }

  async function look(id: string, name: string, bytes: number, correction: Correction): Promise<Waiting> {
    const path = join(dir, id, name)
    const seen = await inspect(path).catch((error): Inspected => {
      const message = `${error instanceof Error ? error.message : String(error)}，请再试一次：${name}`
      return { passages: [], indicators: [], problems: [{ stage: 'read', code: 'unreadable', message }] }
    })
    const { report } = seen
    const standing = report?.id === undefined ? undefined : corpus().report(report.id)
    const noReport = seen.problems.some((problem) => problem.code === 'not-a-township-report')
    const { source, ...known } = report ?? {}
    return {
      id,
      name,
      bytes,
      state: !report ? 'refused' : noReport ? 'no-report' : 'ready',
      format: source?.format,
      encoding: source?.encoding,
      report: report && known,
      passages: seen.passages.length,
      indicators: seen.indicators.length,
      first: seen.passages.slice(0, FIRST.passages).map(({ role, text }) => {
        return { role, text: text.length > FIRST.characters ? `${text.slice(0, FIRST.characters)}…` : text }
      }),
      problems: withoutPath(seen.problems, path, name),
      correction,
      standing: standing && reportRef(standing),
    }
  }

  return {
    list: () => [...files.values()],
    drop,
    get,
    async take(given, bytes) {
      const name = safeName(given)
      if (name === undefined) throw refuse(400, '文件名不能用：不能含斜杠，也不能是系统文件或清单的名字')
      dropOld()
      const weight = [...files.values()].reduce((sum, file) => sum + file.bytes, 0) + bytes.length
      if (files.size + under >= limits.files || weight > limits.total)
        throw refuse(409, `待收录的文件太多（最多 ${limits.files} 个）：请先收录或丢弃一些`)
      const id = randomBytes(8).toString('hex')
      under++
      try {
        mkdirSync(join(dir, id), { recursive: true })
        writeFileSync(join(dir, id, name), bytes, { flag: 'wx' })
        const file = await look(id, name, bytes.length, {})
        if (file.state === 'refused') drop(id)
        else files.set(id, file)
        return file
      } catch (error) {
        drop(id)
        throw error
      } finally {
        under--
      }
    },
    async correct(id, correction) {
      const { file } = get(id)
      createReportFolder(join(dir, id)).correct(file.name, correction)
      const next = await look(id, file.name, file.bytes, correction)
      if (next.state === 'refused') throw refuse(503, next.problems[0]?.message ?? '')
      if (files.has(id)) files.set(id, next)
      return next
    },
  }
}

type Limits = { bytes: number; files: number; total: number }

/** Problems as the page may show them: without folders of this machine. */
export function withoutPath(problems: readonly Problem[], path: string, name: string): Problem[] {
  return problems.map(({ path: _, ...problem }) => ({ ...problem, message: problem.message.replaceAll(path, name) }))
}
