import { Meilisearch, MeilisearchApiError } from 'meilisearch'
import { faultText, shownUrl } from '../../server/engine/meilisearch/faults.ts'
import { INDEX, lockOf, nextOf } from '../../server/engine/meilisearch/settings.ts'
import { LoadError, versionFault } from './admin.ts'

/** The two keys; each is the same on every server that has the same master key, because it follows from key and id. */
export const KEYS = {
  search: {
    uid: '7d1f6c0e-2b64-4f1a-9a35-5b1c6d2e8f01',
    name: 'qianmo-search',
    description: '阡陌服务器：只能检索',
    actions: ['search'],
    indexes: [INDEX],
  },
  admin: {
    uid: '7d1f6c0e-2b64-4f1a-9a35-5b1c6d2e8f02',
    name: 'qianmo-load',
    description: '阡陌装载：只能改动本系统的索引',
    actions: ['search', 'documents.*', 'indexes.*', 'settings.*', 'tasks.get'],
    indexes: [INDEX, nextOf(INDEX), lockOf(INDEX)],
  },
} as const

/**
 * Makes both keys on every server, or finds those made before.
 * @throws LoadError when the master key is refused, or the servers have different ones
 */
export async function makeKeys(
  urls: readonly string[],
  masterKey: string,
  note: (line: string) => void = () => {},
): Promise<{ search: string; admin: string }> {
  const made = []
  for (const url of urls) {
    const client = new Meilisearch({ host: url, apiKey: masterKey, timeout: 10_000 })
    try {
      const { pkgVersion } = await client.getVersion()
      const fault = versionFault(url, pkgVersion)
      if (fault) throw new LoadError(fault)
      made.push({ search: await keyOn(client, 'search'), admin: await keyOn(client, 'admin') })
      note(`${shownUrl(url)}：Meilisearch ${pkgVersion}，两把密钥已备好`)
    } catch (error) {
      throw error instanceof LoadError ? error : new LoadError(setupFault(error, url))
    }
  }
  const [first] = made
  if (!first) throw new LoadError('没有写明检索服务器的地址。请设置 MEILI_URL')
  if (made.some((one) => one.search !== first.search)) {
    throw new LoadError('各检索服务器的主密钥不同，没法共用一把检索密钥。请让它们以同一个主密钥启动，再运行一次')
  }
  return first
}

async function keyOn(client: Meilisearch, kind: keyof typeof KEYS): Promise<string> {
  const wanted = KEYS[kind]
  const known = await client.getKey(wanted.uid).catch((error) => {
    if (error instanceof MeilisearchApiError && error.response.status === 404) return undefined
    throw error
  })
  const fits = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join()
  if (known && fits(known.actions, wanted.actions) && fits(known.indexes, wanted.indexes)) return known.key
  if (known) await client.deleteKey(wanted.uid)
  const created = await client.createKey({
    ...wanted,
    actions: [...wanted.actions],
    indexes: [...wanted.indexes],
    expiresAt: null,
  })
  return created.key
}

function setupFault(error: unknown, url: string): string {
  const code = error instanceof MeilisearchApiError ? error.cause?.code : undefined
  if (code === 'invalid_api_key' || code === 'missing_authorization_header') {
    return `检索服务器 ${shownUrl(url)} 不接受这个主密钥。请核对 MEILI_MASTER_KEY 是否与启动该服务器时的 --master-key 相同`
  }
  if (code === 'missing_master_key') {
    return `检索服务器 ${shownUrl(url)} 启动时没有设主密钥，不能建密钥。请用 --master-key（至少 16 字节）重新启动它`
  }
  return faultText(error, url)
}
