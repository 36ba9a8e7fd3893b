import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AppOptions, createApp } from '../server/app.ts'
import { queryFields } from '../server/query/fields.ts'
import { Settings } from '../server/settings.ts'
import { siteOf } from './fixtures/site.ts'

const home = join(import.meta.dirname, '..')
const readme = readFileSync(join(home, 'README.md'), 'utf8')
const scripts = Object.keys(
  (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { scripts: object }).scripts,
)
const quoted = [...readme.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] as string)

describe('the README', () => {
  it('names only scripts that exist, and every script', () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map((match) => match[1] as string)
    expect(named.filter((name) => !scripts.includes(name))).toEqual([])
    const inner = (name: string): boolean => ['start', 'test'].includes(name) || name.startsWith('dev:')
    expect(scripts.filter((name) => !inner(name) && !named.includes(name))).toEqual([])
  })

  it('lists exactly the settings that are read, with their defaults', () => {
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \|([^|]*)\|/gm)].map((match) => [match[1], match[2]?.trim()])
    const defaults: Record<string, unknown> = { ...Settings.parse({}), QIANMO_PARTIAL: 0 }
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(
        [...Object.keys(Settings.shape), 'QIANMO_PARTIAL'].map((name) => [name, String(defaults[name] ?? '')]),
      ),
    )
  })

  it('lists exactly the routes of the API', async () => {
    // with every route there can be
    const admin = { token: 'x', importer: {} as NonNullable<AppOptions['admin']>['importer'] }
    const app = createApp({ site: siteOf([]), admin })
    const { paths } = (await (await app.request('/api/openapi.json')).json()) as { paths: object }
    const named = quoted.filter((text) => text.startsWith('/api/'))
    expect(Object.keys(paths).filter((path) => !named.includes(path))).toEqual([])
    expect(named.filter((path) => !(path in paths) && path !== '/api/openapi.json')).toEqual([])
  })

  it('points only at files and folders that exist', () => {
    const paths = quoted.filter((text) => /^(indexer|server|web|data|test|\.ci)\/[\w./-]*$/.test(text))
    expect(paths.length).toBeGreaterThan(30)
    expect(paths.filter((path) => !existsSync(join(home, path)))).toEqual([])
  })

  it('explains every field that a query may filter by', () => {
    const missing = queryFields.filter(({ names }) => !names.some((name) => readme.includes(`${name}:`)))
    expect(missing.map(({ names }) => names[0]).filter((name) => name !== '地区')).toEqual([])
  })
})
