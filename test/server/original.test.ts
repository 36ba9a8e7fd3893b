import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { openDatabase } from '../../server/corpus/driver.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createIndexSink } from '../../server/engine/sqlite/tables.ts'
import { reportOf } from '../contract/corpus.ts'
import { siteOf } from '../fixtures/site.ts'

const TEXT = '<script>alert(1)</script>测试镇2023年法治政府建设年度报告'
const shared = siteOf([])
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'qianmo-original-'))
  file = join(folder, "测试 镇(1)'.html")
  writeFileSync(file, TEXT)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The API over one report that was read from `file`. */
function serve() {
  const db = openDatabase(':memory:')
  const writer = createCorpusWriter(db, createIndexSink(db, shared.segmenter))
  const full = reportOf({ township: '测试镇', year: 2023, passages: [{ text: '测试。' }] })
  const sha256 = createHash('sha256').update(TEXT).digest('hex')
  full.report.source = { ...full.report.source, path: "报告/测试 镇(1)'.html", sha256 }
  writer.putReport(full, { slot: '1' })
  writer.putFile({ path: file, sha256, report: full.report.id, status: 'ok', problems: [] })
  const app = createApp({ site: { ...shared, corpus: createCorpus(db) } })
  const address = `/api/reports/${encodeURIComponent(full.report.id)}/original`
  return { get: (method = 'GET') => app.request(address, { method }), app }
}

describe('the original file', () => {
  it('is given out byte by byte, as an attachment of no type that would run', async () => {
    const response = await serve().get()
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(TEXT)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const disposition = response.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/)
    expect(decodeURIComponent(disposition.split("''")[1] ?? '')).toBe("测试 镇(1)'.html")
    expect((await serve().get('HEAD')).status).toBe(200)
  })

  it('is refused when it has changed, also by a link to another file, and when it is gone', async () => {
    const { get } = serve()
    const secret = join(folder, 'secret')
    writeFileSync(secret, 'secret')
    rmSync(file)
    symlinkSync(secret, file)
    expect((await get()).status).toBe(409)
    expect(await (await get()).text()).not.toContain('"secret"')
    expect((await get('HEAD')).status).toBe(409)
    rmSync(file)
    expect((await get()).status).toBe(404)
    expect(await (await get()).json()).toMatchObject({ error: { code: 'not-found' } })
  })

  it.each(['../secret', '..%2F..%2Fetc%2Fpasswd', '%2Fetc%2Fpasswd', 'nope'])(
    'knows reports, not paths: %s',
    async (id) => {
      const response = await serve().app.request(`/api/reports/${id}/original`)
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toContain('application/json')
    },
  )
})
