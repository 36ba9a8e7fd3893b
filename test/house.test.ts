import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const home = join(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: home,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(home, file)))
const read = (file: string): string => readFileSync(join(home, file), 'utf8')
const sources = files.filter((file) => /^(indexer|server|web|test)\/.*\.tsx?$/.test(file))

/** Paths a source imports, relative to the repository, with whether only types are taken. */
function imports(file: string): { to: string; types: boolean }[] {
  const statement = /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...read(file).matchAll(statement)].flatMap((match) => {
    const path = match[2] ?? match[3] ?? ''
    return path.startsWith('.') ? [{ to: join(file, '..', path), types: match[1] !== undefined }] : []
  })
}

describe('the house', () => {
  it('keeps the top level to the fixed list', () => {
    const top = new Set(files.map((file) => file.split('/')[0]).filter((name) => !name?.startsWith('.')))
    const allowed = [
      'indexer',
      'server',
      'web',
      'data',
      'test',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'docker-compose.yml',
      'Dockerfile',
      'README.md',
      'LICENSE',
    ]
    expect([...top].filter((name) => !allowed.includes(name ?? ''))).toEqual([])
  })

  it('imports in one direction: indexer → server ← web, types only into web', () => {
    expect(sources.length).toBeGreaterThan(50)
    const wrong = sources.flatMap((file) =>
      imports(file)
        .filter(({ to, types }) => {
          if (file.startsWith('server/')) return !to.startsWith('server/')
          if (file.startsWith('indexer/')) return !/^(indexer|server)\//.test(to)
          if (file.startsWith('web/')) return !to.startsWith('web/') && !(to.startsWith('server/') && types)
          return false
        })
        .map(({ to }) => `${file} → ${to}`),
    )
    expect(wrong).toEqual([])
  })

  it('keeps files short and names telling', () => {
    const long = sources.filter((file) => read(file).split('\n').length > 400)
    expect(long).toEqual([])
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|misc|manager|service)(\.|\/)/.test(file))).toEqual([])
  })

  it('names no registry host and no path of a machine', () => {
    const lock = read('package-lock.json')
    expect(lock).not.toContain('"resolved": "http')
    const text = files.filter(
      (file) => /\.(ts|tsx|md|yml|yaml|json|css|html)$|^\.ci\/|^\.env/.test(file) && file !== 'package-lock.json',
    )
    const own = 'test/house.test.ts'
    expect(text.filter((file) => file !== own && /\/(work|root|farm)\/|artifactory/.test(read(file)))).toEqual([])
  })

  it('reads the environment only at the rim', () => {
    const rim = /(^|\/)(main|prepare|inspect|evaluate|lexicon|engine|doctor|backup|restore|settings)\.ts$|\.config\.ts$/
    const inside = sources.filter(
      (file) => /^(server|indexer|web)\//.test(file) && !rim.test(file) && /process\.env/.test(read(file)),
    )
    expect(inside).toEqual([])
  })
})
