import { mkdtempSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { reportOf } from '../contract/corpus.ts'
import { siteOf } from '../fixtures/site.ts'

const full = reportOf({ township: '测试镇', code: '990101101', year: 2023, passages: [{ text: '测试。' }] })
full.report.title = `测试镇"><script>alert('1')</script>&$&年度报告`
const page = mkdtempSync(join(tmpdir(), 'qianmo-page-'))
writeFileSync(join(page, 'index.html'), await readFile(join(import.meta.dirname, '../../web/index.html')))
const site = siteOf([full])
const app = createApp({ site, page })

const head = async (path: string) => {
  const response = await app.request(path)
  const { document } = parseHTML(await response.text())
  const named = (name: string) =>
    [...document.querySelectorAll(`meta[property="${name}"], meta[name="${name}"]`)].map((meta) =>
      meta.getAttribute('content'),
    )
  return { status: response.status, document, title: document.title, named }
}

describe('the preview of a link', () => {
  it('names the report, its title and place, escaped', async () => {
    const { title, named, document } = await head('/reports/990101101-2023')
    expect(title).toBe('测试镇 2023 · 阡陌')
    expect(named('og:title')).toEqual([title])
    expect(named('og:description')).toEqual([`${full.report.title} · 1 段`])
    expect(named('description')).toEqual(named('og:description'))
    expect(named('og:type')).toEqual(['article'])
    expect([...document.querySelectorAll('script')].map((script) => script.textContent)).toEqual(['', ''])
  })

  it('names a practice with its definition, and a township with its years', async () => {
    const practice = site.lexicon.practices[0]
    const shown = await head(`/practices/${practice?.id}`)
    expect(shown.title).toBe(`${practice?.name} · 阡陌`)
    expect(shown.named('og:description')[0]).toContain(practice?.definition)
    expect((await head('/places/990101101')).named('og:description')[0]).toMatch(/测试镇.*2023/)
  })

  it('repeats a question without letting it out of its attribute', async () => {
    const q = `"><img src=x onerror=alert(1)> & '枫桥'`
    const { title, named, document } = await head(`/?q=${encodeURIComponent(q)}`)
    expect(title).toBe(`${q} · 阡陌`)
    expect(named('og:title')).toEqual([title])
    expect(named('og:description')[0]).toContain('1 篇报告')
    expect(document.querySelectorAll('img')).toHaveLength(0)
    expect((await head(`/?q=${'长'.repeat(5000)}`)).named('og:title')[0]?.length).toBeLessThan(250)
  })

  it('says at once whether the reports are samples', async () => {
    expect((await head('/')).named('samples')).toEqual(['true'])
    const own = createApp({ site: { ...site, samples: false }, page })
    expect(await (await own.request('/')).text()).not.toContain('name="samples"')
  })

  it.each(['/', '/practices', '/reports/nope', '/practices/P9999', '/places/1', '/reports/%ff', '/nowhere?q=x'])(
    'is that of the whole product at %s',
    async (path) => {
      const { status, title, named } = await head(path)
      expect(status).toBe(200)
      expect(title).toContain('乡镇法治政府建设年度报告检索')
      expect(named('og:title')).toEqual(['阡陌'])
    },
  )
})
