import { openDatabase } from '../../server/corpus/driver.ts'
import { migrate } from '../../server/corpus/migrations.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { createCorpusWriter } from '../../server/corpus/writer.ts'
import { createSqliteEngine } from '../../server/engine/sqlite/engine.ts'
import { createIndexSink } from '../../server/engine/sqlite/tables.ts'
import { createSegmenter } from '../../server/text/segment.ts'
import { engineContract } from './engine.ts'

const segmenter = createSegmenter(['枫桥经验', '板凳会', '一村一法律顾问'])

engineContract('sqlite', async (reports) => {
  const db = openDatabase(':memory:')
  migrate(db)
  const writer = createCorpusWriter(db, createIndexSink(db, segmenter))
  for (const full of reports) writer.putReport(full, { slot: full.report.id })
  const corpus = createCorpus(db)
  const engine = createSqliteEngine({ db, corpus })
  const idOf = (pid: number): string => corpus.passagesByPid([pid])[0]?.passage.id ?? `no passage ${pid}`
  return { engine, ids: (rows) => [...rows].map(idOf), close: engine.close }
})
