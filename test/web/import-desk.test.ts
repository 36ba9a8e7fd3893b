import { describe, expect, it } from 'vitest'
import { ApiError } from '../../web/api.ts'
import { type ImportApi, importApi, type Kept, type Waiting } from '../../web/import-api.ts'
import { createImportDesk, isReady, standOf } from '../../web/stores/import.ts'

const waiting = (name: string, more: Partial<Waiting> = {}): Waiting => ({
  id: `id-${name}`,
  name,
  bytes: 1,
  state: 'ready',
  passages: 1,
  indicators: 0,
  first: [],
  problems: [],
  correction: {},
  ...more,
})
const kept = (file: string): Kept => ({ file, status: 'ok', problems: [], correction: {} })
const content = new Blob(['x'])
const dataVersion = 'v'

/** A desk at a server that does what a test says. */
const deskAt = (server: Partial<ImportApi>) => {
  const all = {
    state: async () => ({ dataVersion, limits: { bytes: 1, files: 9 }, waiting: [], kept: [] }),
    take: async (name: string) => ({ dataVersion, file: waiting(name) }),
    ...server,
  }
  return createImportDesk(() => all as ImportApi)
}
const settled = async (busy: { value: boolean }): Promise<void> => {
  while (busy.value) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('the import desk', () => {
  it('sends one file after another and shows how each stands', async () => {
    let under = 0
    const desk = deskAt({
      take: async (name: string) => {
        expect(++under).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 5))
        under--
        if (name === 'c') throw new ApiError(413, 'too-large', '文件太大')
        const problems = [{ stage: 'parse' as const, code: name === 'b' ? 'no-year' : 'furniture', message: '' }]
        return { dataVersion, file: waiting(name, { problems, ...(name === 'd' && { state: 'refused' }) }) }
      },
    })
    await desk.open('token')
    desk.add(['a', 'b'].map((name) => ({ name, content })))
    desk.add(['c', 'd'].map((name) => ({ name, content })))
    await settled(desk.busy)
    expect(desk.rows.value.map(standOf)).toEqual(['ready', 'doubtful', 'failed', 'refused'])
    expect(desk.rows.value.filter(isReady).map(({ name }) => name)).toEqual(['a', 'b'])
    expect(desk.rows.value[2]?.error?.message).toBe('文件太大')
    // what may have to be sent again is kept, the rest is not
    expect(desk.rows.value.map((row) => row.content !== undefined)).toEqual([false, false, true, false])
    desk.clear()
    expect(desk.rows.value.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })

  it('shows again what waits at the server, once', async () => {
    const state = { dataVersion, limits: { bytes: 1, files: 9 }, waiting: [waiting('a')], kept: [kept('old.txt')] }
    const desk = deskAt({ state: async () => state })
    await desk.open('token')
    await desk.open('token')
    expect(desk.rows.value.map(({ name }) => name)).toEqual(['a'])
    expect(desk.kept.value.map(({ file }) => file)).toEqual(['old.txt'])
    desk.leave()
    expect([desk.door.value, desk.rows.value, desk.kept.value]).toEqual(['shut', [], []])
  })

  it('stores in portions, and leaves what was not stored where it is', async () => {
    const sizes: number[] = []
    const desk = deskAt({
      store: async (ids: readonly string[]) => {
        sizes.push(ids.length)
        if (sizes.length === 2) throw new ApiError(503, 'unavailable', '磁盘空间不足')
        return { dataVersion, files: ids.map((id) => kept(id.slice(3))) }
      },
    })
    await desk.open('token')
    desk.add(Array.from({ length: 25 }, (_, i) => ({ name: `f${i}`, content })))
    await settled(desk.busy)
    expect(await desk.store(desk.rows.value.map(({ key }) => key))).toBe(20)
    expect(sizes).toEqual([20, 5])
    expect(desk.rows.value.map(standOf)).toEqual([...Array(20).fill('ok'), ...Array(5).fill('ready')])
    expect(desk.rows.value.at(-1)?.error?.message).toContain('磁盘')
    expect(desk.kept.value).toHaveLength(20)
  })

  it('shuts when the token is wrong, or never was one', async () => {
    const desk = deskAt({
      state: async () => {
        throw new ApiError(401, 'unauthorized', '')
      },
    })
    await desk.open('x')
    expect(desk.door.value).toBe('wrong')
    // a header cannot hold it, so it is not sent
    await expect(importApi('口令').state()).rejects.toMatchObject({ status: 401 })
  })
})
