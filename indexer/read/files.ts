import { createHash } from 'node:crypto'
import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import type { Problem } from '../../server/schema.ts'
import { entryFor, manifestProblems } from '../manifest/manifest.ts'
import { ReadFailure } from './format.ts'
import { problemOf } from './read.ts'

/** A file to read. `shown` is how reports name it: from the folder that was given, so it holds on any machine. */
export type FoundFile = { path: string; root?: string; shown: string; stat: string }

export type Found = {
  files: FoundFile[]
  problems: Problem[]
  /** folders seen completely: what was known in them and is not in `files` is gone */
  roots: string[]
  /** folders inside them that could not be looked into */
  unseen: string[]
}

/** Leftovers of operating systems and office programs, and the list that may lie beside the reports. */
const ignored = /^(?:\.|~\$|Thumbs\.db$|desktop\.ini$|manifest\.(?:csv|jsonl)$)/i

/**
 * Lists files and, for folders, every file below them, sorted; each file once, whatever links lead to it. Links are
 * followed; one that leads back into its own way is a problem. A missing path is a problem, never an error.
 */
export function findFiles(paths: readonly string[]): Found {
  const found: Found = { files: [], problems: [], roots: [], unseen: [] }
  const seen = new Set<string>()
  for (const given of paths) {
    const path = resolve(given)
    try {
      if (statSync(path).isDirectory()) {
        found.roots.push(path)
        walk(path, path, [], seen, found)
      } else addFile(path, undefined, seen, found)
    } catch (error) {
      found.problems.push(problemOf(path, error))
    }
  }
  return found
}

function walk(dir: string, root: string, above: readonly string[], seen: Set<string>, found: Found): void {
  let names: string[]
  try {
    const real = realpathSync(dir)
    if (above.includes(real)) throw new ReadFailure('symlink-loop', '符号链接绕回了上级文件夹，已跳过')
    if (seen.has(real)) return
    seen.add(real)
    above = [...above, real]
    names = readdirSync(dir).sort()
    found.problems.push(...manifestProblems(dir, existsSync))
  } catch (error) {
    found.problems.push(problemOf(dir, error))
    found.unseen.push(dir)
    return
  }
  for (const name of names) {
    if (ignored.test(name)) continue
    const path = join(dir, name)
    try {
      if (statSync(path).isDirectory()) walk(path, root, above, seen, found)
      else addFile(path, root, seen, found)
    } catch (error) {
      found.problems.push(problemOf(path, error))
      found.unseen.push(path)
    }
  }
}

function addFile(path: string, root: string | undefined, seen: Set<string>, found: Found): void {
  const real = realpathSync(path)
  if (seen.has(real)) return
  seen.add(real)
  found.files.push({ path, root, shown: shownPath(path, root), stat: stampOf(path) ?? '' })
}

/** `reports/某县/某镇-2023.txt`: the folder that was given, then the way to the file. */
export function shownPath(path: string, root: string | undefined): string {
  if (!root) return basename(path)
  return [basename(root), ...path.slice(root.length).split(sep).filter(Boolean)].join('/')
}

/** Size, times and file number, and what a manifest states of it: if none of them changed, neither did the report. */
export function stampOf(path: string): string | undefined {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info) return undefined
  const entry = entryFor(path)
  const given = entry ? [createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 12)] : []
  return [info.size, info.mtimeMs, info.ctimeMs, info.ino, ...given].join(':')
}

/** Whether two stamps of a file come with the same words of the manifest, so that equal content makes an equal report. */
export function sameGiven(one: string | undefined, other: string | undefined): boolean {
  return one?.split(':')[4] === other?.split(':')[4]
}
