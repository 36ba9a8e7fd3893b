import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { freePort, hasMeilisearch, MASTER_KEY, PROGRAM, SKIPPED } from '../contract/meilisearch-server.ts'
import { Compose } from './compose-schema.ts'

const home = join(import.meta.dirname, '..', '..')
const compose = Compose.parse(parse(readFileSync(join(home, 'docker-compose.yml'), 'utf8'), { merge: true }))

/** `${NAME:-default}` filled in as Compose would. */
const filled = (text: string, env: Record<string, string>): string =>
  text.replace(/\$\{([A-Z_]+)(?::-([^}]*))?\}/g, (_, name: string, fallback = '') => env[name] || fallback)

describe.runIf(hasMeilisearch())('the start commands of docker-compose.yml, run by hand', () => {
  const dir = mkdtempSync(join(tmpdir(), 'qianmo-deploy-'))
  const running: ChildProcess[] = []
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL')
    await setTimeout(200)
    rmSync(dir, { recursive: true, force: true })
  })
  const environment = (service: string, env: Record<string, string>): Record<string, string> => {
    const entries = Object.entries(compose.services[service]?.environment ?? {})
    return Object.fromEntries(entries.map(([name, value]) => [name, filled(value, env).replace('/meili_data', dir)]))
  }
  /** What the image sets, with places of this machine. */
  const image = {
    PATH: process.env.PATH ?? '',
    HOME: dir,
    HOST: '127.0.0.1',
    QIANMO_DATA: join(dir, 'data'),
    QIANMO_REPORTS: join(home, 'data', 'reports', readdirSync(join(home, 'data', 'reports')).sort()[0] ?? ''),
  }
  const command = (service: string): [string, string[]] => {
    const [program = '', ...args] = compose.services[service]?.command ?? ['node_modules/.bin/tsx', 'server/main.ts']
    return [join(home, program), args]
  }

  it('brings up the engine, makes keys, loads the reports and answers', async () => {
    const [enginePort, port] = [await freePort(), await freePort()]
    const env: Record<string, string> = {
      MEILI_MASTER_KEY: MASTER_KEY,
      MEILI_URL: `http://127.0.0.1:${enginePort}`,
      QIANMO_ENGINE: 'meilisearch',
    }
    const address = { MEILI_HTTP_ADDR: `127.0.0.1:${enginePort}`, PATH: image.PATH }
    running.push(spawn(PROGRAM, { cwd: dir, env: { ...environment('meilisearch', env), ...address }, stdio: 'ignore' }))
    await until(`${env.MEILI_URL}/health`)

    const run = (service: string) => {
      const [program, args] = command(service)
      return spawnSync(program, args, { cwd: home, env: { ...image, ...environment(service, env) }, encoding: 'utf8' })
    }
    const setup = run('setup')
    expect(setup.status, setup.stderr).toBe(0)
    for (const line of setup.stdout.trim().split('\n')) {
      const [name = '', value = ''] = line.split(/=(.*)/)
      env[name] = value
    }
    const indexer = run('indexer')
    expect(indexer.status, indexer.stderr).toBe(0)
    expect(indexer.stderr).toContain('检索服务器（1 台）就绪')

    const [program, args] = command('app')
    const server = spawn(program, args, {
      cwd: home,
      env: { ...image, ...environment('app', env), PORT: String(port) },
    })
    running.push(server)
    let said = ''
    server.stderr.on('data', (piece) => {
      said += String(piece)
    })
    await until(`http://127.0.0.1:${port}/readyz`).catch(() => expect.fail(said))
    const answer = await fetch(`http://127.0.0.1:${port}/api/search?q=${encodeURIComponent('法治')}`)
    expect((await answer.json()) as object).toMatchObject({ total: { passages: expect.any(Number) } })
    expect(said).toContain('阡陌已启动')
    expect(said).not.toContain('警告')
    for (const key of ['MEILI_SEARCH_KEY', 'MEILI_ADMIN_KEY', 'MEILI_MASTER_KEY']) {
      expect(said + indexer.stderr + setup.stderr).not.toContain(env[key])
    }
  }, 180_000)
})

if (!hasMeilisearch()) console.warn(SKIPPED)

async function until(url: string): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    await setTimeout(100)
  }
  throw new Error(`nothing answers at ${url}`)
}
