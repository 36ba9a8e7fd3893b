import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ms } from './figures.ts'
import { writeMixedFiles } from './mixed-files.ts'
import type { Row } from './search.ts'

/** How often memory is looked at. */
const LOOK_MS = 50

/** Mixed files from disk to corpus with the command itself: how many a second, and how much memory at most. */
export async function benchFiles(home: string, count: number, practices: readonly string[]): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'qianmo-bench-files-'))
  try {
    const { bytes } = writeMixedFiles(join(dir, 'reports'), count, practices)
    const started = performance.now()
    const run = await indexWatched(home, join(dir, 'reports'), join(dir, 'data'))
    const seconds = (performance.now() - started) / 1000
    const { reports, failed, flagged } = run.summary
    const memory = run.peak && `${ms(run.peak.one)} MB`
    return [
      [`收录 ${count} 个混合格式的文件（整条命令）`, `${ms(count / seconds)} 个/秒`, '目标 ≥ 25'],
      ['其中', `收进 ${reports} 篇、失败 ${failed}、存疑 ${flagged}`, `${(bytes / 2 ** 20).toFixed(1)} MB`],
      ['最大的一个进程', memory ?? '系统不说', '目标 ≤ 800 MB'],
      ['全部进程合计', run.peak ? `${ms(run.peak.all)} MB` : '系统不说', `最多时 ${run.peak?.processes ?? '?'} 个进程`],
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

type Peak = { one: number; all: number; processes: number }

function indexWatched(
  home: string,
  reports: string,
  data: string,
): Promise<{ summary: Record<'reports' | 'failed' | 'flagged', number>; peak?: Peak }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'indexer/main.ts', reports, '--json'], {
    cwd: home,
    env: { ...process.env, QIANMO_DATA: data },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const peak: Peak = { one: 0, all: 0, processes: 0 }
  const timer = setInterval(() => {
    const sizes = child.pid === undefined ? [] : residentMb(child.pid)
    peak.one = Math.max(peak.one, ...sizes)
    peak.all = Math.max(
      peak.all,
      sizes.reduce((sum, size) => sum + size, 0),
    )
    peak.processes = Math.max(peak.processes, sizes.length)
  }, LOOK_MS)
  let stdout = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => {
      clearInterval(timer)
      if (!stdout) reject(new Error('收录没有完成'))
      else resolve({ summary: JSON.parse(stdout), ...(peak.one > 0 && { peak }) })
    })
  })
}

/** Resident memory of a process and all below it (proc(5)); pages that they share are counted for each. */
function residentMb(root: number): number[] {
  if (!existsSync('/proc/self/stat')) return []
  const family = new Set([root])
  const parents = readdirSync('/proc').flatMap((name) => {
    const parent = /^\d+$/.test(name) ? parentOf(name) : undefined
    return parent === undefined ? [] : [[Number(name), parent] as const]
  })
  for (let before = 0; before !== family.size; ) {
    before = family.size
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid)
  }
  return [...family].flatMap((pid) => {
    try {
      return [(Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096) / 2 ** 20]
    } catch {
      return []
    }
  })
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) \S+ /s, '')
        .split(' ')[0],
    )
  } catch {
    return undefined
  }
}
