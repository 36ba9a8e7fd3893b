import Table from 'cli-table3'
import type { Corpus } from '../../server/corpus/port.ts'
import type { Problem } from '../../server/schema.ts'
import type { IndexRun } from './index-files.ts'

/** What one run did, as `--json` prints it. */
export type Summary = {
  new: number
  changed: number
  unchanged: number
  removed: number
  failed: number
  /** stored, but with something doubtful about them */
  flagged: number
  /** left out: no township's report, or a text that is stored already */
  skipped: number
  reports: number
  townships: number
  passages: number
  dataVersion: string
  interrupted: boolean
  problems: Problem[]
}

export function summarise(run: IndexRun, corpus: Corpus): Summary {
  const count = (kind: string): number => run.outcomes.filter((outcome) => outcome.kind === kind).length
  const stored = run.outcomes.filter((outcome) => ['new', 'changed', 'unchanged'].includes(outcome.kind))
  const { reports, townships, passages } = corpus.stats()
  return {
    new: count('new'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    removed: count('removed'),
    failed: count('failed'),
    flagged: stored.filter((outcome) => outcome.problems.some(isDoubt)).length,
    skipped: count('skipped'),
    reports,
    townships,
    passages,
    dataVersion: corpus.dataVersion(),
    interrupted: run.interrupted,
    problems: run.problems,
  }
}

/** The same for the terminal. */
export function summaryTable(summary: Summary): string {
  const table = new Table({
    head: ['新增', '更新', '未变', '移除', '失败', '存疑', '略过'],
    style: { head: [], border: [] },
    colAligns: Array.from({ length: 7 }, () => 'right' as const),
  })
  const { changed, unchanged, removed, failed, flagged, skipped } = summary
  table.push([summary.new, changed, unchanged, removed, failed, flagged, skipped])
  const { townships, reports, passages, dataVersion } = summary
  return `${table.toString()}\n语料库现有 ${townships} 个乡镇、${reports} 份报告、${passages} 个段落（数据版本 ${dataVersion}）`
}

/** One line a problem, the failures first; beyond `limit` only their number. */
export function problemLines(run: IndexRun, limit = 50): string[] {
  const order = ['failed', 'noted', 'skipped', 'new', 'changed', 'unchanged', 'removed']
  const marks: Record<string, string> = { failed: '失败', noted: '清单', skipped: '略过' }
  const lines = [...run.outcomes]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
    .flatMap((outcome) => outcome.problems.filter(isDoubt).map((problem) => ({ outcome, problem })))
    .map(({ outcome, problem }) => `${marks[outcome.kind] ?? '存疑'}  ${withPath(problem, outcome.path)}`)
  if (lines.length <= limit) return lines
  return [...lines.slice(0, limit), `……另有 ${lines.length - limit} 条，用 --json 可看到全部`]
}

function withPath(problem: Problem, path: string): string {
  return problem.message.includes(path) ? problem.message : `${problem.message}：${path}`
}

/** Page furniture that was left out is worth recording, but nobody has to look into it. */
function isDoubt(problem: Problem): boolean {
  return problem.code !== 'furniture'
}
