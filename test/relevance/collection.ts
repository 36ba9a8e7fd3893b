import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { globSync } from 'tinyglobby'
import { loadStages } from '../../indexer/run/load-stages.ts'
import { compose, toFullReport } from '../../indexer/run/pipeline.ts'
import { withIds } from '../../server/corpus/ids.ts'
import type { FullReport } from '../../server/schema.ts'

/** A passage of the collection: `<file name>#<n>`; the real reports go by the three digits their names begin with. */
export type Key = string

export type Collection = { reports: FullReport[]; keys: Map<string, Key>; withReal: boolean }

/** The sample reports and, where they lie beside the project, the five real ones, understood as the indexer does. */
export function loadCollection(home: string): Collection {
  const understand = compose(loadStages(home))
  const real = join(home, '..', 'shared', 'reports')
  const withReal = existsSync(real)
  const files = [
    ...globSync('**/*.{txt,md}', { cwd: join(home, 'data', 'reports'), absolute: true }).sort(),
    ...(withReal ? globSync('*.txt', { cwd: real, absolute: true }).sort() : []),
  ]
  const keys = new Map<string, Key>()
  const reports = files.map((path, i) => {
    const name = basename(path).replace(/\.\w+$/, '')
    const short = path.startsWith(real) ? name.slice(0, 3) : name
    const text = readFileSync(path, 'utf8')
    const file = {
      path: `${name}.txt`,
      sha256: name,
      bytes: text.length,
      format: 'txt',
      encoding: 'utf-8',
      text,
      problems: [],
    }
    const source = { path: file.path, sha256: name, importedAt: '2026-01-01T00:00:00.000Z', format: 'txt' }
    const full = withIds(`r${i}-2020`, toFullReport(understand(file), source))
    for (const passage of full.passages) keys.set(passage.id, `${short}#${passage.n}`)
    return full
  })
  return { reports, keys, withReal }
}
