import { EngineUnavailable } from '../port.ts'
import { faultText, shownUrl } from './faults.ts'
import { PhrasesChanged, type RowQuery, type SearchServer, SettingsChanged } from './server.ts'
import { FORMAT, type IndexMeta } from './settings.ts'

export type Questions = {
  queries: readonly RowQuery[]
  /** of these only the number of rows is wanted */
  toCount: readonly RowQuery[]
}

export type Asked = {
  /** for each query the rows of each server */
  rows: Uint32Array[][]
  /** how many rows meet each of the others, over all servers */
  counts: number[]
  /** servers that did not answer, where that is allowed */
  absent: string[]
}

/**
 * Asks every server the same, at the same time. All of them have to hold the corpus of this data version; a server that
 * fails costs the whole answer unless partial answers are wanted, and even then one has to be left.
 * @throws EngineUnavailable naming every server that failed, and why; PhrasesChanged as the server does
 */
export async function askAll(
  servers: readonly SearchServer[],
  { queries, toCount }: Questions,
  version: string,
  expected: { passages: number; partial: boolean },
): Promise<Asked> {
  const answers = await Promise.all(servers.map((server) => askOne(server, { queries, toCount }, version)))
  const faults = answers.flatMap((answer) => ('fault' in answer ? [answer] : []))
  const good = answers.flatMap((answer) => ('rows' in answer ? [answer] : []))
  const bearable = expected.partial && good.length > 0 && faults.every((fault) => fault.down)
  if (faults.length > 0 && !bearable) throw new EngineUnavailable(faults.map(({ fault }) => fault).join('；\n'))
  const held = good.reduce((sum, { meta }) => sum + meta.passages, 0)
  const wrongShare = faults.length === 0 && held !== expected.passages
  if (wrongShare || good.some(({ meta }) => meta.servers.length !== servers.length)) {
    throw new EngineUnavailable(
      `索引分布在 ${good[0]?.meta.servers.length ?? 0} 台服务器上，而 MEILI_URL 写了 ${servers.length} 台（共 ${held} 段，应为 ${expected.passages} 段）。` +
        '语料库不受影响；请核对 MEILI_URL，然后运行 npm run -s engine -- load',
    )
  }
  return {
    rows: queries.map((_, i) => good.map(({ rows }) => rows[i] ?? new Uint32Array())),
    counts: toCount.map((_, i) => good.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0)),
    absent: faults.map(({ url }) => shownUrl(url)),
  }
}

type Answer = { rows: Uint32Array[]; counts: number[]; meta: IndexMeta } | { fault: string; url: string; down: boolean }

async function askOne(server: SearchServer, { queries, toCount }: Questions, version: string): Promise<Answer> {
  const { url } = server
  const broken = (fault: string): Answer => ({ fault, url, down: false })
  try {
    const { meta, ...found } = await server.ask(queries, toCount)
    const mismatch = mismatchText(meta, version, url)
    return mismatch || !meta ? broken(mismatch ?? '') : { ...found, meta }
  } catch (error) {
    if (error instanceof PhrasesChanged) throw error
    if (error instanceof SettingsChanged) return broken(changedText(url))
    return { fault: faultText(error, url), url, down: true }
  }
}

function mismatchText(meta: IndexMeta | undefined, version: string, url: string): string | undefined {
  const at = `检索服务器 ${shownUrl(url)}`
  const todo = '语料库不受影响；请运行 npm run -s engine -- load'
  if (!meta) return `${at} 的索引还没有建好，或被清空过。${todo}`
  if (meta.format !== FORMAT) return `${at} 的索引是另一版程序建的。${todo}`
  if (meta.status === 'loading') return `${at} 的索引正在更新，或上次更新没有做完。请稍候；若没有更新在进行，${todo}`
  if (meta.dataVersion !== version) {
    return `${at} 的索引（数据版本 ${meta.dataVersion}）与语料库（${version}）不一致，为免给出错误的数字，暂不回答。${todo}`
  }
  return undefined
}

const changedText = (url: string): string =>
  `检索服务器 ${shownUrl(url)} 的索引设置被改动过，回答不完整或不准确，为免给出错误的数字，暂不回答。` +
  '语料库不受影响；请运行 npm run -s engine -- load，设置会自动改回'
