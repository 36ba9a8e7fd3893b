import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Commands, Inspected } from '../../../server/import/commands.ts'
import { createImporter } from '../../../server/import/importer.ts'
import { siteOf } from '../../fixtures/site.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'importer-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const { corpus } = siteOf([])
const understood: Inspected = {
  report: { id: 'x-2023', title: '报告', year: 2023, source: { format: 'txt' } },
  passages: [{ role: 'body', text: '字'.repeat(500) }],
  indicators: [],
  problems: [],
}

/** An importer whose commands do what a test says; the corpus stays empty. */
function importerWith(commands: Partial<Commands> = {}, limits?: { bytes: number; files: number; total: number }) {
  const all = { inspect: async () => understood, index: async () => {}, close: () => {}, ...commands }
  return createImporter({ dataDir, corpus: () => corpus, commands: all, limits: limits as never })
}
const bytes = Buffer.from('正文')
const status = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 200).catch((error) => error.status)

describe('what waits to be stored', () => {
  it('is shown without folders of this machine, and shortened', async () => {
    const importer = importerWith({
      inspect: async (path) => ({
        ...understood,
        problems: [{ path, stage: 'read', code: 'mojibake', message: `有乱码：${path}` }],
      }),
    })
    const file = await importer.take('a.txt', bytes)
    expect(JSON.stringify(file)).not.toContain(dataDir)
    expect(file).toMatchObject({ state: 'ready', format: 'txt', passages: 1, problems: [{ message: '有乱码：a.txt' }] })
    expect(file.first[0]?.text).toHaveLength(201)
    expect(importer.waiting()).toEqual([file])
  })

  it('is not kept where it cannot be read, and says so where the reading itself fails', async () => {
    const importer = importerWith({
      inspect: async () => {
        throw new Error('识别超时')
      },
    })
    const file = await importer.take('a.pdf', bytes)
    expect(file).toMatchObject({ state: 'refused', problems: [{ message: expect.stringContaining('识别超时') }] })
    expect(importer.waiting()).toEqual([])
    expect(readdirSync(join(dataDir, 'import'))).toEqual([])
  })

  it('is limited in number and weight', async () => {
    const few = importerWith({}, { bytes: 100, files: 2, total: 1000 })
    const all = await Promise.all(['a', 'b', 'c'].map((name) => status(few.take(name, bytes))))
    expect(all.sort()).toEqual([200, 200, 409])
    const light = importerWith({}, { bytes: 100, files: 10, total: 5 })
    expect(await status(light.take('a', bytes))).toBe(409)
  })

  it('is forgotten after a day', async () => {
    const old = join(dataDir, 'import', 'old')
    mkdirSync(old, { recursive: true })
    const before = Date.now() / 1000 - 90_000
    utimesSync(old, before, before)
    await importerWith().take('a.txt', bytes)
    expect(existsSync(old)).toBe(false)
  })
})

describe('storing', () => {
  const uploads = (): string[] => (existsSync(join(dataDir, 'uploads')) ? readdirSync(join(dataDir, 'uploads')) : [])

  it('leaves everything as it was when the indexer fails', async () => {
    const importer = importerWith({
      index: async () => {
        throw new Error('磁盘空间不足')
      },
    })
    const { id } = await importer.take('a.txt', bytes)
    await importer.correct(id, { year: 2022 })
    await expect(importer.store([id])).rejects.toMatchObject({ status: 503, message: expect.stringContaining('磁盘') })
    expect(uploads()).toEqual([])
    expect(importer.waiting()).toMatchObject([{ id, correction: { year: 2022 } }])
  })

  it('takes no file that is no report, and none that does not wait', async () => {
    const problems = [{ stage: 'parse' as const, code: 'not-a-township-report', message: '是县的报告' }]
    const importer = importerWith({ inspect: async () => ({ ...understood, problems }) })
    const { id, state } = await importer.take('a.txt', bytes)
    expect(state).toBe('no-report')
    expect(await status(importer.store([id]))).toBe(409)
    expect(await status(importer.store(['0000000000000000']))).toBe(404)
    importer.drop(id)
    expect(await status(importer.correct(id, {}))).toBe(404)
    expect(uploads()).toEqual([])
  })

  it('never writes over a file, keeps what else the manifest says, and runs one after another', async () => {
    mkdirSync(join(dataDir, 'uploads'))
    writeFileSync(join(dataDir, 'uploads', 'a.txt'), '先来的')
    const manifest = join(dataDir, 'uploads', 'manifest.jsonl')
    writeFileSync(manifest, '{"file":"a.txt","url":"http://example.invalid/1"}\n{bad\n')
    let running = 0
    const importer = importerWith({
      index: async () => {
        expect(++running).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 20))
        running--
      },
    })
    const ids = await Promise.all([1, 2].map(async () => (await importer.take('a.txt', bytes)).id))
    for (const id of ids) await importer.correct(id, { township: '青石镇' })
    // the corpus of this test stays empty, so what was stored cannot be shown
    await Promise.all(ids.map((id) => status(importer.store([id]))))
    expect(uploads().sort()).toEqual(['a-2.txt', 'a-3.txt', 'a.txt', 'manifest.jsonl'])
    expect(readFileSync(join(dataDir, 'uploads', 'a.txt'), 'utf8')).toBe('先来的')
    const lines = readFileSync(manifest, 'utf8').trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { file: 'a.txt', url: 'http://example.invalid/1' },
      { file: 'a-2.txt', townshipName: '青石镇' },
      { file: 'a-3.txt', townshipName: '青石镇' },
    ])
  })

  it.each(['../corpus.db', 'a/../b', '.removed-x', 'manifest.jsonl', ''])('removes nothing for %j', async (file) => {
    expect(await status(importerWith().remove(file))).toBe(404)
    expect(await status(importerWith().amend(file, {}))).toBe(404)
  })
})
