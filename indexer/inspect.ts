/** `npm run -s inspect -- FILE…`: parses without storing; one JSON object a line, in the order given. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readReport } from './read/read.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { inspectLine } from './run/inspect-line.ts'
import { loadStages } from './run/load-stages.ts'
import { compose } from './run/pipeline.ts'

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(argv: readonly string[]): Promise<number> {
  const command = createCommand('inspect', '识别文件而不收录：每个文件在标准输出打印一行 JSON')
    .argument('[文件...]', '要识别的文件')
    .option('--explain', '附上每个标注的依据')
    .option('--stdin', '从标准输入逐行读文件名，识别完一个再读下一个')
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const { explain, stdin } = command.opts<{ explain?: boolean; stdin?: boolean }>()
  if (!stdin && command.args.length === 0) {
    say('缺少参数：文件。用 --help 查看用法')
    return 2
  }
  const understand = compose(loadStages(join(import.meta.dirname, '..')))
  for await (const path of stdin ? createInterface({ input: process.stdin }) : command.args) {
    const outcome = await readReport(path)
    await write(`${JSON.stringify(await inspectLine(path, outcome, understand, explain))}\n`)
  }
  // what is wrong with a file stands in its line; the command itself has done what it was asked
  return 0
}

/** Waits until the line is taken: an exit must not cut a pipe short. */
function write(line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(line, (error) => (error ? reject(error) : resolve()))
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
