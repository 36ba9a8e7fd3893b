/** The process that hostile files are read in: started by `sandbox.ts` through `start-process.mjs`, ended with it, or by it. */
import { type Decoded, isExhausted, maxText, ReadFailure, tooComplex } from './format.ts'
import { formats } from './formats.ts'

export type Request = { format: string; path: string; bytes: Uint8Array }
export type Reply = { ready: true } | { decoded: Decoded; rss: number } | { code: string; message: string; rss: number }

process.on('disconnect', () => process.exit())
process.on('message', async (request: Request) => answer(await replyTo(request)))
// a library may fail behind its own promise: the file is at fault, and this process is done with
process.on('uncaughtException', (error) => {
  answer(failed(error))
  process.disconnect()
})
async function replyTo({ format, path, bytes }: Request): Promise<Reply> {
  try {
    const reader = formats.find((one) => one.format === format)
    if (!reader) throw new Error(`no reader for ${format}`)
    const decoded = await reader.decode(bytes, path)
    if (decoded.text.length > maxText) throw tooComplex('文字超过一千万字')
    return { decoded, rss: process.memoryUsage.rss() }
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): Reply {
  const rss = process.memoryUsage.rss()
  if (error instanceof ReadFailure) return { code: error.code, message: error.message, rss }
  if (isExhausted(error)) return failed(tooComplex('文件结构过于复杂'))
  const why = error instanceof Error ? error.message.slice(0, 200) : String(error).slice(0, 200)
  return { code: 'unreadable', message: `文件已损坏或格式不规范（${why}）：请重新下载，或打开后另存一份`, rss }
}

function answer(reply: Reply): void {
  process.send?.(reply)
}
