import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { nodeVersion } from '../../../indexer/doctor/checks.ts'
import { createFolders, reportText, run } from './command.ts'

let folders: ReturnType<typeof createFolders>
beforeEach(() => {
  folders = createFolders()
})
afterEach(() => folders.remove())

type Finding = { name: string; state: string; detail: string; mend?: string }
async function findings(
  env: Record<string, string> = {},
): Promise<{ code: number | null; of: (name: string) => Finding }> {
  const { code, stdout } = await run('doctor.ts', ['--json'], { ...folders.env, ...env })
  const { checks } = JSON.parse(stdout) as { checks: Finding[] }
  return { code, of: (name) => checks.find((check) => check.name === name) as Finding }
}

describe('npm run -s doctor', { timeout: 60_000 }, () => {
  it('finds a sound installation in order', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await run('main.ts', [], folders.env)
    const { code, of } = await findings()
    expect(code).toBe(0)
    for (const name of ['Node', '分词 jieba', 'SQLite', '词典', '报告文件夹', '数据文件夹', '语料库', '检索引擎']) {
      expect(of(name)).toMatchObject({ state: 'ok' })
    }
    expect(of('语料库').detail).toContain('1 份报告')
    const { stdout } = await run('doctor.ts', [], folders.env)
    expect(stdout).toContain('✓ SQLite')
  })

  it('names what is wrong and how to mend it', async () => {
    mkdirSync(folders.data)
    writeFileSync(join(folders.data, 'corpus.db'), 'no database '.repeat(2000))
    const { code, of } = await findings({ QIANMO_ENGINE: 'meilisearch', MEILI_URL: 'http://127.0.0.1:9' })
    expect(code).toBe(1)
    expect(of('语料库')).toMatchObject({ state: 'fail', mend: expect.stringContaining('restore') })
    expect(of('检索引擎')).toMatchObject({ state: 'fail', detail: expect.stringContaining('127.0.0.1:9') })
    expect((await findings({ QIANMO_REPORTS: join(folders.data, 'none') })).of('报告文件夹').state).toBe('warn')
  })

  it('knows which versions of Node will do', () => {
    for (const version of ['20.19.0', '22.13.0', '24.0.0', '26.1.0']) expect(nodeVersion(version).state).toBe('ok')
    for (const version of ['18.20.0', '20.18.9', '21.7.0', '22.12.0', '23.9.0']) {
      expect(nodeVersion(version)).toMatchObject({ state: 'fail', mend: expect.any(String) })
    }
  })
})
