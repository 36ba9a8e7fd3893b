import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const home = join(import.meta.dirname, '..', '..', '..')

export type Result = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }

/** Starts one of the commands as a user would, on folders of its own; `../server/main.ts` is the server. */
export function start(script: string, args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', join(home, 'indexer', script), ...args], {
    cwd: home,
    env: { ...process.env, NO_COLOR: '1', ...env },
  })
  return { child, done: finished(child) }
}

export function run(script: string, args: string[], env: Record<string, string> = {}): Promise<Result> {
  return start(script, args, env).done
}

function finished(child: ChildProcess): Promise<Result> {
  return new Promise((resolve, reject) => {
    let stdout = ''
    let stderr = ''
    child.stdout?.on('data', (chunk) => {
      stdout += chunk
    })
    child.stderr?.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
}

export function createFolders() {
  const dir = mkdtempSync(join(tmpdir(), 'cli-'))
  const reports = join(dir, 'reports')
  const data = join(dir, 'data')
  mkdirSync(reports)
  return {
    reports,
    data,
    env: { QIANMO_REPORTS: reports, QIANMO_DATA: data },
    write(name: string, text: string): string {
      const path = join(reports, name)
      writeFileSync(path, text)
      return path
    },
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/** An invented report that the stages take for one. */
export function reportText(name: string, year: number, extra = ''): string {
  return `${name}${year}年度法治政府建设工作报告

${year}年，${name}围绕法治政府建设这条主线，边学边干，边查边改，全年工作有序推开。现将情况报告如下：
一、主要举措和成效
（一）办事更方便。便民大厅延长晚间窗口，全年接待群众${year % 90}03人次，材料能减就减、能并就并。
（二）矛盾早化解。各村说事长廊每逢集日开门，全年调解邻里纠纷${year % 70}件，九成以上当场说和。${extra}
（三）执法有规矩。行政执法人员持证上岗，全过程录音录像，重大决定先过法制审核关。
二、存在的问题和原因
办案文书质量参差不齐，年轻干部实战经验偏少，村里的普法活动形式老套，吸引力不足。
三、党政主要负责人履行推进法治建设第一责任人职责情况
主要负责人带头学法述法，重要工作亲自部署，重大问题亲自过问，全年专题研究法治工作四次。
四、下一年度工作安排
下一年将办好夜间普法课堂，补齐文书短板，把说事长廊开到每一个自然村。

${name}人民政府
${year + 1}年1月15日
`
}
