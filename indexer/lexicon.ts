/** `npm run -s lexicon -- check | diff | candidates | adopt NAME | refuse NAME`: keeps the lexicon of `data/lexicon`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Table from 'cli-table3'
import type { Corpus } from '../server/corpus/port.ts'
import { openCorpus } from '../server/corpus/reader.ts'
import { loadIndicatorRules } from '../server/lexicon/indicators.ts'
import { loadLexicon } from '../server/lexicon/load.ts'
import { findCandidate, listCandidates } from './lexicon/candidates.ts'
import { runExamples } from './lexicon/check.ts'
import { changedPassages } from './lexicon/diff.ts'
import { practiceOfName, withPractice, withRefused } from './lexicon/edit.ts'
import { loadParseRules } from './parse/rules.ts'
import { createCommand, parseArguments } from './run/command-line.ts'
import { loadStages } from './run/load-stages.ts'
import { compose } from './run/pipeline.ts'
import { createUnderstander } from './understand/understand.ts'

type Options = { limit: string; theme?: string; kind: string }

const home = join(import.meta.dirname, '..')
const lexiconDir = process.env.QIANMO_LEXICON || join(home, 'data', 'lexicon')
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const say = (line: string): void => void process.stderr.write(`${line}\n`)

const actions: Record<string, (name: string, options: Options) => number> = { check, diff, candidates, adopt, refuse }

function main(argv: readonly string[]): number {
  const command = createCommand('lexicon', '检查和维护 data/lexicon 里的词典')
    .argument('<动作>', Object.keys(actions).join(' | '))
    .argument('[名字]', 'adopt、refuse 要处理的本地叫法')
    .option('--limit <条数>', 'candidates、diff 最多列多少条', '40')
    .option('--theme <主题>', 'adopt：归入哪个主题（不写就取语料库里最常见的）')
    .option('--kind <类别>', 'adopt：类别', '品牌')
    .addHelpText('after', HELP)
  const wrong = parseArguments(command, argv, say)
  if (wrong !== undefined) return wrong
  const [action = '', name = ''] = command.args
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined
  if (!run || ((action === 'adopt' || action === 'refuse') && !name.trim())) {
    say(run ? `${action} 后面要写名字` : `没有“${action}”这个动作：可用 ${Object.keys(actions).join('、')}`)
    return 2
  }
  return run(name.trim(), command.opts<Options>())
}

const HELP = `
check       检查所有词典文件，并运行每条的正例、反例
diff        用改过的词典重新识别语料库，列出标注会变的段落（不保存）
candidates  列出做法词典里还没有的本地叫法，流传最广的在前
adopt 名字  把一个本地叫法收进做法词典
refuse 名字 以后不再把它当作本地叫法`

function check(): number {
  const lexicon = loadLexicon(lexiconDir)
  loadParseRules(lexiconDir)
  const understand = createUnderstander(lexicon, loadIndicatorRules(lexiconDir))
  const { examples, faults } = runExamples(lexicon, understand)
  for (const { entry, example, message } of faults) say(`${entry}：${message}　${example}`)
  const size = `${lexicon.themes.length} 个主题、${lexicon.practices.length} 条做法、${examples} 个例句`
  print(faults.length === 0 ? `词典没有错误：${size}` : `词典格式正确（${size}），但有 ${faults.length} 个例句不符`)
  return faults.length === 0 ? 0 : 1
}

function diff(_: string, { limit }: Options): number {
  return withCorpus((corpus) => {
    let changed = 0
    for (const { passage, text, gone, come } of changedPassages(corpus, compose(loadStages(home)))) {
      changed += 1
      if (changed > Number(limit)) continue
      const labels = [...gone.map((label) => `− ${label}`), ...come.map((label) => `＋ ${label}`)]
      print(`${passage}　${text.slice(0, 36)}${text.length > 36 ? '…' : ''}\n    ${labels.join('　')}`)
    }
    const { passages } = corpus.stats()
    print(
      changed === 0
        ? `${passages} 段的标注都不变`
        : `共 ${changed} 段的标注会变（全部 ${passages} 段）。运行 npm run -s index 生效`,
    )
    return 0
  })
}

function candidates(_: string, { limit }: Options): number {
  return withCorpus((corpus) => {
    const { items, total } = listCandidates(corpus, Math.max(1, Number(limit) || 40))
    const table = new Table({
      head: ['本地叫法', '乡镇', '年份', '段落', '例'],
      style: { head: [], border: [] },
      colWidths: [undefined, undefined, undefined, undefined, 60] as unknown as number[],
      wordWrap: true,
      wrapOnWordBoundary: false,
    })
    for (const { name, townships, firstYear, lastYear, passages, examples } of items) {
      const years = firstYear === lastYear ? `${firstYear ?? '—'}` : `${firstYear}–${lastYear}`
      table.push([name, townships, years, passages, examples[0] ?? ''])
    }
    print(table.toString())
    print(`共 ${total} 个，列出 ${items.length} 个。收入：npm run -s lexicon -- adopt 名字；不要：refuse 名字`)
    return 0
  })
}

function adopt(name: string, { theme, kind }: Options): number {
  const lexicon = loadLexicon(lexiconDir)
  const known = practiceOfName(name, lexicon.practices)
  if (known) {
    say(`做法词典里已经有了：${known.id} ${known.name}`)
    return 1
  }
  const chosen = theme ?? withCorpusIfAny((corpus) => findCandidate(corpus, name)?.themes[0])
  if (!chosen || !lexicon.themes.some(({ slug }) => slug === chosen)) {
    say(`请用 --theme 写明主题：${lexicon.themes.map(({ slug, label }) => `${slug}（${label}）`).join('、')}`)
    return 2
  }
  if (!lexicon.kinds.includes(kind)) {
    say(`没有“${kind}”这个类别：可用 ${lexicon.kinds.join('、')}`)
    return 2
  }
  const path = join(lexiconDir, 'practices', `${chosen}.yaml`)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  edit(path, before, withPractice(before, { name, kind, theme: chosen }, lexicon.practices))
  print(`已收入 ${path} 的末尾，请补全；然后运行 npm run -s lexicon -- check`)
  return 0
}

function refuse(name: string): number {
  const path = join(lexiconDir, 'named.yaml')
  const before = readFileSync(path, 'utf8')
  const after = withRefused(before, name)
  if (after !== before) edit(path, before, after)
  print(after === before ? `“${name}”本来就在不要的名单里` : `以后不再把“${name}”当作本地叫法`)
  return 0
}

/** Writes a file of the lexicon, and takes it back when the lexicon can then not be read. */
function edit(path: string, before: string, after: string): void {
  writeFileSync(path, after)
  try {
    loadLexicon(lexiconDir)
  } catch (error) {
    writeFileSync(path, before)
    throw error
  }
}

function withCorpus(run: (corpus: Corpus) => number): number {
  const result = withCorpusIfAny(run)
  if (result === undefined) say('还没有语料库：请先运行 npm run -s index')
  return result ?? 2
}

function withCorpusIfAny<T>(run: (corpus: Corpus) => T): T | undefined {
  const path = join(process.env.QIANMO_DATA || join(home, 'data', 'build'), 'corpus.db')
  if (!existsSync(path)) return undefined
  const corpus = openCorpus(path, { readonly: true })
  try {
    return run(corpus)
  } finally {
    corpus.close()
  }
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
