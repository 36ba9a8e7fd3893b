import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../../server/app.ts'
import { openDatabase } from '../../../server/corpus/driver.ts'
import { createCorpus } from '../../../server/corpus/reader.ts'
import { createCommands } from '../../../server/import/commands.ts'
import { createImporter } from '../../../server/import/importer.ts'
import { siteOf } from '../../fixtures/site.ts'
import { createFolders, reportText, run } from '../../indexer/cli/command.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const folders = createFolders()
const token = 'open sesame'
let app: ReturnType<typeof createApp>
let close: () => void

// the indexer itself runs, on a data folder of its own
beforeAll(async () => {
  folders.write('已有.txt', reportText('柳塘镇', 2022))
  await run('main.ts', ['--json'], folders.env)
  const db = openDatabase(join(folders.data, 'corpus.db'), { readonly: true })
  const corpus = createCorpus(db)
  const commands = createCommands({ home, env: { ...process.env, ...folders.env, QIANMO_ADMIN_TOKEN: token } })
  const importer = createImporter({ dataDir: folders.data, commands, corpus: () => corpus })
  app = createApp({ site: { ...siteOf([]), corpus }, admin: { token, importer } })
  close = () => {
    importer.close()
    db.close()
  }
})
afterAll(() => {
  close()
  folders.remove()
})

const admin = { Authorization: `Bearer ${token}` }
const ask = (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>) =>
  app.request(`/api/import${path}`, {
    method,
    headers: { ...admin, ...(typeof body === 'string' && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body }),
  })
const send = async (name: string, text: string | Uint8Array<ArrayBuffer>) => {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  return (await (await ask('POST', `/files?name=${encodeURIComponent(name)}`, bytes)).json()).file
}

const every: [method: string, path: string][] = [
  ['GET', ''],
  ['GET', '/places?name=青石镇'],
  ['POST', '/files?name=a.txt'],
  ['PUT', '/files/0000000000000000'],
  ['DELETE', '/files/0000000000000000'],
  ['POST', '/store'],
  ['PUT', '/kept/a.txt'],
  ['DELETE', '/kept/a.txt'],
]

describe('the door', () => {
  it.each(every)('%s /api/import%s is 404 where no token is set, and nothing speaks of it', async (method, path) => {
    const bare = createApp({ site: siteOf([]) })
    expect((await bare.request(`/api/import${path}`, { method, headers: admin })).status).toBe(404)
    expect(await (await bare.request('/api/meta')).json()).not.toHaveProperty('admin')
    const described = await (await bare.request('/api/openapi.json')).json()
    expect(Object.keys(described.paths).filter((one) => one.includes('import'))).toEqual([])
  })

  it.each(every)('%s /api/import%s is 401 without the right token in the header', async (method, path) => {
    const tries: Record<string, string>[] = [{}, { Authorization: 'Bearer open' }, { Cookie: `token=${token}` }]
    for (const headers of tries) {
      // a fresh app: wrong tokens are counted
      const fresh = createApp({ site: siteOf([]), admin: { token, importer: unused } })
      const separator = path.includes('?') ? '&' : '?'
      const address = `/api/import${path}${separator}token=${encodeURIComponent(token)}`
      const response = await fresh.request(address, { method, headers })
      expect(response.status).toBe(401)
      expect((await response.json()).error.code).toBe('unauthorized')
    }
  })

  it('shuts after twenty wrong tokens in a minute', async () => {
    const fresh = createApp({ site: siteOf([]), admin: { token, importer: unused } })
    const knock = async (word: string) =>
      (await fresh.request('/api/import', { headers: { Authorization: `Bearer ${word}` } })).status
    for (let i = 0; i < 20; i++) expect(await knock(`guess${i}`)).toBe(401)
    expect(await knock('guess')).toBe(429)
    expect(await knock(token)).toBe(429)
  })
})

/** Answers nobody gets. */
const unused = new Proxy({} as Parameters<typeof createApp>[0]['admin'] & object, {}) as never

