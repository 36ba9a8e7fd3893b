import { afterEach, beforeEach, expect, it } from 'vitest'
import { createWorkspace, type Workspace } from '../run/workspace.ts'

let space: Workspace
beforeEach(() => {
  space = createWorkspace()
})
afterEach(() => space.remove())

it('stores what the manifest says, and again when it says something else of the same file', async () => {
  space.write('a.txt', '柳塘镇2019年报告\n一段。')
  const report = (): unknown => space.read((corpus) => corpus.listReports().items[0])
  await space.index()
  expect(report()).toMatchObject({ year: 2019 })
  space.write('manifest.csv', 'file,year,title,url,fetched\na.txt,2023,新题,http://example.invalid/1,2024-01-05\n')
  await space.index()
  expect(report()).toMatchObject({
    year: 2023,
    title: '新题',
    source: { url: 'http://example.invalid/1', fetchedAt: '2024-01-05' },
  })
  space.write('manifest.csv', 'file,year\na.txt,2022\n')
  await space.index()
  expect(report()).toMatchObject({ year: 2022, title: '柳塘镇2019年报告' })
  expect(await space.index()).toMatchObject({ unchanged: 1, changed: 0 })
  expect(space.read((corpus) => corpus.stats().reports)).toBe(1)
})

it('indexes the others when a line is bad, and names it', async () => {
  space.write('a.txt', '柳塘镇2023年报告\n一段。')
  space.write('manifest.csv', 'file,year\na.txt,x\n')
  const run = await space.index()
  expect(run).toMatchObject({ new: 1 })
  expect(run.problems).toMatchObject([{ code: 'manifest', message: expect.stringContaining('第 2 行') }])
})
