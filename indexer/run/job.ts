/** A process that makes work out of files for an indexer: started by `pool.ts`, ended with it. */
import { join } from 'node:path'
import { createTokenizer } from '../../server/engine/sqlite/tables.ts'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { loadStages } from './load-stages.ts'
import { createMaker, type Made, type Task } from './make.ts'
import { compose } from './pipeline.ts'

export type Reply = { ready: { rules: string; fingerprint: string } } | { made: Made } | { fatal: string }

const dictionary = process.argv[2]
const home = join(import.meta.dirname, '..', '..')
const reply = (message: Reply): void => void process.send?.(message)

process.on('disconnect', () => process.exit())
// a key pressed on the terminal reaches every process: the indexer alone decides when to stop
process.on('SIGINT', () => {}).on('SIGTERM', () => {})

try {
  const stages = loadStages(home)
  const terms = loadLexicon(join(home, 'data', 'lexicon')).userDictionary()
  const segmenter = createSegmenter(terms, dictionary)
  const make = createMaker({
    understand: compose(stages),
    rules: stages.version,
    tokens: dictionary === undefined ? undefined : createTokenizer(segmenter),
  })
  let queue: Promise<void> = Promise.resolve()
  process.on('message', (task: Task) => {
    queue = queue.then(() => make(task)).then((made) => reply({ made }), fail)
  })
  reply({ ready: { rules: stages.version, fingerprint: segmenter.fingerprint } })
} catch (error) {
  fail(error)
}

function fail(error: unknown): void {
  reply({ fatal: error instanceof Error ? error.message : String(error) })
}
