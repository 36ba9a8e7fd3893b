import { join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { findFiles } from '../../../indexer/read/files.ts'
import { readReport } from '../../../indexer/read/read.ts'
import { loadStages } from '../../../indexer/run/load-stages.ts'
import { compose, toFullReport } from '../../../indexer/run/pipeline.ts'
import { storedFile } from '../../../indexer/run/relabel.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const samples = findFiles([join(home, 'data', 'reports')]).files
const understand = compose(loadStages(home))

it.each(samples.map((file) => [relative(home, file.path), file] as const))(
  'labels %s the same from the stored text as from the file',
  async (_, file) => {
    const outcome = await readReport(file.path)
    if ('problem' in outcome) throw new Error(outcome.problem.message)
    const first = understand(outcome.file)
    const source = { path: file.shown, sha256: '', importedAt: '', format: outcome.file.format }
    const full = toFullReport(first, source)
    const again = toFullReport(understand(storedFile(full, file.path, first.meta)), source)
    expect(again.passages).toEqual(full.passages)
    expect(again.indicators).toEqual(full.indicators)
    expect(again.report.township).toEqual(full.report.township)
    expect(again.report.year).toBe(full.report.year)
  },
)