describe('a file sent to the page', { timeout: 240_000 }, () => {
  it('is shown as it was understood, corrected, stored, corrected again, and removed', async () => {
    const waiting = await send('青禾镇 报告.txt', reportText('青禾镇', 2023))
    expect(waiting).toMatchObject({
      state: 'ready',
      format: 'txt',
      encoding: 'utf-8',
      report: { title: '青禾镇2023年度法治政府建设工作报告', year: 2023, township: { name: '青禾镇' } },
    })
    expect(waiting.first[0].text).toContain('青禾镇')
    expect(waiting.standing).toBeUndefined()

    const body = JSON.stringify({ township: '柳塘镇', year: 2022 })
    const corrected = (await (await ask('PUT', `/files/${waiting.id}`, body)).json()).file
    expect(corrected).toMatchObject({ report: { year: 2022, township: { name: '柳塘镇' } }, standing: { year: 2022 } })
    expect((await (await ask('GET', '')).json()).waiting).toEqual([corrected])

    const version = (await (await app.request('/api/meta')).json()).dataVersion
    const { files, dataVersion } = await (await ask('POST', '/store', JSON.stringify({ ids: [waiting.id] }))).json()
    expect(files).toMatchObject([{ file: '青禾镇 报告.txt', status: 'ok', correction: { year: 2022 } }])
    expect(files[0].problems).toMatchObject([{ code: 'second-text' }])
    expect(dataVersion).not.toBe(version)
    const { id } = files[0].report
    expect((await app.request(`/api/reports/${id}`)).status).toBe(200)
    expect((await (await ask('GET', '')).json()).waiting).toEqual([])

    // the correction holds for whoever indexes the folder, and nobody who indexes loses what came in through the page
    const again = JSON.parse((await run('main.ts', ['--json', '--force'], folders.env)).stdout)
    expect(again).toMatchObject({ unchanged: 2, removed: 0, reports: 2 })

    const kept = `/kept/${encodeURIComponent('青禾镇 报告.txt')}`
    const amended = (await (await ask('PUT', kept, JSON.stringify({ year: 2021 }))).json()).file
    expect(amended).toMatchObject({ status: 'ok', report: { year: 2021, township: { name: '青禾镇' } }, problems: [] })

    expect((await ask('DELETE', kept)).status).toBe(200)
    expect((await app.request(`/api/reports/${amended.report.id}`)).status).toBe(404)
    expect((await (await ask('GET', '')).json()).kept).toEqual([])
    expect((await (await app.request('/api/meta')).json()).dataVersion).toBe(version)
    expect((await ask('DELETE', kept)).status).toBe(404)
  })

  it('costs no report whose file is missing meanwhile', async () => {
    const [first, second] = [
      await send('先.txt', reportText('青禾镇', 2018)),
      await send('后.txt', reportText('青禾镇', 2017)),
    ]
    const store = async (id: string) =>
      (await (await ask('POST', '/store', JSON.stringify({ ids: [id] }))).json()).files[0].report.id
    const stored = await store(first.id)
    // as after a restore of the corpus without the folder
    rmSync(join(folders.data, 'uploads', '先.txt'))
    await store(second.id)
    expect((await app.request(`/api/reports/${stored}`)).status).toBe(200)
  })

  it('is told apart by its content, never by its name', async () => {
    const picture = await send('报告.txt', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]))
    expect(picture).toMatchObject({ state: 'refused', problems: [{ code: 'unsupported-format' }] })
    const page = `<html><head><title>x</title></head><body><p>${reportText('石桥乡', 2023).replaceAll('\n', '</p><p>')}</p></body></html>`
    expect(await send('石桥乡.pdf', page)).toMatchObject({ state: 'ready', format: 'html' })
    expect(await send('空.docx', '')).toMatchObject({ state: 'refused', problems: [{ code: 'empty' }] })
  })

  it('that is no township’s report is stored only when somebody says that it is one', async () => {
    const county = await send('县.txt', reportText('桐岫县', 2023))
    expect(county.state).toBe('no-report')
    expect(county.problems).toContainEqual(expect.objectContaining({ code: 'not-a-township-report' }))
    expect((await ask('POST', '/store', JSON.stringify({ ids: [county.id] }))).status).toBe(409)
    const body = JSON.stringify({ accept: true, township: '青石镇' })
    const accepted = (await (await ask('PUT', `/files/${county.id}`, body)).json()).file
    expect(accepted).toMatchObject({ state: 'ready', report: { township: { name: '青石镇' } } })
  })

  it('is refused when it is too large, badly named or badly corrected', async () => {
    const large = await ask('POST', '/files?name=a.txt', new Uint8Array(20 * 2 ** 20 + 1))
    expect(large.status).toBe(413)
    for (const name of ['../a.txt', '..%2F..%2Fa.txt'.replaceAll('%2F', '\\'), 'manifest.csv', '']) {
      expect((await ask('POST', `/files?name=${encodeURIComponent(name)}`, new Uint8Array(1))).status, name).toBe(400)
    }
    const { id } = await send('b.txt', reportText('青禾镇', 2020))
    for (const body of ['{"year":1}', '{"code":"12"}', '{"township":"<b>"}', '{"accept":false}', 'no json']) {
      expect((await ask('PUT', `/files/${id}`, body)).status, body).toBe(400)
    }
    expect((await ask('PUT', `/files/${id}`, JSON.stringify({ title: 'x'.repeat(70_000) }))).status).toBe(413)
    expect((await ask('DELETE', `/files/${id}`)).status).toBe(200)
    expect((await ask('PUT', `/files/${id}`, '{}')).status).toBe(404)
  })

  it('may be of any place the gazetteer knows by that name', async () => {
    const { places } = await (await ask('GET', '/places?name=城关镇')).json()
    expect(places.length).toBeGreaterThan(20)
    expect(places[0]).toMatchObject({ name: '城关镇', code: expect.stringMatching(/^\d{9}$/) })
    expect(new Set(places.map((place: { label: string }) => place.label)).size).toBeGreaterThan(20)
  })

  it('is not answered from a cache', async () => {
    const response = await ask('GET', '')
    expect(response.headers.get('etag')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
  })
})
