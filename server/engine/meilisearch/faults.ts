import { MeilisearchApiError, MeilisearchRequestTimeOutError } from 'meilisearch'

const RELOAD = '请运行 npm run -s engine -- load，语料库本身不受影响'

/**
 * What went wrong with a server, in Chinese: what happened, what is safe, what to do. Only the address and the engine's
 * error code are quoted, so no key and no query text can get into a message.
 */
export function faultText(error: unknown, server: string): string {
  const at = `检索服务器 ${shownUrl(server)}`
  if (ranOut(error)) {
    return `${at} 在规定时间内没有回答。语料库不受影响；请稍后再试，若一直如此，请查看该服务器的负载和日志`
  }
  if (!(error instanceof MeilisearchApiError)) {
    return `${at} 连不上（${reasonOf(error)}）。语料库不受影响；请启动该服务器或检查 MEILI_URL，恢复后会自动继续`
  }
  const code = isFull(error.cause?.message)
    ? 'no_space_left_on_device'
    : (error.cause?.code ?? `HTTP ${error.response.status}`)
  switch (code) {
    case 'missing_authorization_header':
    case 'invalid_api_key':
      return `${at} 不接受所给的密钥。请运行 npm run -s engine -- setup 重新生成，并填入 MEILI_SEARCH_KEY 与 MEILI_ADMIN_KEY`
    case 'index_not_found':
      return `${at} 上没有本系统的索引（可能是空文件夹）。${RELOAD}`
    case 'invalid_search_facets':
    case 'invalid_search_filter':
    case 'invalid_search_attributes_to_search_on':
    case 'invalid_search_attributes_to_retrieve':
    case 'invalid_document_filter':
      return `${at} 的索引设置被改动过（${code}）。${RELOAD}，设置会自动改回`
    case 'no_space_left_on_device':
    case 'database_size_limit_reached':
      return fullText(server)
    case 'payload_too_large':
      return `${at} 拒收过大的请求。请把它的 --http-payload-size-limit 调到 100 MB 以上再运行 npm run -s engine -- load`
    case 'too_many_search_requests':
      return `${at} 正忙，检索请求太多。请稍后再试`
    default:
      return `${at} 回答了错误 ${code}。语料库不受影响；请查看该服务器的日志，必要时运行 npm run -s engine -- load`
  }
}

export const fullText = (server: string): string =>
  `检索服务器 ${shownUrl(server)} 的磁盘满了。原有索引和语料库不受影响；请腾出空间后运行 npm run -s engine -- load，会接着做完`

/** A full disk often shows as an internal error, told apart by the words of the system alone. */
export const isFull = (message = ''): boolean => /no space left|disk full|\bENOSPC\b|MDB_MAP_FULL/i.test(message)

/** The client wraps its own time-out in a failed request. */
function ranOut(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) {
    if (one instanceof MeilisearchRequestTimeOutError) return true
  }
  return false
}

/** An address without user name and password. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url)
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`
  } catch {
    return '（地址无法识别）'
  }
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: '拒绝连接',
  ECONNRESET: '连接中断',
  EPIPE: '连接中断',
  ENOTFOUND: '找不到主机名',
  EAI_AGAIN: '找不到主机名',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '主机不可达',
  UND_ERR_SOCKET: '连接中断',
  UND_ERR_CONNECT_TIMEOUT: '连接超时',
}

/** The network's reason, from the innermost cause that has a code. */
function reasonOf(error: unknown): string {
  let reason = ''
  for (let one = error; one instanceof Error; one = one.cause) {
    const code = (one as { code?: unknown }).code
    if (typeof code === 'string') reason = REASONS[code] ?? code
    if (one instanceof AggregateError && one.errors[0] !== undefined && !reason) return reasonOf(one.errors[0])
  }
  return reason || '没有应答'
}
