import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { numbered } from './names.ts'
import { Correction } from './schema.ts'

/** A folder of reports whose manifest holds what people stated of its files. */
export type ReportFolder = {
  dir: string
  path: (file: string) => string
  correction: (file: string) => Correction
  /** writes it into the manifest; an empty one takes the line away */
  correct: (file: string, correction: Correction) => void
  /** copies a file in, never over another one. @returns its name here */
  add: (from: string, name: string) => string
  /** takes a file out of sight of the indexer; `back` undoes it, `end` deletes it */
  hide: (file: string) => { back: () => void; end: () => void }
}

type Line = Record<string, unknown>

/** The columns of a manifest for what can be stated by hand. */
const columns = { township: 'townshipName', code: 'code', year: 'year', title: 'title', accept: 'accept' } as const

export function createReportFolder(dir: string): ReportFolder {
  const path = (file: string): string => join(dir, file)
  const manifest = path('manifest.jsonl')

  /** Lines by file; what somebody else wrote into them stays. */
  function lines(): Map<string, Line> {
    const found = new Map<string, Line>()
    if (!existsSync(manifest)) return found
    for (const text of readFileSync(manifest, 'utf8').split('\n')) {
      const line = parsed(text)
      if (typeof line?.file === 'string' && !found.has(line.file)) found.set(line.file, line)
    }
    return found
  }

  function write(found: ReadonlyMap<string, Line>): void {
    mkdirSync(dir, { recursive: true })
    if (found.size === 0) {
      rmSync(manifest, { force: true })
      return
    }
    // put in place as a whole: an indexer may be reading
    const next = path('.manifest.jsonl')
    writeFileSync(next, `${[...found.values()].map((line) => JSON.stringify(line)).join('\n')}\n`)
    renameSync(next, manifest)
  }

  function correct(file: string, correction: Correction): void {
    const found = lines()
    const line = { ...found.get(file), file }
    const stated = Object.entries(columns).map(([name, column]) => [column, correction[name as keyof Correction]])
    const next = JSON.parse(JSON.stringify({ ...line, ...Object.fromEntries(stated) })) as Line
    if (Object.keys(next).length > 1) found.set(file, next)
    else found.delete(file)
    write(found)
  }

  return {
    dir,
    path,
    correct,
    correction(file) {
      const line = lines().get(file) ?? {}
      const stated = Object.entries(columns).map(([name, column]) => [name, line[column]])
      const read = Correction.safeParse(JSON.parse(JSON.stringify(Object.fromEntries(stated))))
      return read.success ? read.data : {}
    },
    add(from, name) {
      mkdirSync(dir, { recursive: true })
      for (let n = 1; ; n++) {
        const file = n === 1 ? name : numbered(name, n)
        try {
          copyFileSync(from, path(file), constants.COPYFILE_EXCL)
          return file
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
          // half a copy must not be taken for a report
          rmSync(path(file), { force: true })
          throw error
        }
      }
    },
    hide(file) {
      const aside = path(`.removed-${Date.now()}-${file}`.slice(0, 100))
      renameSync(path(file), aside)
      return { back: () => renameSync(aside, path(file)), end: () => rmSync(aside, { force: true }) }
    },
  }
}

function parsed(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Line) : undefined
  } catch {
    return undefined
  }
}
