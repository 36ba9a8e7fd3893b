import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import type { Problem } from '../../server/schema.ts'
import { parseCsv } from './csv.ts'
import { fieldOf, type ManifestEntry, toEntry } from './entry.ts'

/** A folder's manifest: what it says of its files, and the lines that say nothing usable. */
export type Manifest = {
  /** absolute path of the list itself; absent where there is none */
  path?: string
  entries: ReadonlyMap<string, ManifestEntry>
  /** with stage `read` and code `manifest`, each naming its line */
  problems: Problem[]
}

/** One of these beside the reports; the first is taken. */
const fileNames = ['manifest.csv', 'manifest.jsonl']
const maxBytes = 50 * 2 ** 20
/** How many folders above a report its manifest may lie. */
const maxLevels = 6

type Bad = { line: number; why: string; file?: string }

/** Reads a manifest's text, line by line. Pure; a bad line costs only itself. */
export function parseManifest(
  text: string,
  kind: 'csv' | 'jsonl',
): { entries: Map<string, ManifestEntry>; bad: Bad[] } {
  const entries = new Map<string, ManifestEntry>()
  const bad: Bad[] = []
  for (const row of kind === 'csv' ? csvRows(text) : jsonRows(text)) {
    const read = 'why' in row ? row : toEntry(row.values)
    if ('why' in read) bad.push({ ...read, line: row.line })
    else if (entries.has(read.entry.file))
      bad.push({ line: row.line, why: '同一个文件前面已有一行', file: read.entry.file })
    else entries.set(read.entry.file, read.entry)
  }
  return { entries, bad }
}

type Row = { line: number; values: [string, unknown][] } | { line: number; why: string }

function csvRows(text: string): Row[] {
  const [head, ...rows] = parseCsv(text)
  if (!head) return []
  if (!head.cells.some((cell) => fieldOf(cell) === 'file')) {
    return [{ line: head.line, why: '第一行要写列名，其中要有“文件”（file）一列' }]
  }
  return rows.map(({ line, cells }) => ({
    line,
    values: cells.map((cell, i): [string, unknown] => [head.cells[i] ?? '', cell]),
  }))
}

function jsonRows(text: string): Row[] {
  return text.split('\n').flatMap((raw, i): Row[] => {
    if (raw.trim() === '') return []
    try {
      const value: unknown = JSON.parse(raw)
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return [{ line: i + 1, values: Object.entries(value) }]
    } catch {}
    return [{ line: i + 1, why: '不是一个 JSON 对象' }]
  })
}

/** The manifest that lies in a folder. Never throws; read again only when it has changed. */
export function loadManifest(dir: string): Manifest {
  for (const name of fileNames) {
    const path = join(dir, name)
    const info = statSync(path, { throwIfNoEntry: false })
    if (!info?.isFile()) continue
    const stamp = `${info.size}:${info.mtimeMs}:${info.ino}`
    const known = cache.get(path)
    if (known?.stamp === stamp) return known.manifest
    const manifest = readManifest(path, info.size)
    if (cache.size > 1000) cache.clear()
    cache.set(path, { stamp, manifest })
    return manifest
  }
  return nothing
}

const nothing: Manifest = { entries: new Map(), problems: [] }
const cache = new Map<string, { stamp: string; manifest: Manifest }>()

function readManifest(path: string, size: number): Manifest {
  const problem = (why: string): Problem => ({ path, stage: 'read', code: 'manifest', message: `${why}：${path}` })
  try {
    if (size > maxBytes) return { ...nothing, path, problems: [problem('清单太大（上限 50 MB），已忽略')] }
    const { entries, bad } = parseManifest(textOf(readFileSync(path)), path.endsWith('.csv') ? 'csv' : 'jsonl')
    const lines = bad.map(({ line, why, file }) =>
      problem(`清单第 ${line} 行有误，已忽略（${why}${file ? `，${file}` : ''}）`),
    )
    return { path, entries, problems: lines }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { ...nothing, path, problems: [problem(`清单读不出来，已忽略（${why}）`)] }
  }
}

/** Spreadsheets save lists in UTF-8, in GBK, or in UTF-16 with tabs. */
function textOf(bytes: Uint8Array): string {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined
  const decode = (encoding: string, fatal = false): string => new TextDecoder(encoding, { fatal }).decode(bytes)
  let text: string
  try {
    text = wide ? decode(wide) : decode('utf-8', true)
  } catch {
    text = decode('gb18030')
  }
  return text.replace(/\r\n?/g, '\n')
}

/** What the nearest manifest at or above a file says of it: one in a deeper folder goes before one further up. */
export function entryFor(path: string): ManifestEntry | undefined {
  let dir = dirname(path)
  for (let level = 0; level < maxLevels; level++) {
    const { entries } = loadManifest(dir)
    const entry = entries.size > 0 ? entries.get(nameIn(dir, path)) : undefined
    if (entry) return entry
    const above = dirname(dir)
    if (above === dir) break
    dir = above
  }
  return undefined
}

const nameIn = (dir: string, path: string): string => relative(dir, path).split(sep).join('/').normalize('NFC')

/** Problems of the manifest of a folder, with the files it names that are not there. */
export function manifestProblems(dir: string, exists: (path: string) => boolean): Problem[] {
  const { path, entries, problems } = loadManifest(dir)
  if (path === undefined) return problems
  const missing = [...entries.keys()].filter((file) => !exists(join(dir, file)))
  if (missing.length === 0) return problems
  const some = missing.slice(0, 5).join('、') + (missing.length > 5 ? ` 等 ${missing.length} 个` : '')
  const message = `${basename(path)} 里列出的文件不在文件夹里（${some}）：${path}`
  return [...problems, { path, stage: 'read', code: 'manifest', message }]
}
