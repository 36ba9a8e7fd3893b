import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SERVER_VERSION } from '../../server/engine/meilisearch/settings.ts'
import { Compose } from './compose-schema.ts'

const home = join(import.meta.dirname, '..', '..')
const read = (name: string): string => readFileSync(join(home, name), 'utf8')
const compose = Compose.parse(parse(read('docker-compose.yml'), { merge: true }))
const services = Object.entries(compose.services)
const engines = services.filter(([name]) => name.startsWith('meilisearch'))
const used = new Set([...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1]))

describe('docker-compose.yml', () => {
  it('pins every image, and the engine to the version that was measured', () => {
    for (const [name, { image }] of services) expect(image, name).toMatch(/:v?\d+\.\d+\.\d+$/)
    expect(engines.length).toBe(4)
    for (const [, { image }] of engines) {
      expect(image).toContain(`meilisearch:v${SERVER_VERSION.major}.${SERVER_VERSION.minor}.`)
    }
  })
  it('publishes the page alone, on this machine unless told otherwise, and no engine', () => {
    const published = services.filter(([, { ports }]) => ports)
    expect(published.map(([name]) => name)).toEqual(['app'])
    expect(compose.services.app?.ports?.[0]).toMatch(/^\$\{QIANMO_PUBLISH:-127\.0\.0\.1:/)
    for (const [, { networks }] of engines) expect(networks).toEqual(['engines'])
    expect(compose.networks.engines?.internal).toBe(true)
  })
  it('runs nothing that stays as root, and gives engines and server a health check and a volume', () => {
    for (const [name, { user, restart, healthcheck, volumes }] of services) {
      if (restart === undefined) continue
      expect(user, name).not.toMatch(/^(0|root)(:|$)/)
      expect(healthcheck, name).toHaveProperty('test')
      expect(volumes?.length, name).toBeGreaterThan(0)
    }
  })
  it('gives the server the search key alone, and no key a value of its own', () => {
    expect(Object.keys(compose.services.app?.environment ?? {})).not.toContain('MEILI_ADMIN_KEY')
    for (const [name, { environment }] of services) {
      const keys = Object.entries(environment ?? {}).filter(([variable]) => /KEY|TOKEN/.test(variable))
      for (const [variable, value] of keys) expect(value, `${name} ${variable}`).toBe(`\${${variable}:-}`)
      if (!['setup'].includes(name) && !name.startsWith('meilisearch')) {
        expect(Object.keys(environment ?? {})).not.toContain('MEILI_MASTER_KEY')
      }
    }
  })
  it('has a profile with one engine and one with three, each on a volume of its own', () => {
    const of = (profile: string) => engines.filter(([, { profiles }]) => profiles?.includes(profile))
    expect(of('meilisearch').length).toBe(1)
    expect(of('three').length).toBe(3)
    const volumes = engines.map(([, engine]) => engine.volumes?.[0]?.split(':')[0])
    expect(new Set(volumes).size).toBe(engines.length)
    for (const volume of volumes) expect(Object.keys(compose.volumes)).toContain(volume)
  })
  it('names only services, networks and volumes that exist', () => {
    for (const [name, { depends_on, networks }] of services) {
      for (const other of Object.keys(depends_on ?? {})) expect(Object.keys(compose.services), name).toContain(other)
      for (const network of networks ?? []) expect(Object.keys(compose.networks), name).toContain(network)
    }
  })
  it('runs commands whose files are in the image', () => {
    for (const [name, { build, command }] of services) {
      const script = build === undefined ? undefined : command?.find((word) => word.endsWith('.ts'))
      if (script) expect(existsSync(join(home, script)), `${name} ${script}`).toBe(true)
    }
  })
})

describe('.env.example', () => {
  it('names every variable that the compose file reads, and no others, with empty keys', () => {
    const lines = [...read('.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)]
    expect(new Set(lines.map((line) => line[1]))).toEqual(used)
    for (const [, name, value] of lines) if (/KEY|TOKEN/.test(name ?? '')) expect(value, name).toBe('')
  })
  it('is ignored once filled in, by git and by the image', () => {
    for (const file of ['.gitignore', '.dockerignore']) expect(read(file).split('\n')).toContain('.env')
  })
})

describe('Dockerfile', () => {
  const lines = read('Dockerfile').split('\n')
  const stages = lines.filter((line) => line.startsWith('FROM '))
  it('builds in one pinned stage and runs in another, as nobody special, with a health check', () => {
    expect(stages.length).toBe(2)
    for (const stage of stages) expect(stage).toMatch(/^FROM node:\d+\.\d+\.\d+-\S+/)
    const last = lines.slice(lines.lastIndexOf(stages[1] as string))
    expect(last).toContain('USER node')
    expect(last.some((line) => line.startsWith('HEALTHCHECK'))).toBe(true)
  })
  it('copies only what is in the repository', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from'))
      .flatMap((line) => line.split(' ').slice(1, -1))
    for (const path of copied) expect(existsSync(join(home, path)), path).toBe(true)
  })
})
