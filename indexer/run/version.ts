import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** Everything that decides how a file is labelled: the stages' own code and their data. */
const decisive = [
  'indexer/read',
  'indexer/manifest',
  'indexer/parse',
  'indexer/place',
  'indexer/understand',
  'indexer/run/pipeline.ts',
  'server/lexicon',
  'server/gazetteer',
  'server/text',
  'data/lexicon',
  'data/gazetteer',
]

/**
 * A hash over the code and data that make the labels, so that no number has to be raised by hand: after any change
 * the next run labels again, and equal rules give an equal version on any machine.
 */
export function rulesVersion(home: string): string {
  const hash = createHash('sha256')
  for (const part of decisive) {
    for (const path of filesBelow(join(home, part))) {
      hash.update(relative(home, path).replaceAll('\\', '/')).update('\0').update(readFileSync(path)).update('\0')
    }
  }
  return hash.digest('hex').slice(0, 12)
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return []
  if (/\.(?:ts|yaml|json|txt)$/.test(path)) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() || /\.(?:ts|yaml|json|txt)$/.test(entry.name) ? filesBelow(join(path, entry.name)) : [],
    )
}
