import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applyGiven, givenPlace, givenProblems } from '../../../indexer/manifest/apply.ts'
import { parseCsv } from '../../../indexer/manifest/csv.ts'
import { entryFor, loadManifest, parseManifest } from '../../../indexer/manifest/manifest.ts'
import { findFiles, sameGiven, stampOf } from '../../../indexer/read/files.ts'
import { readReport } from '../../../indexer/read/read.ts'
import { loadGazetteer } from '../../../server/gazetteer/load.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'manifest-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(dir, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

const full = {
  file: '甲/a.txt',
  url: 'http://example.invalid/1',
  fetchedAt: '2024-01-05',
  code: '420281100',
  year: 2023,
  title: '报告',
}

describe('a manifest', () => {
  it.each([
    ['csv', 'file,url,fetchedAt,code,year,title\n甲/a.txt,http://example.invalid/1,2024-01-05,420281100,2023,报告\n'],
    [
      'csv',
      '文件,网址,抓取日期,乡镇代码,年份,标题,备注\n甲\\a.txt,http://example.invalid/1,2024年1月5日,420281100000,2023年,"报告",x\n',
    ],
    [
      'csv',
      'title;year;code;fetched date;url;file\n报告;2023;420281100;2024/1/5;http://example.invalid/1;./甲/a.txt\n',
    ],
    [
      'jsonl',
      '{"file":"甲/a.txt","url":"http://example.invalid/1","fetched":"2024-01-05","code":420281100,"year":2023,"title":"报告"}\n',
    ],
  ] as const)('says the same in every way to write it (%s)', (kind, text) => {
    expect(parseManifest(text, kind)).toEqual({ entries: new Map([[full.file, full]]), bad: [] })
  })

  it.each([
    ['../a.txt,,', /文件夹里面/],
    ['/etc/passwd,,', /文件夹里面/],
    ['C:\\a.txt,,', /文件夹里面/],
    ['a.txt,javascript:alert(1),', /http/],
    ['a.txt,,二三', /年份/],
    ['a.txt,,1723', /年份/],
    [',http://example.invalid,', /缺少文件名/],
    ['ok.txt,,2022', /前面已有/],
  ])('names a bad line and keeps the others: %s', (line, why) => {
    const { entries, bad } = parseManifest(`file,url,year\nok.txt,,2023\n${line}\nlast.txt,,2021\n`, 'csv')
    expect([...entries.keys()]).toEqual(['ok.txt', 'last.txt'])
    expect(bad).toMatchObject([{ line: 3, why: expect.stringMatching(why) }])
  })

  it('names lines that are no JSON, and a list without names of columns', () => {
    expect(parseManifest('{"file":"a.txt"}\n{bad\n[1]\n\n', 'jsonl').bad.map(({ line }) => line)).toEqual([2, 3])
    expect(parseManifest('a.txt,http://example.invalid\n', 'csv').bad).toMatchObject([
      { line: 1, why: expect.stringContaining('列名') },
    ])
  })

  it('is read as spreadsheets save it', () => {
    const text = '文件,标题\na.txt,柳塘镇报告\n'
    const bytes = [
      Buffer.from(`\ufeff${text}`),
      iconv.encode(text, 'gbk'),
      iconv.encode(text.replaceAll(',', '\t'), 'utf16le', { addBOM: true }),
    ]
    for (const [i, content] of bytes.entries()) {
      write(`${i}/manifest.csv`, content)
      expect(loadManifest(join(dir, String(i))).entries.get('a.txt')?.title).toBe('柳塘镇报告')
    }
  })

  it('lies beside the file or above it, the nearest first, and is read again when it changes', () => {
    write('manifest.csv', 'file,year\n甲/a.txt,2020\n甲/b.txt,2020\n')
    write('甲/manifest.jsonl', '{"file":"a.txt","year":2021}\n')
    expect(entryFor(join(dir, '甲/a.txt'))?.year).toBe(2021)
    expect(entryFor(join(dir, '甲/b.txt'))?.year).toBe(2020)
    expect(entryFor(join(dir, '乙/b.txt'))).toBeUndefined()
    write('甲/manifest.jsonl', '{"file":"a.txt","year":2022 }\n')
    expect(entryFor(join(dir, '甲/a.txt'))?.year).toBe(2022)
  })

  it('is no report; its bad lines and the files it misses are named when the folder is looked through', () => {
    write('a.txt', '文')
    const path = write('manifest.csv', 'file,year\na.txt,2023\nb.txt,2023\nc.txt,x\n')
    const found = findFiles([dir])
    expect(found.files.map((file) => file.shown)).toHaveLength(1)
    expect(found.problems).toMatchObject([
      { path, code: 'manifest', stage: 'read', message: expect.stringContaining('第 4 行') },
      { path, code: 'manifest', message: expect.stringContaining('b.txt') },
    ])
  })

  it('changes a file’s stamp with what it says, and says so', () => {
    const file = write('a.txt', '文')
    const bare = stampOf(file)
    write('manifest.csv', 'file,year\na.txt,2023\n')
    const first = stampOf(file)
    write('manifest.csv', 'file,year\na.txt,2022 \n')
    const second = stampOf(file)
    expect(new Set([bare, first, second]).size).toBe(3)
    expect(sameGiven(first, second)).toBe(false)
    expect(sameGiven(first, first)).toBe(true)
    expect(sameGiven(bare, undefined)).toBe(true)
  })

  it('reaches the file that is read', async () => {
    const file = write('a.txt', '柳塘镇报告')
    write('manifest.csv', 'file,url,year\na.txt,http://example.invalid/1,2023\n')
    expect(await readReport(file)).toMatchObject({ file: { url: 'http://example.invalid/1', given: { year: 2023 } } })
  })
})

describe('what a manifest states', () => {
  const parsed = {
    identity: { title: '旧题', year: 2019 },
    passages: [],
    problems: [{ stage: 'parse' as const, code: 'no-township', message: '' }],
  }

  it('goes before what is parsed', () => {
    expect(applyGiven(parsed, { title: '新题', year: 2023, code: '420281100' })).toEqual({
      identity: { title: '新题', year: 2023 },
      passages: [],
      problems: [],
    })
    expect(applyGiven(parsed, { fetchedAt: '2024-01-05' })).toEqual(parsed)
    expect(applyGiven(parsed, undefined)).toBe(parsed)
  })

  it('names the township, and makes a report of what was none', () => {
    const { entries, bad } = parseManifest(
      '文件,乡镇名称,收录\na.txt,青石镇,是\nb.txt,,\nc.txt,<b>,\nd.txt,,否\n',
      'csv',
    )
    expect([...entries.values()]).toEqual([{ file: 'a.txt', name: '青石镇', accept: true }, { file: 'b.txt' }])
    expect(bad.map(({ line }) => line)).toEqual([4, 5])
    const problems = [...parsed.problems, { stage: 'parse' as const, code: 'not-a-township-report', message: '' }]
    const { identity, problems: left } = applyGiven({ ...parsed, problems }, { name: '青石镇', accept: true })
    expect(identity.township).toMatchObject({ name: '青石镇', level: '镇' })
    expect(left).toEqual([])
    expect(applyGiven({ ...parsed, problems }, { name: '青石镇' }).problems).toHaveLength(1)
  })

  it('finds the township by its code, and names a code that nobody has', () => {
    const gazetteer = loadGazetteer(join(import.meta.dirname, '../../../data/gazetteer'))
    const unit = gazetteer.named('大箕铺镇')[0] ?? gazetteer.children('420281')[0]
    const place = givenPlace({ code: unit?.code }, gazetteer)
    expect(place?.township).toMatchObject({ code: unit?.code, name: unit?.name, confidence: 1 })
    expect(place?.township.province).toBeTruthy()
    expect(givenProblems({ code: unit?.code }, place)).toEqual([])
    expect(givenPlace({ code: '999999999' }, gazetteer)).toBeUndefined()
    expect(givenProblems({ code: '999999999' }, undefined)).toMatchObject([{ code: 'manifest' }])
  })
})

describe('CSV', () => {
  it('brings back any cells', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.replace(/\r/g, '').trim())
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = [['a', 'b', 'c', 'd'], ...rows]
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
          .join('\n')
        const expected = rows.filter((row) => row.some((one) => one !== ''))
        expect(
          parseCsv(text)
            .slice(1)
            .map((row) => row.cells),
        ).toEqual(expected)
      }),
    )
  })

  it('takes a hostile megabyte in its stride', { timeout: 30_000 }, () => {
    for (const part of ['"', '",', '""', ',', '\n"', 'a"']) {
      expect(() => parseCsv(part.repeat(1_000_000 / part.length))).not.toThrow()
    }
  })
})
