import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireLock, LockedError, openInTurn } from '../../../indexer/store/lock.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const module = join(import.meta.dirname, '..', '..', '..', 'indexer', 'store', 'lock.ts')

describe('the lock on a data folder', () => {
  it('lets one in and tells the others who it is', () => {
    const path = join(dir, 'new', 'index.lock')
    const unlock = acquireLock(path, 4711, '2025-01-01')
    expect(() => acquireLock(path, 1, 'later')).toThrow(LockedError)
    expect(() => acquireLock(path, 1, 'later')).toThrow(/4711.*2025-01-01/)
    unlock()
    acquireLock(path, 2, 'later')()
  })

  it('is waited for, for as long as one likes', async () => {
    const path = join(dir, 'index.lock')
    const unlock = acquireLock(path, 1, 'now')
    const open = (): (() => void) => acquireLock(path, 2, 'later')
    await expect(openInTurn(open, 0)).rejects.toThrow(LockedError)
    await expect(openInTurn(open, 600, () => true)).rejects.toThrow(LockedError)
    const waiting = openInTurn(open, 600)
    setTimeout(unlock, 300)
    ;(await waiting)()
    const broken = (): never => {
      throw new Error('disk')
    }
    await expect(openInTurn(broken, 600)).rejects.toThrow('disk')
  })

  it('is free as soon as its holder is killed', async () => {
    const path = join(dir, 'index.lock')
    const code = `import { acquireLock } from ${JSON.stringify(module)}
      acquireLock(${JSON.stringify(path)}, process.pid, 'now'); console.log('held'); setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(() => acquireLock(path, 1, 'later')).toThrow(String(child.pid))
    child.kill('SIGKILL')
    await once(child, 'exit')
    acquireLock(path, 1, 'later')()
  })
})
