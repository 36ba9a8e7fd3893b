import { openDatabase } from '../../server/corpus/driver.ts'
import { schemaVersion, storedSchemaVersion } from '../../server/corpus/migrations.ts'
import { createCorpus } from '../../server/corpus/reader.ts'
import { recountVersion } from '../../server/corpus/writer.ts'

export type Verified = { dataVersion: string; reports: number; townships: number; passages: number; schema: number }

/**
 * Reads a whole corpus file: its pages, its references, and whether its reports are those of its data version.
 * @param shown how a message names the file
 * @throws (Chinese) naming what is wrong
 */
export function verifyCorpus(path: string, shown: string = path): Verified {
  const fail = (why: string): Error => new Error(`${shown} 不是完好的语料库：${why}`)
  let db: ReturnType<typeof openDatabase> | undefined
  try {
    db = openDatabase(path, { readonly: true })
    const schema = storedSchemaVersion(db)
    if (schema === 0) throw fail('里面没有语料库')
    if (schema > schemaVersion) throw fail(`由更新版本的程序写成（结构 ${schema}，本程序 ${schemaVersion}）`)
    const pages = db.prepare('PRAGMA integrity_check').all()
    if (pages[0]?.integrity_check !== 'ok') throw fail(`数据页有损坏（${String(pages[0]?.integrity_check)}）`)
    if (db.prepare('PRAGMA foreign_key_check').all().length > 0) throw fail('有段落或指标找不到所属的报告')
    const corpus = createCorpus(db)
    const dataVersion = corpus.dataVersion()
    const counted = dataVersion === 'empty' ? dataVersion : recountVersion(db)
    if (counted !== dataVersion) throw fail(`数据版本记作 ${dataVersion}，按内容应为 ${counted}`)
    const { reports, townships, passages } = corpus.stats()
    return { dataVersion, reports, townships, passages, schema }
  } catch (error) {
    if (error instanceof Error && error.message.startsWith(shown)) throw error
    throw fail(error instanceof Error ? error.message : String(error))
  } finally {
    db?.close()
  }
}
