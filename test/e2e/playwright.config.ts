import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { freePort } from '../contract/meilisearch-server.ts'
import { CHROMIUM_ARGS, chromiumPath } from './browser.ts'

process.env.QIANMO_E2E_DATA ??= mkdtempSync(join(tmpdir(), 'qianmo-e2e-'))
// settled once: the processes that run the tests read this file again
process.env.QIANMO_E2E_PORT ??= String(await freePort())
// known to the server and to the one test that brings reports in
process.env.QIANMO_E2E_TOKEN ??= randomBytes(12).toString('hex')
const PORT = process.env.QIANMO_E2E_PORT

/** Tests in a real browser, against the server as `npm start` starts it, over the sample reports. */
export default defineConfig({
  testDir: '.',
  outputDir: '../results',
  timeout: 120_000,
  retries: 0,
  workers: 1,
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    launchOptions: { executablePath: await chromiumPath(), args: CHROMIUM_ARGS },
    locale: 'zh-CN',
  },
  webServer: {
    command: 'npm start',
    cwd: join(import.meta.dirname, '..', '..'),
    url: `http://127.0.0.1:${PORT}/readyz`,
    env: {
      PORT,
      QIANMO_DATA: process.env.QIANMO_E2E_DATA,
      QIANMO_REPORTS: 'data/reports',
      QIANMO_ADMIN_TOKEN: process.env.QIANMO_E2E_TOKEN,
    },
    timeout: 90_000,
    reuseExistingServer: false,
  },
})
