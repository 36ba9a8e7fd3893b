import { afterEach, describe, expect, it } from 'vitest'
import { createSandbox, defaultLimits, type Sandbox } from '../../../indexer/read/sandbox.ts'
import { docxFile } from '../../fixtures/read/zip-file.ts'

const good = { format: 'docx', path: 'a.docx', bytes: docxFile('<w:p><w:r><w:t>文</w:t></w:r></w:p>') }
/** Costs a second and a hundred megabytes at least. */
const heavy = { format: 'html', path: 'a.html', bytes: Buffer.from(`<p>文</p>${'<i><p>字</p></i>'.repeat(150_000)}`) }

let sandbox: Sandbox | undefined
afterEach(() => sandbox?.close())
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'read',
    (error: { code: string }) => error.code,
  )

describe('the process files are read in', { timeout: 60_000 }, () => {
  it('reads many files, also when all are asked for at once', async () => {
    sandbox = createSandbox()
    const all = await Promise.all(Array.from({ length: 20 }, () => sandbox?.read(good)))
    expect(all.map((decoded) => decoded?.text)).toEqual(Array.from({ length: 20 }, () => '文'))
  })

  it.each([
    ['time', { ...defaultLimits, timeMs: 300 }, 'timeout'],
    ['memory for objects', { ...defaultLimits, heapMb: 40 }, 'too-complex'],
    ['memory at all', { ...defaultLimits, residentMb: 110 }, 'too-complex'],
  ])('ends a file that takes too much %s, and goes on with the next', async (_, limits, code) => {
    sandbox = createSandbox(limits)
    const first = codeOf(sandbox.read(heavy))
    const second = codeOf(sandbox.read(good))
    expect(await first).toBe(code)
    expect(await second).toBe('read')
  })

  it('says what to do', async () => {
    sandbox = createSandbox({ ...defaultLimits, timeMs: 300 })
    await expect(sandbox.read(heavy)).rejects.toThrow(/另存为/)
  })
})
