import { describe, expect, it } from 'vitest'
import { createApp } from '../../server/app.ts'
import { SearchResponse } from '../../server/schema.ts'
import { reportOf } from '../contract/corpus.ts'
import { sampleReports } from '../contract/texts.ts'
import { siteOf } from '../fixtures/site.ts'

const site = siteOf(sampleReports().map(reportOf))
const app = createApp({ site })
const get = (path: string) => app.request(path)
const body = async (path: string) => (await get(path)).json()

describe('the API', () => {
  it('answers a search in the shape it describes', async () => {
    const response = await get('/api/search?q=板凳会')
    expect(response.status).toBe(200)
    const answer = SearchResponse.parse(await response.json())
    expect(answer.total.passages).toBe(answer.hits.length + Math.max(0, answer.total.passages - 20))
    expect(answer.dataVersion).toBe(site.corpus.dataVersion())
    for (const hit of answer.hits) {
      for (const [start, end] of hit.highlights) expect(hit.text.slice(start, end)).toBe('板凳会')
      expect(hit.highlights.length).toBeGreaterThan(0)
    }
  })
  it('browses newest first when nothing is asked', async () => {
    const answer = SearchResponse.parse(await body('/api/search?perPage=200'))
    expect(answer.total.passages).toBe(site.corpus.stats().passages)
    const years = answer.hits.map((hit) => hit.report.year ?? 0)
    expect(years).toEqual([...years].sort((a, b) => b - a))
  })
  it('takes repeated parameters as OR inside a field', async () => {
    const total = async (query: string) => (await body(`/api/search?${query}`)).total.passages
    expect(await total('year=2021&year=2022')).toBe((await total('year=2021')) + (await total('year=2022')))
  })
  it.each([
    ['99', '990000', '990000000'],
    ['9901', '990100', '990100000'],
    ['990101', '990101000'],
  ])('takes the code of a place with and without the zeros behind it: %s', async (code, ...written) => {
    const total = async (place: string) => (await body(`/api/search?place=${place}`)).total
    expect((await total(code)).passages).toBeGreaterThan(0)
    for (const place of written) expect(await total(place), place).toEqual(await total(code))
  })
  it('says which term finds nothing and what the rest would find', async () => {
    const { total, zero } = await body('/api/search?q=板凳会 火星基地')
    expect(total.passages).toBe(0)
    expect(zero[0]).toMatchObject({ alone: 0 })
    expect(zero.some((hint: { term: string; withoutPassages: number }) => hint.withoutPassages > 0)).toBe(true)
  })
  it.each(["' OR 1=1 --", '"', '(((', '-', '|', '同句', 'NEAR/3', '\u0000', '\ud800', '年份:', '🙂', '%'])(
    'answers the query %j with 200',
    async (q) => {
      for (const mode of ['smart', 'exact']) {
        expect(
          (await get(`/api/search?mode=${mode}&q=${encodeURIComponent(q === '\ud800' ? '\ufffd' : q)}`)).status,
        ).toBe(200)
      }
    },
  )
  it('takes 10,000 characters and refuses more', async () => {
    expect((await get(`/api/search?q=${encodeURIComponent('调'.repeat(10_000))}`)).status).toBe(200)
    for (const length of [10_001, 20_000]) {
      expect((await get(`/api/search?q=${encodeURIComponent('调'.repeat(length))}`)).status, `${length}`).toBe(400)
    }
  })
  it('counts characters, not code units, and takes as long a text for suggestions', async () => {
    expect((await get(`/api/search?q=${encodeURIComponent('𠮷'.repeat(10_000))}`)).status).toBe(200)
    expect((await get(`/api/search?q=${encodeURIComponent('𠮷'.repeat(10_001))}`)).status).toBe(400)
    expect((await get(`/api/suggest?q=${encodeURIComponent('枫'.repeat(10_000))}`)).status).toBe(200)
  })
  it('leaves blanks and quotation marks at the edges of an exact query out', async () => {
    const total = async (q: string) => (await body(`/api/search?mode=exact&q=${encodeURIComponent(q)}`)).total
    expect((await total('板凳会')).passages).toBeGreaterThan(0)
    for (const q of ['\u3000\u200b“板凳会” ', '「『板凳会', '\ufeff板 凳 会\u2029']) {
      expect(await total(q), q).toEqual(await total('板凳会'))
    }
  })
  it.each([
    'year=abc',
    'section=nowhere',
    'mode=fuzzy',
    'sort=best',
    'page=0',
    'perPage=1000',
    'stance=maybe',
    'level=村',
  ])('refuses %s with 400 in the one error shape', async (query) => {
    const response = await get(`/api/search?${query}`)
    expect(response.status).toBe(400)
    const { error, dataVersion } = await response.json()
    expect(dataVersion).toBe(site.corpus.dataVersion())
    expect(error.code).toBe('bad-request')
    expect(error.issues[0].message).toMatch(/\p{Script=Han}/u)
    expect(error.issues[0].path).toMatch(new RegExp(`^${query.split('=')[0]}`))
  })
  it.each(['/api/reports/none', '/api/passages/none', '/api/nothing', '/docs/package.json', '/nowhere.txt'])(
    'answers %s with 404 in the one error shape',
    async (path) => {
      const response = await get(path)
      expect(response.status).toBe(404)
      const { error, dataVersion } = await response.json()
      expect(error.code).toBe('not-found')
      if (path.startsWith('/api/')) expect(dataVersion).toBe(site.corpus.dataVersion())
    },
  )
  it('gives a whole report in order, and a passage with its reasons', async () => {
    const { reports, total } = await body('/api/reports?perPage=3&sort=oldest')
    expect([reports.length, total]).toEqual([3, site.corpus.stats().reports])
    const full = await body(`/api/reports/${reports[0].id}`)
    expect(full.passages.map((passage: { n: number }) => passage.n)).toEqual(
      full.passages.map((_: unknown, i: number) => i + 1),
    )
    expect(full.siblings.map((one: { id: string }) => one.id)).toContain(reports[0].id)
    const one = await body(`/api/passages/${full.passages[1].id}`)
    expect(one.passage.text).toBe(full.passages[1].text)
  })
  it('shows every occurrence in one line, with the exact number, in the order asked for', async () => {
    const { occurrences, lines } = await body('/api/kwic?q=板凳会&sort=right&perPage=200')
    const counted = [...site.corpus.iteratePassages()].reduce(
      (sum, { passage }) => sum + passage.text.split('板凳会').length - 1,
      0,
    )
    expect(occurrences).toBe(counted)
    const csv = await (await get('/api/kwic.csv?q=板凳会')).text()
    const rows = csv.trim().split('\r\n')
    expect(rows.filter((row) => !/^\ufeff?# /.test(row)).length - 1).toBe(occurrences)
    for (const line of ['# query,板凳会', '# mode,smart', `# dataVersion,${site.corpus.dataVersion()}`])
      expect(csv).toContain(line)
    const rights = lines.map((line: { right: string }) => line.right)
    expect(rights).toEqual([...rights].sort())
    const random = async (seed: number) =>
      (await body(`/api/kwic?q=板凳会&sort=random&seed=${seed}`)).lines.map((l: { passage: string }) => l.passage)
    expect(await random(1)).toEqual(await random(1))
    expect(await random(1)).not.toEqual(await random(2))
  })
  it('sorts a concordance by all of the context it shows, character by character, and cuts through none', async () => {
    const shared = '一'.repeat(26)
    const rights = ['甲', '乙', '丙', '，', '😀', '𠮷'].map((letter) => `${shared}${letter}`)
    const passages = rights.map((right) => ({ text: `😀${'左'.repeat(29)}关键词${right}😀尾` }))
    const other = siteOf([reportOf({ township: '甲镇', code: '990101101', year: 2023, passages })])
    const app = createApp({ site: other })
    type Line = { left: string; right: string }
    const lines = async (query: string): Promise<Line[]> =>
      (await (await app.request(`/api/kwic?q=关键词&${query}`)).json()).lines
    const codes = (text: string): number[] => [...text].map((letter) => letter.codePointAt(0) as number)
    const shown = await lines('sort=right')
    expect(shown.map(({ right }) => [...right][26])).toEqual(['丙', '乙', '甲', '，', '😀', '𠮷'])
    for (const width of [27, 28, 30, 31]) {
      for (const { left, right } of await lines(`sort=left&width=${width}`)) {
        expect(codes(left + right).some((code) => code >= 0xd800 && code <= 0xdfff)).toBe(false)
      }
    }
  })
  it('puts the plain scan beside the search', async () => {
    expect(await body('/api/verify?q=12件&mode=exact')).toMatchObject({ missing: [], extra: [] })
    const { literal, found } = await body('/api/verify?q=12件&mode=exact')
    expect(literal).toBe(found)
  })
  it('groups by township and year with the denominator', async () => {
    const years = await body('/api/groups?q=板凳会&by=year')
    expect(years.groups.map((group: { key: string }) => group.key)).toEqual(['2021', '2022', '2023'])
    const sum = years.groups.reduce((n: number, group: { passages: number }) => n + group.passages, 0)
    expect(sum).toBe(years.total.passages)
    const towns = await body('/api/groups?q=板凳会&by=township')
    expect(towns.count).toBe(towns.total.townships)
  })
  it('exports every hit with its head, safe for spreadsheets', async () => {
    const { total } = await body('/api/search?q=工作')
    const jsonl = (await (await get('/api/export?q=工作&format=jsonl')).text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(jsonl[0].export).toMatchObject({ query: '工作', total, dataVersion: site.corpus.dataVersion() })
    expect(jsonl.length - 1).toBe(total.passages)
    const bytes = new Uint8Array(await (await get('/api/export?q=工作')).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const csv = new TextDecoder().decode(bytes)
    expect(csv).toContain(site.corpus.dataVersion())
    expect(csv).toContain(site.lexicon.sections.measures.zh)
  })
  it('suggests by hanzi, pinyin, initials and mixtures', async () => {
    for (const q of ['枫桥', 'fengqiao', 'fqjy', '枫qiao', 'fengqjy']) {
      const { suggestions } = await body(`/api/suggest?q=${encodeURIComponent(q)}`)
      expect(
        suggestions.map((one: { text: string }) => one.text),
        q,
      ).toContain('枫桥经验')
    }
  })
  it('takes v and u for ü, and offers a name once however it is quoted', async () => {
    const texts = async (q: string): Promise<string[]> =>
      (await body(`/api/suggest?q=${encodeURIComponent(q)}`)).suggestions.map((one: { text: string }) => one.text)
    for (const q of ['falvmingbairen', 'falumingbai', 'falümingbairen', 'flvmbr', '法lv明白人']) {
      expect(await texts(q), q).toContain('法律明白人')
    }
    for (const q of ['fqjy', '“枫桥经验”']) {
      const quoted = (await texts(q)).map((text) => text.replace(/[“”]/g, ''))
      expect(quoted, q).toContain('枫桥经验')
      expect(new Set(quoted).size, q).toBe(quoted.length)
    }
  })
  it('describes itself, and says whether it is ready', async () => {
    const openapi = await body('/api/openapi.json')
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/api/search', '/api/reports/{id}', '/api/kwic', '/api/verify']),
    )
    expect((await get('/docs')).status).toBe(200)
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(200)
    expect(await body('/api/meta')).toMatchObject({ engine: 'sqlite', samples: true })
  })
  it('lets the browser load nothing from outside', async () => {
    const policy = (await get('/api/meta')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/https?:|\*/)
  })
})
