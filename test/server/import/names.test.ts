import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numbered, safeName } from '../../../server/import/names.ts'

describe('the name of a file that somebody sends', () => {
  it.each([
    '../a.txt',
    'a/b.txt',
    'a\\b.txt',
    '/etc/passwd',
    'C:\\a.txt',
    'a\0.txt',
    '.',
    '..',
    '',
    '  ',
    '.htaccess',
    '~$报告.docx',
    'manifest.csv',
    'Manifest.jsonl',
    'Thumbs.db',
    '\u202e.txt',
  ])('%j is refused', (name) => {
    expect(safeName(name)).toBeUndefined()
  })

  it.each([
    ['青石镇 2023 报告.docx', '青石镇 2023 报告.docx'],
    ['e\u0301cole.txt', '\u00e9cole.txt'],
    ['a\r\nb\u202etxt.exe', 'abtxt.exe'],
    ['某镇2023.12总结', '某镇2023.12总结'],
  ])('%j is kept as %j', (given, name) => {
    expect(safeName(given)).toBe(name)
  })

  it('is shortened in front of its extension, without cutting a character', () => {
    const name = safeName(`${'𠮷镇'.repeat(100)}.docx`) ?? ''
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(name).toMatch(/^(?:𠮷镇)+𠮷?\.docx$/u)
    expect(numbered(name, 2)).toMatch(/-2\.docx$/)
    expect(numbered('无扩展名', 3)).toBe('无扩展名-3')
  })

  it('never leads out of its folder, whatever is sent', () => {
    const parts = fc.array(fc.constantFrom('..', '/', '\\', '.', 'a', '镇', '\0', ' ', '\u202e', '~$', 'manifest.csv'))
    fc.assert(
      fc.property(parts, (given) => {
        const name = safeName(given.join(''))
        expect(name === undefined || !/^\.|[/\\\0]/.test(name)).toBe(true)
        if (name !== undefined) expect(safeName(name)).toBe(name)
      }),
    )
  })
})
