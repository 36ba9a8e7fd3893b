import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFiles } from '../../../indexer/read/files.ts'
import { decode, readReport } from '../../../indexer/read/read.ts'
import { expectLinear, repeated } from '../../linear.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'read-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

async function textOf(name: string, content: string | Uint8Array): Promise<unknown> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const outcome = await decode(name, bytes, 'hash')
  return 'file' in outcome ? outcome.file.text : outcome.problem.code
}

describe('reading text', () => {
  it.each([
    ['plain text stays as it is', 'a.txt', '# 一、总述\n\n　正文 **重点**。\n', '# 一、总述\n\n　正文 **重点**。\n'],
    ['a BOM and foreign line ends go', 'a.txt', '\ufeff甲\r\n乙\r丙', '甲\n乙\n丙'],
    ['an upper-case extension counts', 'A.TXT', '甲', '甲'],
    ['a name without extension is text', 'README', '甲', '甲'],
    ['characters beyond the first plane are kept', 'a.txt', '𠮷野镇', '𠮷野镇'],
    [
      'marks of headings and emphasis go',
      'a.md',
      '# 题名\n## 一、**总述**\n正文__要点__。',
      '题名\n一、总述\n正文要点。',
    ],
    ['marks of lists, quotes and links go', 'a.md', '- 甲\n* 乙\n> 丙[丁](http://x)', '甲\n乙\n丙丁'],
    ['rules go, numbers stay', 'a.md', '甲\n---\n1. 乙\n2*3*4', '甲\n1. 乙\n2*3*4'],
  ])('%s', async (_, name, content, text) => {
    expect(await textOf(name, content)).toBe(text)
  })

  it('takes the head of a Markdown file as metadata', async () => {
    const bytes = new TextEncoder().encode('---\n发文机关: 某镇人民政府\n成文日期：2024-01-02\n空:\n---\n# 题名\n')
    const outcome = await decode('a.md', bytes, 'hash')
    expect(outcome).toMatchObject({
      file: {
        text: '题名\n',
        meta: { 发文机关: '某镇人民政府', 成文日期: '2024-01-02' },
        format: 'md',
        encoding: 'utf-8',
      },
    })
  })

  it('reads hostile marks in linear time', async () => {
    for (const part of ['**a', '[a](', '_ ', '# ', '---\n', '__']) {
      await expectLinear((size) => textOf('a.md', repeated(part, size)))
    }
  })

  it('never waits for what is not a plain file', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(dir, 'pipe.txt')])
    expect(await readReport(join(dir, 'pipe.txt'))).toMatchObject({ problem: { code: 'not-a-file' } })
    expect(await readReport(dir)).toMatchObject({ problem: { code: 'not-a-file' } })
    expect(await readReport('/dev/zero')).toMatchObject({ problem: { code: 'not-a-file' } })
  })
})

describe('finding files', () => {
  it('lists every file below a folder once, in order, with the way from that folder', () => {
    mkdirSync(join(dir, '乙'))
    for (const name of ['b.txt', 'a.txt', '乙/c.md']) writeFileSync(join(dir, name), 'x')
    symlinkSync('../a.txt', join(dir, '乙', 'again.txt'))
    const base = dir.slice(dir.lastIndexOf('/') + 1)
    const found = findFiles([dir, join(dir, '乙'), join(dir, 'b.txt')])
    expect(found.files.map((file) => file.shown)).toEqual([`${base}/a.txt`, `${base}/b.txt`, `${base}/乙/c.md`])
    expect(found.problems).toEqual([])
    expect(findFiles([join(dir, 'b.txt')]).files).toMatchObject([{ shown: 'b.txt', root: undefined }])
  })

  it('names each path that leads nowhere', () => {
    const paths = [join(dir, 'missing'), join(dir, 'a'.repeat(300))]
    expect(findFiles(paths).problems.map((problem) => problem.path)).toEqual(paths)
  })
})
