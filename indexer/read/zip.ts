import { inflateRawSync } from 'node:zlib'
import { ReadFailure, tooComplex } from './format.ts'

/** One file inside a ZIP, as its central directory states it. */
export type ZipEntry = {
  name: string
  method: number
  packed: number
  size: number
  offset: number
  encrypted: boolean
}

const maxEntries = 10_000

/**
 * The central directory of a ZIP (APPNOTE 6.3.10, §4.3.12), without unpacking anything.
 * @throws ReadFailure where there is none, or too much of it
 */
export function listEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > maxEntries) throw tooComplex(`压缩包里有 ${count} 个文件`)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw broken()
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name)).replaceAll('\\', '/'),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/**
 * Unpacks one entry, at most `limit` bytes of it whatever the directory says.
 * @throws ReadFailure `too-complex` beyond the limit, `unreadable` when damaged
 */
export function unpack(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array {
  if (entry.encrypted) throw new ReadFailure('encrypted', '文件加了密码：请打开后去掉密码，另存一份再收录')
  if (entry.size > limit) throw tooComplex(`文件解压后有 ${Math.ceil(entry.size / 2 ** 20)} MB`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== 0x04034b50) throw broken()
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true)
  const packed = bytes.subarray(start, start + entry.packed)
  if (packed.length !== entry.packed) throw broken()
  if (entry.method === 0) return packed
  if (entry.method !== 8) throw broken()
  try {
    return inflateRawSync(packed, { maxOutputLength: limit })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooComplex(`文件解压后超过 ${Math.ceil(limit / 2 ** 20)} MB`)
    }
    throw broken()
  }
}

/** The end record lies in the last 64 KB; a comment may follow it. */
function findEnd(view: DataView): number {
  const least = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= least; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw broken()
}

function broken(): ReadFailure {
  return new ReadFailure('unreadable', '文件不完整或已损坏（压缩结构读不出来）：请重新下载')
}
