import { shownUrl } from '../../server/engine/meilisearch/faults.ts'
import { INDEX } from '../../server/engine/meilisearch/settings.ts'
import { createAdmin } from './admin.ts'

/** What stands on one server, in one line (Chinese), and whether all is well there. */
export async function serverStatus(
  url: string,
  adminKey: string | undefined,
  dataVersion: string,
): Promise<{ ok: boolean; line: string }> {
  const admin = createAdmin(url, adminKey, 10_000)
  const bad = (what: string): { ok: boolean; line: string } => ({ ok: false, line: what })
  try {
    const version = await admin.checkVersion()
    const meta = (await admin.exists(INDEX)) ? (await admin.about(INDEX)).meta : undefined
    const at = `${shownUrl(url)}${version === undefined ? '' : `（Meilisearch ${version}）`}`
    if (!meta) return bad(`${at}：还没有索引。请运行 npm run -s engine -- load`)
    const changed = await admin.settingsDiffer(INDEX)
    if (changed.length > 0) return bad(`${at}：设置被改动过（${changed.join('、')}）。请运行 npm run -s engine -- load`)
    if (meta.status !== 'ready') return bad(`${at}：正在装载，或上次没有做完。请运行 npm run -s engine -- load`)
    if (meta.dataVersion !== dataVersion) {
      return bad(`${at}：数据版本 ${meta.dataVersion}，语料库是 ${dataVersion}。请运行 npm run -s engine -- load`)
    }
    return { ok: true, line: `${at}：${meta.passages} 段，数据版本 ${meta.dataVersion}，正常` }
  } catch (error) {
    return bad(error instanceof Error ? error.message : String(error))
  }
}
