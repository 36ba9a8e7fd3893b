/** `npm run -s doctor`: looks at everything the product rests on and says how to mend what is not in order. */
import { join, resolve } from 'node:path'
import { readSettings } from '../server/settings.ts'
import { type Check, checks, type Finding, type Place } from './doctor/checks.ts'
import { createCommand, parseArguments } from './run/command-line.ts'

const home = join(import.meta.dirname, '..')
const say = (line: string): void => void process.stderr.write(`${line}\n`)
const marks = { ok: '✓', warn: '!', fail: '✗' } as const

async function main(argv: readonly string[]): Promise<number> {
  const command = createCommand('doctor', '检查运行所需的一切，并说明怎样修好').option('--json', '打印一个 JSON 对象')
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const { json } = command.opts<{ json?: boolean }>()
  const settings = readSettings(process.env)
  const place: Place = {
    home,
    settings,
    dataDir: resolve(home, settings.QIANMO_DATA),
    reports: resolve(home, settings.QIANMO_REPORTS),
  }
  const findings: ({ name: string } & Finding)[] = []
  for (const check of checks) {
    const found = { name: check.name, ...(await look(check, place)) }
    findings.push(found)
    if (!json) process.stdout.write(`${marks[found.state]} ${found.name}：${found.detail}\n`)
    if (!json && found.mend) process.stdout.write(`    → ${found.mend}\n`)
  }
  if (json) process.stdout.write(`${JSON.stringify({ checks: findings })}\n`)
  return findings.some(({ state }) => state === 'fail') ? 1 : 0
}

async function look(check: Check, place: Place): Promise<Finding> {
  try {
    return await check.look(place)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return { state: 'fail', detail, mend: '按上面的提示改正；仍不行时重新运行 npm ci' }
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
