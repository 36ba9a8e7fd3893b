/** `npm run -s backup -- [FILE]`: writes a verified copy of the corpus, also while a server or an indexer is at work. */
import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSettings } from '../server/settings.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { backUp } from './store/backup.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)

function main(argv: readonly string[]): number {
  const command = createCommand('backup', '备份语料库：写成一个文件并核对').argument(
    '[文件]',
    '备份写到哪里（默认数据文件夹下的 backups）',
  )
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const dataDir = resolve(home, readSettings(process.env).QIANMO_DATA)
  const stamp = new Date().toISOString().replace(/[-:]|\..*/g, '')
  const to = resolve(command.args[0] ?? join(dataDir, 'backups', `corpus-${stamp}.db`))
  const { reports, passages, dataVersion } = backUp(dataDir, to)
  const mb = (statSync(to).size / 2 ** 20).toFixed(1)
  process.stdout.write(
    `已备份到 ${to}（${mb} MB）：${reports} 份报告、${passages} 个段落，数据版本 ${dataVersion}，核对无误\n`,
  )
  return 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
