/** `npx tsx test/fuzz/readers.ts [files] [first seed]`: damaged files of every format through the readers; 100,000 by default. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '../../indexer/read/read.ts'
import { brokenPromise, hostileFile, random } from '../fixtures/read/mutations.ts'

const [files = 100_000, first = 1] = process.argv.slice(2).map(Number)
const kept = join(tmpdir(), 'qianmo-fuzz')
const outcomes = new Map<string, number>()
const begin = performance.now()
let slowest = { ms: 0, seed: 0 }
let broken = 0

for (let seed = first; seed < first + files; seed++) {
  const { name, bytes } = hostileFile(random(seed))
  const start = performance.now()
  const outcome = await decode(name, bytes, 'hash')
  const ms = performance.now() - start
  if (ms > slowest.ms) slowest = { ms, seed }
  const code = 'problem' in outcome ? outcome.problem.code : 'read'
  outcomes.set(code, (outcomes.get(code) ?? 0) + 1)
  const why = brokenPromise(outcome)
  if (why) {
    broken++
    mkdirSync(kept, { recursive: true })
    writeFileSync(join(kept, `${seed}-${name}`), bytes)
    console.log(`种子 ${seed}（${name}）：${why}，文件存于 ${kept}`)
  }
  if ((seed - first + 1) % 1000 === 0) report(seed - first + 1)
}
report(files)
process.exitCode = broken > 0 ? 1 : 0

function report(done: number): void {
  const seconds = (performance.now() - begin) / 1000
  const counts = [...outcomes].sort((a, b) => b[1] - a[1]).map(([code, count]) => `${code} ${count}`)
  const mb = Math.round(process.memoryUsage.rss() / 2 ** 20)
  console.log(
    `${done} 个，${(done / seconds).toFixed(0)} 个/秒，最慢 ${Math.round(slowest.ms)} 毫秒（种子 ${slowest.seed}），内存 ${mb} MB：${counts.join('，')}`,
  )
}
