import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { listCandidates } from '../../../indexer/lexicon/candidates.ts'
import { paragraph, runExamples } from '../../../indexer/lexicon/check.ts'
import { changedPassages } from '../../../indexer/lexicon/diff.ts'
import { practiceOfName, withPractice, withRefused } from '../../../indexer/lexicon/edit.ts'
import type { Understood } from '../../../indexer/run/pipeline.ts'
import { createUnderstander } from '../../../indexer/understand/understand.ts'
import { openDatabase } from '../../../server/corpus/driver.ts'
import { createCorpusWriter } from '../../../server/corpus/writer.ts'
import { loadLexicon } from '../../../server/lexicon/load.ts'
import type { FullReport, Passage } from '../../../server/schema.ts'

const home = join(import.meta.dirname, '..', '..', '..')
const lexiconDir = join(home, 'data', 'lexicon')
const lexicon = loadLexicon(lexiconDir)
const scratch = mkdtempSync(join(tmpdir(), 'qianmo-lexicon-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('examples of the lexicon', () => {
  it('all hold for themes', () => {
    const themesOnly = { themes: lexicon.themes, practices: [] }
    expect(runExamples(themesOnly, createUnderstander(lexicon)).faults).toEqual([])
  })

  it('are told when they do not', () => {
    const [theme] = lexicon.themes
    if (!theme) throw new Error('no themes')
    const examples = { positive: ['今天下雨。'], negative: ['成立法治建设领导小组，书记任组长。'] }
    const wrong = { ...lexicon, themes: [{ ...theme, examples }], practices: [] }
    const { examples: count, faults } = runExamples(wrong, createUnderstander(lexicon))
    expect(count).toBe(2)
    expect(faults.map(({ message }) => message)).toEqual(['正例没有认出来', '反例被认出来了'])
  })
})

describe('editing', () => {
  it('adds a practice at the end and keeps the rest byte for byte', () => {
    const before = '# 说明\n- id: P001 # 第一条\n  name: 甲\n'
    const after = withPractice(before, { name: '“一壶茶”调解法', kind: '品牌', theme: 'disputes' }, lexicon.practices)
    expect(after.startsWith(before.trimEnd())).toBe(true)
    expect(after).toContain('name: 一壶茶调解法')
    const last = Math.max(...lexicon.practices.map(({ id }) => Number(id.slice(1))))
    expect(after).toContain(`id: P${last + 1}`)
  })

  it('writes a name with signs as a pattern that finds it', () => {
    const after = withPractice('', { name: '1+3+N', kind: '机制', theme: 'disputes' }, [])
    expect(after).toContain('1\\+3\\+N')
  })

  it('knows a name that is a practice already, in any spelling', () => {
    expect(practiceOfName('“枫桥经验”', lexicon.practices)?.name).toBe('枫桥经验')
    expect(practiceOfName('青萍说理', lexicon.practices)).toBeUndefined()
  })

  it('refuses a name once, and keeps comments and the names before', () => {
    const before = '# 开头\nstop: [甲]\nrefused: [] # 不要的\n# 结尾\n'
    const once = withRefused(before, '青萍说理')
    expect(once).toContain('# 开头\nstop: [甲]')
    expect(once).toContain('# 不要的\n# 结尾')
    expect(withRefused(once, '“青萍说理”')).toBe(once)
    const twice = withRefused(once, '1+3+N')
    expect(twice).toContain('青萍说理')
    expect(twice).toContain('1+3+N')
    expect(twice).toContain('# 结尾')
  })

  it('leaves the shipped file readable, whatever the name', () => {
    const text = readFileSync(join(lexiconDir, 'named.yaml'), 'utf8')
    const edited = withRefused(withRefused(text, '青萍说理: #甲'), '12345')
    expect(edited).toContain('青萍说理: #甲')
    expect(edited.slice(0, 400)).toBe(text.slice(0, 400))
  })
})

describe('a corpus', () => {
  const text = '打造“青萍说理”品牌，调解矛盾纠纷二十起。'
  const source: FullReport['report']['source'] = {
    path: 'a.txt',
    sha256: 'a',
    importedAt: '2024-01-01T00:00:00Z',
    format: 'txt',
  }
  const passage = (labels: Partial<Passage>): Passage => {
    const labelled = { themes: [], practices: [], named: [], items: [] }
    const place = { id: 'r.1', reportId: 'r', n: 1, headingPath: [], text }
    return { ...place, role: 'body', section: 'measures', ...labelled, ...labels }
  }
  const township: FullReport['report']['township'] = { name: '青萍镇', level: '镇' }
  const report = { id: 'r', title: '报告', township, year: 2023, source, passages: 1, problems: [] }

  it('lists its local names by spread, and the passages whose labels would change', () => {
    const writer = createCorpusWriter(openDatabase(join(scratch, 'corpus.db')))
    const stored = passage({ named: [{ name: '青萍说理', start: 3, end: 7 }], themes: ['publicity'] })
    writer.putReport({ report, passages: [stored], indicators: [] }, { slot: 'r' })
    const { items, total } = listCandidates(writer.corpus, 10)
    expect(total).toBe(1)
    expect(items[0]).toMatchObject({ name: '青萍说理', townships: 1, passages: 1, themes: ['publicity'] })
    expect(items[0]?.examples).toEqual([text])

    const labels = createUnderstander({ ...lexicon, practices: [] })(paragraph(text))[0]
    const relabel = (): Understood => {
      const again = passage({ themes: labels?.themes ?? [], named: labels?.named ?? [] })
      return { identity: {}, passages: [again], indicators: [], problems: [], isReport: true }
    }
    const [change, ...rest] = changedPassages(writer.corpus, relabel)
    expect(rest).toEqual([])
    expect(change).toMatchObject({ gone: ['主题 publicity'], come: ['主题 disputes'] })
    writer.close()
  })
})

describe('the command', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', join(home, 'indexer', 'lexicon.ts'), ...args], {
      cwd: home,
      encoding: 'utf8',
      env: { ...process.env, QIANMO_DATA: join(scratch, 'none'), QIANMO_LEXICON: join(scratch, 'lexicon') },
    })

  it('checks, adopts and refuses, and says what is wrong with its use', () => {
    cpSync(lexiconDir, join(scratch, 'lexicon'), { recursive: true })
    expect(run('check').stdout).toContain(`${lexicon.practices.length} 条做法`)
    expect(run('adopt', '青萍说理')).toMatchObject({ status: 2 })
    expect(run('adopt', '青萍说理', '--theme', 'disputes')).toMatchObject({ status: 0 })
    expect(run('adopt', '青萍说理', '--theme', 'disputes')).toMatchObject({ status: 1 })
    expect(run('refuse', '“老榆树”调解法')).toMatchObject({ status: 0 })
    const edited = loadLexicon(join(scratch, 'lexicon'))
    expect(edited.practices.at(-1) ?? edited.practices).toBeTruthy()
    expect(edited.practices.some(({ name }) => name === '青萍说理')).toBe(true)
    expect(edited.named.refused).toEqual(['“老榆树”调解法'])
    expect(run('diff').stderr).toContain('还没有语料库')
    expect(run('什么').status).toBe(2)
    expect(run('refuse').status).toBe(2)
  }, 60_000)
})
