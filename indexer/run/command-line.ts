import { Command, CommanderError, InvalidArgumentError } from 'commander'
import stringWidth from 'string-width'

/** A command whose help and errors are Chinese; `parseArguments` turns its way out into an exit code. */
export function createCommand(name: string, description: string): Command {
  const titles: Record<string, string> = { 'Usage:': '用法：', 'Arguments:': '参数：', 'Options:': '选项：' }
  return new Command(name)
    .description(description)
    .helpOption('-h, --help', '显示帮助')
    .configureHelp({ displayWidth: (text) => stringWidth(text), styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ writeErr: () => {} })
    .exitOverride()
}

/** The value of an option in seconds. @throws InvalidArgumentError */
export function secondsOf(value: string): number {
  const seconds = Number(value)
  if (value.trim() === '' || !(seconds >= 0 && seconds <= 86_400)) throw new InvalidArgumentError('0 到 86400')
  return seconds
}

const messages: Record<string, string> = {
  'commander.unknownOption': '不认识的选项',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.excessArguments': '参数太多',
  'commander.invalidArgument': '选项的值不能用',
}

/**
 * Parses the arguments.
 * @returns undefined to go on; 0 where help was shown, 2 for a wrong use, which `say` is told of
 */
export function parseArguments(
  command: Command,
  argv: readonly string[],
  say: (line: string) => void,
): 0 | 2 | undefined {
  try {
    command.parse(argv, { from: 'user' })
    return undefined
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    const what = /'([^']+)'/.exec(error.message)?.[1]
    say(`${messages[error.code] ?? error.message}${what ? `：${what}` : ''}。用 --help 查看用法`)
    return 2
  }
}
