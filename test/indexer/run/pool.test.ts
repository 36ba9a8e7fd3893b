import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findFiles } from '../../../indexer/read/files.ts'
import { loadStages } from '../../../indexer/run/load-stages.ts'
import { createMaker } from '../../../indexer/run/make.ts'
import { compose } from '../../../indexer/run/pipeline.ts'
import { createPool, defaultJobs, jobsOf } from '../../../indexer/run/pool.ts'
import { createTokenizer } from '../../../server/engine/sqlite/tables.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import { createSegmenter } from '../../../server/text/segment.ts'
import { reportText } from '../cli/command.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const stages = loadStages(home)
const segmenter = createSegmenter(loadLexicon(join(home, 'data', 'lexicon')).userDictionary())
const tokens = createTokenizer(segmenter)

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pool-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const task = (file: ReturnType<typeof findFiles>['files'][number]) => ({ file, importedAt: '2025-01-01T00:00:00Z' })

describe('a pool of processes', { timeout: 120_000 }, () => {
  it('makes exactly what one process makes, bad files included', async () => {
    for (let i = 0; i < 20; i++) writeFileSync(join(dir, `${i}.txt`), reportText('柳塘镇', 2000 + i))
    writeFileSync(join(dir, 'empty.txt'), '')
    writeFileSync(join(dir, 'plan.txt'), '柳塘镇抗旱浇地方案\n一、总体要求\n先远后近，先高后低。')
    const { files } = findFiles([dir])
    const pool = createPool({ jobs: 2, dictionary: dir, rules: stages.version, fingerprint: segmenter.fingerprint })
    const make = createMaker({ understand: compose(stages), rules: stages.version, tokens })
    try {
      const there = await Promise.all(files.map((file) => pool.make(task(file))))
      const here = await Promise.all(files.map((file) => make(task(file))))
      expect(there).toEqual(here)
      const [first] = here
      const sha256 = first && 'sha256' in first ? first.sha256 : undefined
      expect(sha256).toBeDefined()
      expect(await pool.make({ ...task(files[0] as (typeof files)[0]), sha256 })).toEqual({ same: true })
    } finally {
      pool.close()
    }
  })

  it('fails a file that takes too long by name, and goes on with the others', async () => {
    for (let i = 0; i < 6; i++) writeFileSync(join(dir, `${i}.txt`), reportText('柳塘镇', 2000 + i).repeat(60))
    const { files } = findFiles([dir])
    const limits = { rules: stages.version, fingerprint: segmenter.fingerprint, timeMs: 1 }
    const pool = createPool({ jobs: 2, dictionary: dir, ...limits })
    try {
      const made = await Promise.all(files.map((file) => pool.make(task(file))))
      expect(made).toHaveLength(6)
      for (const [i, one] of made.entries()) {
        expect(one).toMatchObject({ failed: true, problems: [{ code: 'crashed', path: files[i]?.path }] })
      }
    } finally {
      pool.close()
    }
  })

  it('stops the run where its processes would label by other rules', async () => {
    writeFileSync(join(dir, 'a.txt'), reportText('柳塘镇', 2020))
    const pool = createPool({ jobs: 1, dictionary: dir, rules: 'other', fingerprint: segmenter.fingerprint })
    const [file] = findFiles([dir]).files
    await expect(pool.make(task(file as NonNullable<typeof file>))).rejects.toThrow('被改动')
  })

  it('takes a number of processes that makes sense', () => {
    expect(jobsOf('3')).toBe(3)
    for (const wrong of ['0', '-1', '2.5', 'x', '1000', '']) expect(() => jobsOf(wrong)).toThrow()
    expect([1, 2, 4, 32].map(defaultJobs)).toEqual([1, 2, 4, 4])
  })
})
