import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { reportRef } from '../answer/search.ts'
import type { Corpus, SourceFile } from '../corpus/port.ts'
import { refuse } from '../routes/errors.ts'
import { uploadsDir } from '../settings.ts'
import type { Commands } from './commands.ts'
import { createReportFolder, type ReportFolder } from './folder.ts'
import { safeName } from './names.ts'
import { type Correction, importLimits, type Kept } from './schema.ts'
import { createWaitingRoom, type WaitingRoom, withoutPath } from './waiting.ts'

/** Takes files in, shows what was understood of them, stores them, and corrects and removes what was stored so. */
export type Importer = Pick<WaitingRoom, 'take' | 'correct' | 'drop'> & {
  waiting: WaitingRoom['list']
  kept: () => Kept[]
  /** Stores files that wait; those that are stored wait no more. @throws 503 when nothing was changed */
  store: (ids: readonly string[]) => Promise<Kept[]>
  /** Corrects what was stored, and indexes it anew. */
  amend: (file: string, correction: Correction) => Promise<Kept>
  /** Takes a file out of the folder of uploads, and its report out of the corpus. */
  remove: (file: string) => Promise<void>
  close: () => void
}

export type ImporterOptions = {
  dataDir: string
  commands: Commands
  corpus: () => Corpus
  limits?: typeof importLimits
}

/**
 * Stored files lie in a folder like any other, with what people stated of them in its manifest: the indexer itself
 * stores them, so that a file is treated the same from wherever it came, and a correction outlives every indexing.
 */
export function createImporter({ dataDir, commands, corpus, limits = importLimits }: ImporterOptions): Importer {
  const uploads = createReportFolder(uploadsDir(dataDir))
  const room = createWaitingRoom(join(dataDir, 'import'), { inspect: commands.inspect, corpus, limits })
  let queue: Promise<unknown> = Promise.resolve()

  /** One change of the folder at a time; what `change` did is undone when the indexer does not take it. */
  function inTurn<T>(change: () => { paths: string[]; undo: () => void; result: () => T }): Promise<T> {
    const next = queue.then(async () => {
      const { paths, undo, result } = change()
      try {
        await commands.index(paths)
      } catch (error) {
        undo()
        throw refuse(503, `没有收录成：${error instanceof Error ? error.message : String(error)}`)
      }
      return result()
    })
    queue = next.catch(() => {})
    return next
  }

  /** @throws 404 */
  function known(file: string): SourceFile {
    const row = safeName(file) === file ? corpus().file(uploads.path(file)) : undefined
    if (!row || !existsSync(row.path)) throw refuse(404, '没有这个上传的文件')
    return row
  }

  function keptOf(file: string): Kept {
    return toKept(known(file), corpus(), uploads)
  }

  return {
    take: room.take,
    correct: (id, correction) => room.correct(id, correction),
    drop: room.drop,
    waiting: room.list,
    kept: () =>
      corpus()
        .files({ under: uploads.dir })
        .filter((row) => existsSync(row.path))
        .map((row) => toKept(row, corpus(), uploads)),
    store: (ids) =>
      inTurn(() => {
        const chosen = ids.map(room.get)
        const unfit = chosen.find(({ file }) => file.state !== 'ready')
        if (unfit) throw refuse(409, `不是乡镇街道的法治政府建设年度报告，没有收录：${unfit.file.name}`)
        const added: { id: string; name: string }[] = []
        const undo = (): void => {
          // what was stored meanwhile, by whomever, stays
          for (const { name } of added.filter(({ name }) => !corpus().file(uploads.path(name)))) takeBack(name)
        }
        try {
          for (const { file, path } of chosen) {
            const name = uploads.add(path, file.name)
            added.push({ id: file.id, name })
            if (Object.keys(file.correction).length > 0) uploads.correct(name, file.correction)
          }
        } catch (error) {
          undo()
          throw refuse(503, `文件没有存下：${error instanceof Error ? error.message : String(error)}`)
        }
        const result = (): Kept[] =>
          added.map(({ id, name }) => {
            room.drop(id)
            return keptOf(name)
          })
        return { paths: added.map(({ name }) => uploads.path(name)), undo, result }
      }),
    amend: (file, correction) =>
      inTurn(() => {
        known(file)
        const before = uploads.correction(file)
        uploads.correct(file, correction)
        const undo = (): void => uploads.correct(file, before)
        return { paths: [uploads.path(file)], undo, result: () => keptOf(file) }
      }),
    remove: (file) =>
      inTurn(() => {
        known(file)
        const before = uploads.correction(file)
        const hidden = uploads.hide(file)
        uploads.correct(file, {})
        const undo = (): void => {
          hidden.back()
          uploads.correct(file, before)
        }
        // the folder as a whole: only then is a file that is not there any more taken for gone
        return { paths: [uploads.dir], undo, result: hidden.end }
      }),
    close: commands.close,
  }

  function takeBack(name: string): void {
    uploads.hide(name).end()
    uploads.correct(name, {})
  }
}

function toKept({ path, status, report, problems }: SourceFile, corpus: Corpus, uploads: ReportFolder): Kept {
  const file = path.slice(uploads.dir.length + 1)
  const full = report === undefined ? undefined : corpus.report(report)
  return {
    file,
    status,
    report: full && reportRef(full),
    problems: withoutPath(problems, path, file),
    correction: uploads.correction(file),
  }
}
