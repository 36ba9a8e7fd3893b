import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock } from '../../../indexer/store/lock.ts'
import { openDatabase } from '../../../server/corpus/driver.ts'
import { openCorpus } from '../../../server/corpus/reader.ts'
import { createFolders, reportText, run, start } from './command.ts'

let folders: ReturnType<typeof createFolders>
beforeEach(() => {
  folders = createFolders()
})
afterEach(() => folders.remove())

const corpusOf = () => openCorpus(join(folders.data, 'corpus.db'), { readonly: true })

describe('npm run -s index', { timeout: 60_000 }, () => {
  it('indexes the default folder, prints one JSON object, and does nothing the second time', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    folders.write('b.txt', reportText('柳塘镇', 2023))
    const first = await run('main.ts', ['--json'], folders.env)
    expect(first).toMatchObject({ code: 0 })
    const summary = JSON.parse(first.stdout)
    expect(first.stdout.trim().split('\n')).toHaveLength(1)
    expect(summary).toMatchObject({ new: 2, failed: 0, reports: 2, townships: 1 })
    const again = JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)
    expect(again).toMatchObject({ new: 0, changed: 0, unchanged: 2, dataVersion: summary.dataVersion })
    const rehearsed = await run('main.ts', ['--json', '--dry-run', '--force'], folders.env)
    expect(JSON.parse(rehearsed.stdout)).toMatchObject({ unchanged: 2, dataVersion: summary.dataVersion, dryRun: true })
  })

  it('names a bad file on stderr, indexes the others, and says so by its exit code', async () => {
    const bad = folders.write('bad.txt', '')
    folders.write('good.txt', reportText('柳塘镇', 2023))
    const { code, stdout, stderr } = await run('main.ts', [], folders.env)
    expect(code).toBe(1)
    expect(stderr).toContain(bad)
    expect(stdout).toContain('1 份报告')
    const missing = await run('main.ts', [join(folders.reports, 'nothing')], folders.env)
    expect(missing.code).toBe(1)
    expect(missing.stderr).toContain('找不到')
    const corpus = corpusOf()
    expect(corpus.stats().reports).toBe(1)
    corpus.close()
  })

  it('changes nothing in a dry run', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2023))
    const { code, stdout } = await run('main.ts', ['--dry-run'], folders.env)
    expect(code).toBe(0)
    expect(stdout).toContain('试跑')
    expect(() => readdirSync(folders.data)).toThrow()
  })

  it('refuses a wrong use with 2 and helps in Chinese', async () => {
    expect(await run('main.ts', ['--unknown'], folders.env)).toMatchObject({ code: 2, stdout: '' })
    const help = await run('main.ts', ['--help'], folders.env)
    expect(help).toMatchObject({ code: 0, stderr: '' })
    expect(help.stdout).toContain('用法：')
  })

  it('picks up a new file while it watches, and ends when told to', async () => {
    folders.write('a.txt', reportText('柳塘镇', 2022))
    const { child, done } = start('main.ts', ['--watch', '--json'], folders.env)
    let lines = 0
    child.stdout?.on('data', (chunk) => {
      lines += String(chunk).split('\n').length - 1
    })
    let ready = false
    child.stderr?.on('data', (chunk) => {
      ready ||= String(chunk).includes('留意')
    })
    while (!ready) await setTimeout(20)
    await setTimeout(500)
    folders.write('b.txt', reportText('柳塘镇', 2023))
    while (lines < 2) await setTimeout(20)
    child.kill('SIGINT')
    const { code, stdout } = await done
    expect(code).toBe(0)
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({ new: 1, unchanged: 1, reports: 2 })
  })

  it('gives the same corpus whatever the number of processes', async () => {
    for (let i = 0; i < 120; i++) folders.write(`${i}.txt`, reportText('柳塘镇', 1900 + i, `编号${i}。`))
    folders.write('empty.txt', '')
    const versions = []
    for (const jobs of ['1', '3']) {
      const env = { ...folders.env, QIANMO_DATA: `${folders.data}-${jobs}` }
      const { code, stdout } = await run('main.ts', ['--json', '--jobs', jobs], env)
      const { dataVersion, new: added, failed, problems } = JSON.parse(stdout)
      expect({ code, added, failed }).toEqual({ code: 1, added: 120, failed: 1 })
      versions.push(JSON.stringify([dataVersion, problems]))
    }
    expect(new Set(versions).size).toBe(1)
    for (const wrong of [
      ['--jobs', 'many'],
      ['--wait', 'long'],
      ['--wait', '-1'],
    ])
      expect(await run('main.ts', wrong, folders.env)).toMatchObject({ code: 2 })
  })

  it('stops where another one is at work', async () => {
    const unlock = acquireLock(join(folders.data, 'index.lock'), 4711, 'now')
    const { code, stderr } = await run('main.ts', [], folders.env)
    unlock()
    expect(code).toBe(1)
    expect(stderr).toContain('进程号 4711')
  })

  it('says so when the corpus is no database, and leaves it alone', async () => {
    mkdirSync(folders.data)
    mkdirSync(join(folders.data, 'corpus.db'))
    const { code, stderr } = await run('main.ts', [], folders.env)
    expect(code).toBe(1)
    expect(stderr).toContain('打不开')
    expect(stderr).not.toContain('    at ')
  })
})

