import type { Corpus } from '../../server/corpus/port.ts'
import { shownUrl } from '../../server/engine/meilisearch/faults.ts'
import { planLiteral } from '../../server/engine/meilisearch/literal.ts'
import type { SearchServer } from '../../server/engine/meilisearch/server.ts'
import { needle } from '../../server/text/occurrences.ts'
import { unitsOf } from '../../server/text/units.ts'
import { LoadError } from './admin.ts'
import type { Share } from './states.ts'

/** Passages that are tried, and rows of each answer whose text is read. */
const SAMPLE = 12
const READ = 50

/**
 * Asks a filled index for pieces of its own texts before it is used: each has to find the passage it was cut from, and
 * nothing that does not hold it.
 * @throws LoadError when an answer is wrong
 */
export async function checkSample(server: SearchServer, share: Share, corpus: Corpus): Promise<void> {
  const rows = [...share.rows.keys()]
  const step = Math.max(1, Math.floor(rows.length / SAMPLE))
  const tried = corpus.textsOf(rows.filter((_, i) => i % step === 0)).flatMap(({ pid, text }) => {
    const piece = pieceOf(text)
    const query = piece === undefined ? undefined : planLiteral(piece).query
    return query && piece !== undefined ? [{ pid, piece, query }] : []
  })
  const answers = await server.ask(tried.map(({ query }) => query))
  for (const [i, { pid, piece }] of tried.entries()) {
    const found = [...(answers.rows[i] ?? [])]
    const { in: stands } = needle(piece, { raw: false })
    const wrong = corpus.textsOf(found.slice(0, READ)).some(({ text }) => !stands(text))
    if (!found.includes(pid) || wrong) {
      throw new LoadError(
        `检索服务器 ${shownUrl(server.url)} 的新索引没有通过抽查（第 ${pid} 段），没有启用。原有索引不受影响；请再运行一次 npm run -s engine -- load --rebuild`,
      )
    }
  }
}

/** The first four units that follow each other. */
function pieceOf(text: string): string | undefined {
  const units = unitsOf(text)
  for (let i = 3; i < units.length; i++) {
    const run = units.slice(i - 3, i + 1)
    if (run.slice(1).every((unit) => unit.joined)) return text.slice(run[0]?.start, run[3]?.end)
  }
  return undefined
}
