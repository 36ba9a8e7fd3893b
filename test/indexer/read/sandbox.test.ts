import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
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

  it.runIf(existsSync('/proc/self/statm'))(
    'does not outlive a program that is killed while a file keeps it busy',
    async () => {
      const program = `
      import { createSandbox } from ${JSON.stringify(join(import.meta.dirname, '../../../indexer/read/sandbox.ts'))}
      const bytes = Buffer.from('<p>文</p>' + '<i><p>字</p></i>'.repeat(400_000))
      void createSandbox().read({ format: 'html', path: 'a.html', bytes })`
      const path = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'program.mts')
      writeFileSync(path, program)
      const parent = spawn(process.execPath, ['--import', createRequire(import.meta.url).resolve('tsx'), path], {
        stdio: 'ignore',
      })
      const childrenOf = (pid: number | undefined): string[] =>
        readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
      const isReader = (pid: string): boolean => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('start-process')
      let child = ''
      for (let i = 0; i < 200 && child === ''; i++) {
        await setTimeout(100)
        child = childrenOf(parent.pid).find(isReader) ?? ''
      }
      await setTimeout(2500)
      expect(existsSync(`/proc/${child}`)).toBe(true)
      parent.kill('SIGKILL')
      for (let i = 0; i < 40 && existsSync(`/proc/${child}`); i++) await setTimeout(100)
      expect(existsSync(`/proc/${child}`)).toBe(false)
      rmSync(join(path, '..'), { recursive: true, force: true })
    },
  )

  it('says what to do', async () => {
    sandbox = createSandbox({ ...defaultLimits, timeMs: 300 })
    await expect(sandbox.read(heavy)).rejects.toThrow(/另存为/)
  })
})
