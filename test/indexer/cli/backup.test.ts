import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock } from '../../../indexer/store/lock.ts'
import { verifyCorpus } from '../../../indexer/store/verify.ts'
import { openDatabase } from '../../../server/corpus/driver.ts'
import { openCorpus } from '../../../server/corpus/reader.ts'
import { createFolders, reportText, run } from './command.ts'

let folders: ReturnType<typeof createFolders>
let copy: string
beforeEach(() => {
  folders = createFolders()
  copy = join(folders.reports, '..', 'copies', 'one.db')
})
afterEach(() => folders.remove())

const corpusPath = () => join(folders.data, 'corpus.db')
const ids = () => {
  const corpus = openCorpus(corpusPath(), { readonly: true })
  try {
    return corpus.listReports().items.map((report) => report.id)
  } finally {
    corpus.close()
  }
}

describe('npm run -s backup and restore', { timeout: 60_000 }, () => {
  it('bring back what stood there, and keep what they replace', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await run('main.ts', [], folders.env)
    const before = verifyCorpus(corpusPath())
    const saved = await run('backup.ts', [copy], folders.env)
    expect(saved).toMatchObject({ code: 0, stderr: '' })
    expect(saved.stdout).toContain(before.dataVersion)
    expect(verifyCorpus(copy)).toEqual(before)
    folders.write('a.txt', reportText('石桥乡', 2023))
    await run('main.ts', [], folders.env)
    expect(ids()[0]).toContain('2023')
    const restored = await run('restore.ts', [copy], folders.env)
    expect(restored).toMatchObject({ code: 0 })
    expect(verifyCorpus(corpusPath())).toEqual(before)
    expect(verifyCorpus(join(folders.data, 'corpus-before-restore.db')).reports).toBe(1)
    expect(readdirSync(folders.data).filter((name) => /restoring|partial/.test(name))).toEqual([])
    const next = await run('main.ts', ['--json'], folders.env)
    expect(JSON.parse(next.stdout)).toMatchObject({ reports: 1, failed: 0 })
  })

  it('refuse what is damaged or no corpus, and leave the corpus alone', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await run('main.ts', [], folders.env)
    await run('backup.ts', [copy], folders.env)
    expect((await run('backup.ts', [copy], folders.env)).stderr).toContain('已经存在')
    const before = readFileSync(corpusPath())
    const cut = `${copy}-cut`
    copyFileSync(copy, cut)
    truncateSync(cut, statSync(copy).size / 2)
    const text = `${copy}-text`
    writeFileSync(text, reportText('柳塘镇', 2022))
    const changed = `${copy}-changed`
    copyFileSync(copy, changed)
    const db = openDatabase(changed)
    db.exec("UPDATE report SET digest = 'abc'")
    db.close()
    for (const bad of [cut, text, changed, `${copy}-missing`]) {
      const { code, stderr } = await run('restore.ts', [bad], folders.env)
      expect(code).toBe(1)
      expect(stderr).toContain(bad)
      expect(stderr).not.toContain('    at ')
      expect(readFileSync(corpusPath()).equals(before)).toBe(true)
    }
  })

  it('takes the place of a corpus that is damaged', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await run('main.ts', [], folders.env)
    await run('backup.ts', [copy], folders.env)
    writeFileSync(corpusPath(), 'not a database at all '.repeat(1000))
    expect(await run('restore.ts', [copy], folders.env)).toMatchObject({ code: 0 })
    expect(verifyCorpus(corpusPath()).reports).toBe(1)
    expect(existsSync(join(folders.data, 'corpus-before-restore.db'))).toBe(true)
  })

  it('waits for nobody: an indexer at work is named', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    await run('main.ts', [], folders.env)
    await run('backup.ts', [copy], folders.env)
    const unlock = acquireLock(join(folders.data, 'index.lock'), 4711, 'now')
    const { code, stderr } = await run('restore.ts', [copy], folders.env)
    unlock()
    expect(code).toBe(1)
    expect(stderr).toContain('4711')
  })

  it('says what is missing where there is nothing to back up', async () => {
    expect(await run('backup.ts', [], folders.env)).toMatchObject({ code: 1, stdout: '' })
    expect(await run('restore.ts', [], folders.env)).toMatchObject({ code: 2, stdout: '' })
  })
})
