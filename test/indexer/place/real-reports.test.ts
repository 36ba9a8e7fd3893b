import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { locate } from '../../../indexer/place/locate.ts'
import { loadGazetteer } from '../../../server/gazetteer/load.ts'

const root = join(import.meta.dirname, '../../..')
const dir = join(root, '..', 'shared', 'reports')
const expected: [string, string, '镇' | '乡', string][] = [
  ['000', '中沙镇', '镇', '430381102'],
  ['001', '保安镇', '镇', '420281101'],
  ['002', '石槽集乡', '乡', '411624201'],
  ['003', '寨里镇', '镇', '370302113'],
  ['004', '湾沟镇', '镇', '220605102'],
]
const here = existsSync(dir)
if (!here) console.warn(`跳过真实报告的地名测试：没有 ${dir}`)

describe.skipIf(!here)('the place of a real report', () => {
  const gazetteer = loadGazetteer(join(root, 'data/gazetteer'))

  it.each(expected)('%s: %s is found', (file, name, level, code) => {
    const path = readdirSync(dir).find((entry) => entry.startsWith(file)) ?? ''
    const text = readFileSync(join(dir, path), 'utf8')
    const place = locate({ township: { name, level }, text, filePath: path }, gazetteer)
    expect(place?.township.code).toBe(code)
  })
})
