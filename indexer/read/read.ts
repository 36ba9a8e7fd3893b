import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import type { Problem } from '../../server/schema.ts'
import { withEntry } from '../manifest/apply.ts'
import { entryFor } from '../manifest/manifest.ts'
import type { ReadFile } from '../stages.ts'
import { type FormatReader, ReadFailure } from './format.ts'
import { formatOf, formats } from './formats.ts'
import { withoutMojibake } from './mojibake.ts'
import { createSandbox, type Sandbox } from './sandbox.ts'
import { sniff } from './sniff.ts'

/** Larger files are refused unread: 20 MB, a hundred times the longest report. */
const maxBytes = 20 * 1024 * 1024

export type ReadOutcome = { file: ReadFile } | { problem: Problem; sha256?: string }

/** The bytes of a file with their hash, or why it cannot be had. Never throws. */
export async function readBytes(path: string): Promise<{ bytes: Uint8Array; sha256: string } | { problem: Problem }> {
  try {
    const info = await stat(path)
    if (!info.isFile()) throw new ReadFailure('not-a-file', info.isDirectory() ? '是文件夹，不是文件' : '不是普通文件')
    if (info.size > maxBytes) {
      const mb = Math.ceil(info.size / 1024 / 1024)
      throw new ReadFailure('too-large', `文件太大（${mb} MB，上限 20 MB）`)
    }
    const bytes = await readFile(path)
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
  } catch (error) {
    return { problem: problemOf(path, error) }
  }
}

const sandbox = createSandbox()

/** Decodes bytes by what they are, whatever their name says; all but plain text in a process of its own. Never throws. */
export async function decode(
  path: string,
  bytes: Uint8Array,
  sha256: string,
  readers: readonly FormatReader[] = formats,
  isolate: Sandbox['read'] = sandbox.read,
): Promise<ReadOutcome> {
  try {
    if (bytes.length === 0) throw new ReadFailure('empty', '文件是空的：请重新下载')
    const reader = formatOf(sniff(bytes, path), extname(path).toLowerCase(), readers)
    const { format, isolated } = reader
    const raw = isolated ? await isolate({ format, path, bytes }) : await reader.decode(bytes, path)
    const decoded = withoutMojibake(raw)
    const problems = decoded.problems.map((problem) => ({ ...problem, path }))
    if (!/\S/.test(decoded.text)) throw new ReadFailure('empty', '文件里没有文字：请核对是否下载完整')
    const file = { path, sha256, bytes: bytes.length, format, ...decoded, problems }
    return { file: withEntry(file, entryFor(resolve(path))) }
  } catch (error) {
    return { problem: problemOf(path, error), sha256 }
  }
}

/** Reads one file. Whatever is wrong with it comes back as a problem with its path. */
export async function readReport(path: string): Promise<ReadOutcome> {
  const content = await readBytes(path)
  return 'problem' in content ? content : decode(path, content.bytes, content.sha256)
}

const systemMessages: Record<string, string> = {
  ENOENT: '找不到这个文件或文件夹',
  EACCES: '没有读取权限',
  EPERM: '没有读取权限',
  ELOOP: '符号链接绕成了圈',
  ENOTDIR: '路径中间有一段不是文件夹',
  ENAMETOOLONG: '路径太长',
  EISDIR: '是文件夹，不是文件',
}

const systemCodes: Record<string, string> = {
  ENOENT: 'missing',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  ELOOP: 'symlink-loop',
}

/** An error as a problem of the stage `read`; the message ends with the path. */
export function problemOf(path: string, error: unknown): Problem {
  if (error instanceof ReadFailure) {
    return { path, stage: 'read', code: error.code, message: `${error.message}：${path}` }
  }
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? ''
  const why = error instanceof Error ? error.message : String(error)
  const message = systemMessages[code] ?? `读取出错（${why}）`
  return { path, stage: 'read', code: systemCodes[code] ?? 'unreadable', message: `${message}：${path}` }
}
