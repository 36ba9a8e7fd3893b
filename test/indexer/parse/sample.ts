import { join } from 'node:path'
import { parse } from '../../../indexer/parse/parse.ts'
import { loadParseRules } from '../../../indexer/parse/rules.ts'
import type { ParsedReport, ReadFile } from '../../../indexer/stages.ts'

export const root = join(import.meta.dirname, '..', '..', '..')

const rules = loadParseRules(join(root, 'data', 'lexicon'))

/** A decoded file with this text. */
const fileOf = (text: string, path = 'x.txt', meta?: Record<string, string>): ReadFile => ({
  path,
  sha256: '',
  bytes: text.length,
  format: path.endsWith('.md') ? 'md' : 'txt',
  text,
  problems: [],
  ...(meta ? { meta } : {}),
})

export const parseText = (text: string, path?: string, meta?: Record<string, string>): ParsedReport =>
  parse(fileOf(text, path, meta), rules)

/** Title, preamble, then these lines: a report of an invented township. */
export const reportOf = (...lines: string[]): string =>
  ['霜桥镇2023年度法治政府建设年度报告', '2023年，霜桥镇扎实推进法治政府建设。现将有关情况报告如下：', ...lines].join(
    '\n',
  )

/** `section role heading > path` of each passage, the two of `reportOf` left out. */
export const labelsOf = (...lines: string[]): string[] =>
  parseText(reportOf(...lines))
    .passages.slice(2)
    .map(({ section, role, headingPath }) => [section, role, headingPath.join(' > ')].join(' ').trim())

/** One line a passage: everything that parsing decides, as the fixtures' `.expected` files hold it. */
export const render = ({ identity, passages, problems }: ParsedReport): string => {
  const { township, ...rest } = identity
  const head = JSON.stringify({ ...rest, ...(township ? { township: `${township.name} ${township.level}` } : {}) })
  const codes = problems.map((problem) => problem.code).join(' ')
  const lines = passages.map(({ n, section, role, headingPath, text, headingLength, items }) =>
    [n, section, role, headingPath.join(' > '), text.slice(0, 14), headingLength, items.length].join(' | '),
  )
  return `${[head, codes, ...lines].join('\n')}\n`
}
