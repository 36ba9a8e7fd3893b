import { Meilisearch } from 'meilisearch'
import { shownUrl } from './faults.ts'

/**
 * Whether the key may do more than search, as a warning (Chinese) without the key itself; undefined where it may not,
 * or where the server cannot be asked.
 */
export async function excessRights(url: string, apiKey: string | undefined): Promise<string | undefined> {
  const client = new Meilisearch({ host: url, ...(apiKey && { apiKey }), timeout: 3000 })
  const may = (ask: () => Promise<unknown>): Promise<boolean> =>
    ask().then(
      () => true,
      () => false,
    )
  const at = `检索服务器 ${shownUrl(url)}`
  const remedy = '请运行 npm run -s engine -- setup，把打印出的只读检索密钥填入 MEILI_SEARCH_KEY'
  if (!apiKey && (await may(() => client.getIndexes({ limit: 1 }))))
    return `警告：${at} 没有设主密钥，谁都能改动它的内容。请用 --master-key 启动它；${remedy}`
  if (await may(() => client.getKeys({ limit: 1 })))
    return `警告：MEILI_SEARCH_KEY 是 ${at} 的主密钥，权限过大。${remedy}`
  if (apiKey && (await may(() => client.getIndexes({ limit: 1 }))))
    return `警告：MEILI_SEARCH_KEY 在 ${at} 上不只能检索，权限过大。${remedy}`
  return undefined
}
