/** `npm run -s restore -- FILE`: puts a verified backup in the place of the corpus. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSettings } from '../server/settings.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { formerFile, restore } from './store/backup.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

function main(argv: readonly string[]): number {
  const command = createCommand('restore', '用备份恢复语料库：先核对，再整个替换，原来的另存一份').argument(
    '<文件>',
    '备份文件',
  )
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const dataDir = resolve(home, readSettings(process.env).QIANMO_DATA)
  const from = resolve(command.args[0] ?? '')
  const { reports, passages, dataVersion } = restore(dataDir, from, process.pid, new Date().toISOString())
  process.stdout.write(`已恢复 ${from}：${reports} 份报告、${passages} 个段落，数据版本 ${dataVersion}，核对无误\n`)
  if (existsSync(formerFile(dataDir))) say(`原来的语料库留在 ${formerFile(dataDir)}`)
  return 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
