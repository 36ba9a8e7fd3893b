import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { parse } from 'yaml'
import { en } from '../../web/messages/en.ts'
import { en as exploreEn } from '../../web/messages/explore/en.ts'
import { zh as exploreZh } from '../../web/messages/explore/zh.ts'
import { en as importEn } from '../../web/messages/import/en.ts'
import { zh as importZh } from '../../web/messages/import/zh.ts'
import { labelOf, messages } from '../../web/messages/index.ts'
import { en as methodEn } from '../../web/messages/method/en.ts'
import { zh as methodZh } from '../../web/messages/method/zh.ts'
import { zh } from '../../web/messages/zh.ts'
import { meta } from '../../web/stores/search.ts'
import { keepSettings, settings } from '../../web/stores/settings.ts'

/** Paths of all leaves; label tables may differ, as each language names what the server does not. */
const leaves = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [path]
const OPEN = /^\.(level|scope)\./

afterEach(() => {
  settings.language.value = 'zh'
})

const PAIRS = [
  ['of every page', zh, en],
  ['of the explorer', exploreZh, exploreEn],
  ['of the method', methodZh, methodEn],
  ['of the import page', importZh, importEn],
] as const

describe('the wording', () => {
  it('names every kind of practice that the lexicon has', () => {
    const { kinds } = parse(readFileSync('data/lexicon/labels.yaml', 'utf8')) as { kinds: string[] }
    expect(Object.keys(exploreEn.practices.kinds).sort()).toEqual([...kinds].sort())
  })

  it.each(PAIRS)('%s has the same entries in both languages', (_name, chinese, english) => {
    const keys = (m: object) =>
      leaves(m)
        .filter((path) => !OPEN.test(path))
        .sort()
    expect(keys(english)).toEqual(keys(chinese))
  })

  it.each(PAIRS)('%s is never empty', (_name, chinese, english) => {
    const empty = (m: object) =>
      leaves(m).filter(
        (path) =>
          path
            .split('.')
            .slice(1)
            .reduce<unknown>((o, k) => (o as Record<string, unknown>)[k], m) === '',
      )
    expect([...empty(chinese), ...empty(english)]).toEqual([])
  })

  it('follows the switch', () => {
    settings.language.value = 'en'
    expect(messages.value.search.submit).toBe('Search')
    expect(labelOf('level', '乡')).toBe('township')
    expect(labelOf('practice', 'P001', '枫桥经验')).toBe('枫桥经验')
  })
})

it('names labels as the server does, in the chosen language, and shows no slug before it has answered', async () => {
  expect(labelOf('stance', 'done')).toBe('')
  expect(labelOf('stance', 'done', '已开展')).toBe('已开展')
  const labels = { stance: { done: { zh: '已开展', en: 'Done' } }, theme: { digital: { zh: '数字法治' } }, section: {} }
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ dataVersion: 'v1', labels })))
  meta.load('')
  await vi.waitFor(() => expect(meta.state.value.status).toBe('ready'))
  vi.unstubAllGlobals()
  expect(labelOf('stance', 'done')).toBe('已开展')
  settings.language.value = 'en'
  expect(labelOf('stance', 'done', '已开展')).toBe('Done')
  expect(labelOf('theme', 'digital')).toBe('数字法治')
  expect(labelOf('section', 'unknown')).toBe('unknown')
})

describe('settings', () => {
  const storage = (text: string | null) => {
    const kept: Record<string, string> = text === null ? {} : { 'qianmo:settings': text }
    return {
      kept,
      getItem: (key: string) => kept[key] ?? null,
      setItem: (key: string, value: string) => {
        kept[key] = value
      },
    }
  }

  it('are read, and written when they change', () => {
    const s = storage('{"theme":"dark","size":"l","language":"en","keys":false}')
    const stop = keepSettings(s)
    expect(settings.theme.value).toBe('dark')
    expect(settings.keys.value).toBe(false)
    settings.size.value = 'xl'
    expect(JSON.parse(s.kept['qianmo:settings'] ?? '')).toMatchObject({ size: 'xl', language: 'en' })
    stop()
    settings.theme.value = 'system'
    settings.keys.value = true
    settings.size.value = 'm'
  })

  it.each(['not json', 'null', '[]', '{"theme":"neon","keys":"yes"}'])('survive a broken storage: %s', (text) => {
    keepSettings(storage(text))()
    expect(settings.theme.value).toBe('system')
    expect(settings.keys.value).toBe(true)
  })

  it('survive a storage that refuses', () => {
    const refuse = () => {
      throw new Error('quota')
    }
    expect(() => keepSettings({ getItem: refuse, setItem: refuse })()).not.toThrow()
  })
})