describe('a run that is cut short', { timeout: 120_000 }, () => {
  // more than one batch is committed of, fewer than other processes are started for
  const many = 390

  /** Waits until some reports are committed. */
  async function untilStored(): Promise<void> {
    for (let i = 0; i < 600; i++) {
      await setTimeout(25)
      try {
        const corpus = corpusOf()
        const { reports } = corpus.stats()
        corpus.close()
        if (reports > 0) return
      } catch {
        // not there yet
      }
    }
    throw new Error('nothing was stored')
  }

  const expectWhole = (): number => {
    const db = openDatabase(join(folders.data, 'corpus.db'))
    const count = (sql: string): unknown => db.prepare(sql).all()[0]
    expect(count('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
    expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
    const passages = Number(db.prepare('SELECT count(*) AS n FROM passage').all()[0]?.n)
    expect(db.prepare("SELECT count(*) AS n FROM fts_pairs WHERE fts_pairs MATCH '说事'").all()[0]?.n).toBe(
      db.prepare("SELECT count(*) AS n FROM passage WHERE text LIKE '%说事%'").all()[0]?.n,
    )
    expect(db.prepare('SELECT count(*) AS n FROM report WHERE rid NOT IN (SELECT rid FROM passage)').all()).toEqual([
      { n: 0 },
    ])
    db.close()
    return passages
  }

  it.each(['SIGINT', 'SIGKILL'] as const)('by %s leaves a whole corpus that the next run completes', async (signal) => {
    const names = ['柳塘镇', '石桥乡', '青禾镇']
    for (let i = 0; i < many; i++) {
      const name = names[i % names.length] as string
      folders.write(`${i}.txt`, reportText(name, 1900 + Math.floor(i / names.length), `编号${i}。`))
    }
    const { child, done } = start('main.ts', ['--json'], folders.env)
    await untilStored()
    child.kill(signal)
    const result = await done
    if (signal === 'SIGINT') expect(result.code).toBe(130)
    else expect(result.signal).toBe('SIGKILL')
    expect(expectWhole()).toBeGreaterThan(0)
    const next = JSON.parse((await run('main.ts', ['--json'], folders.env)).stdout)
    expect(next).toMatchObject({ reports: many, failed: 0 })
    expect(next.unchanged).toBeGreaterThan(0)
    expect(next.new + next.unchanged).toBe(many)
    expectWhole()
  })
})

describe('npm run -s inspect', { timeout: 60_000 }, () => {
  it('prints one line a file in the order given, and nothing else', async () => {
    const good = folders.write('a.txt', reportText('柳塘镇', 2023))
    const other = folders.write('b.txt', '柳塘镇抗旱浇地方案\n一、总体要求\n先远后近，先高后低。')
    const { code, stdout } = await run('inspect.ts', [good, '/missing.txt', other, good], folders.env)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(code).toBe(0)
    expect(lines.map((line) => line.file)).toEqual([good, '/missing.txt', other, good])
    expect(lines[0]).toMatchObject({ report: { year: 2023, township: { name: '柳塘镇', level: '镇' } }, problems: [] })
    expect(Object.keys(lines[0])).toEqual(['file', 'report', 'passages', 'indicators', 'problems'])
    const passage = ['n', 'role', 'section', 'headingPath', 'themes', 'practices', 'named', 'text']
    for (const one of lines[0].passages) expect(Object.keys(one)).toEqual(passage)
    expect(lines[1]).toMatchObject({ problems: [{ stage: 'read', code: 'missing' }] })
    expect(lines[1].report).toBeUndefined()
    expect(lines[2].problems.map((problem: { code: string }) => problem.code)).toContain('not-a-township-report')
    expect(lines[2].passages.length).toBeGreaterThan(0)
    expect(lines[3]).toEqual(lines[0])
    expect(stdout).not.toContain('null')
  })

  it('gives its reasons when asked, and needs a file', async () => {
    const good = folders.write('a.txt', reportText('柳塘镇', 2023))
    const { stdout } = await run('inspect.ts', ['--explain', good], folders.env)
    const reasons = JSON.parse(stdout).passages.flatMap((passage: { explain?: unknown[] }) => passage.explain ?? [])
    expect(reasons.length).toBeGreaterThan(0)
    expect(await run('inspect.ts', [], folders.env)).toMatchObject({ code: 2, stdout: '' })
  })

  it('answers a name on standard input before the next is asked', async () => {
    const good = folders.write('a 空格.txt', reportText('柳塘镇', 2022))
    const { child, done } = start('inspect.ts', ['--stdin'], folders.env)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    for (const [path, year] of [
      [good, 2022],
      ['/missing.txt', undefined],
    ] as const) {
      child.stdin.write(`${path}\n`)
      const line = JSON.parse((await lines.next()).value ?? '')
      expect([line.file, line.report?.year]).toEqual([path, year])
    }
    child.stdin.end()
    expect((await done).code).toBe(0)
  })
})
