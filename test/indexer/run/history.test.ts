import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createWorkspace, plainStages, type Workspace } from './workspace.ts'

const name = fc.constantFrom('a.txt', 'b.txt', 'c.txt')
const text = fc
  .tuple(fc.constantFrom('柳塘镇2023年', '柳塘镇2023年', '石桥乡2023年', '司法局'), fc.constantFrom('甲。', '乙。'))
  .map(([head, body]) => `${head}\n${body}`)
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('write' as const), name, text }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('empty' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), name }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), name, to: name }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('index' as const), relabel: fc.nat(3).map((n) => n === 0) }) },
)

it('holds after every run the texts that lie in the folder, whatever happened to the files before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 24 }), async (steps) => {
      const space = createWorkspace()
      let version = 0
      const path = (file: string): string => join(space.reports, file)
      try {
        for (const one of [...steps, { kind: 'index' as const, relabel: false }]) {
          if (one.kind === 'write') space.write(one.name, one.text)
          else if (one.kind === 'empty') space.write(one.name, '')
          else if (one.kind === 'index') {
            if (one.relabel) version++
            await indexAndCheck(space, version)
          } else if (!existsSync(path(one.name))) continue
          else if (one.kind === 'remove') rmSync(path(one.name))
          else renameSync(path(one.name), path(one.to))
        }
        const again = await space.index(undefined, { stages: plainStages(`v${version}`) })
        expect(again).toMatchObject({ new: 0, changed: 0, removed: 0 })
      } finally {
        space.remove()
      }
    }),
    { numRuns: 60 },
  )
}, 60_000)

async function indexAndCheck(space: Workspace, version: number): Promise<void> {
  const run = await space.index(undefined, { stages: plainStages(`v${version}`) })
  const files = readdirSync(space.reports).map((file) => readFileSync(join(space.reports, file), 'utf8'))
  const wanted = new Set(files.filter((content) => /^[柳石]/.test(content)))
  const { known, stored, rows } = space.read((corpus) => ({
    known: corpus.files(),
    stored: corpus
      .listReports()
      .items.map((report) => corpus.fullReport(report.id)?.passages.map((passage) => passage.text)),
    rows: [...corpus.iteratePassages()].map(({ pid, passage }) => [pid, passage.text]),
  }))
  const texts = stored.map((lines) => lines?.join('\n'))
  // what a broken file held before is kept beside the others
  const kept = known.filter((file) => file.status === 'failed' && file.report).length
  expect(run.failed).toBe(files.filter((content) => content === '').length)
  expect(new Set(texts).size).toBe(texts.length)
  for (const one of wanted) expect(texts).toContain(one)
  expect(texts.length).toBeLessThanOrEqual(wanted.size + kept)
  expect(known.length).toBe(files.length)
  expect([...space.indexed].sort(([a], [b]) => a - b)).toEqual(rows)
}
