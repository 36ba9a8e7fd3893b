import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from '../../../indexer/parse/parse.ts'
import { loadParseRules } from '../../../indexer/parse/rules.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const gold = join(root, '..', 'shared', 'gold', 'paragraphs.jsonl')
const rules = loadParseRules(join(root, 'data', 'lexicon'))

type Row = { seed: string; n: number; start: string; section: string; heading_path: string[]; role: string }

if (!existsSync(gold)) console.warn(`跳过：没有 ${gold}，解析的标注比对没有运行`)

describe.skipIf(!existsSync(gold))('parse on the hand-labelled reports', () => {
  const rows = existsSync(gold)
    ? readFileSync(gold, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Row)
    : []

  it('gives sections, roles and heading paths as labelled', () => {
    const misses: string[] = []
    const right = { passage: 0, section: 0, role: 0, path: 0 }
    for (const seed of new Set(rows.map((row) => row.seed))) {
      const path = join(root, '..', 'shared', 'reports', seed)
      const file = { path, sha256: '', bytes: 0, format: 'txt', text: readFileSync(path, 'utf8'), problems: [] }
      const { passages, problems } = parse(file, rules)
      expect(problems.map((problem) => problem.code)).not.toContain('not-a-township-report')
      for (const row of rows.filter((each) => each.seed === seed)) {
        const passage = passages[row.n - 1]
        const measures = {
          passage: passage?.text.startsWith(row.start) === true,
          section: passage?.section === row.section,
          role: passage?.role === row.role,
          path: passage?.headingPath.join('|') === row.heading_path.join('|'),
        }
        for (const [name, ok] of Object.entries(measures)) {
          if (ok) right[name as keyof typeof right]++
          else
            misses.push(
              `${seed.slice(0, 3)}:${row.n} ${name} ${JSON.stringify(passage?.[name === 'path' ? 'headingPath' : 'role'])}`,
            )
        }
      }
    }
    const share = (count: number): number => count / rows.length
    expect(share(right.passage), misses.join('\n')).toBe(1)
    expect(share(right.section), misses.join('\n')).toBeGreaterThanOrEqual(0.97)
    expect(share(right.role), misses.join('\n')).toBeGreaterThanOrEqual(0.95)
    expect(share(right.path), misses.join('\n')).toBeGreaterThanOrEqual(0.95)
    if (misses.length > 0) console.warn(misses.join('\n'))
  })
})
