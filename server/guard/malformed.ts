import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { errorBody } from '../routes/errors.ts'

/** What Node's parser refuses, by its code; anything else is a plain 400. */
const REFUSED: Record<string, [status: 400 | 414, message: string]> = {
  HPE_INVALID_URL: [400, '网址里的汉字要先做百分号编码，例如 curl -G 网址 --data-urlencode q=枫桥经验；浏览器会自动做'],
  HPE_HEADER_OVERFLOW: [414, '网址或请求头太长：检索词最多 10,000 个字'],
}

type Refusing = { on(event: 'clientError', listener: (error: NodeJS.ErrnoException, socket: Duplex) => void): unknown }

/** Answers requests that Node's parser refuses before the application sees them, in the one shape of errors. */
export function answerMalformed(server: Refusing, dataVersion: () => string): void {
  server.on('clientError', (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
      return
    }
    const [status, message] = REFUSED[error.code ?? ''] ?? [400, '']
    const body = JSON.stringify({ ...errorBody(status, message), dataVersion: dataVersion() })
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
  })
}
