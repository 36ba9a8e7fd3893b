import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Path of a Chromium: CHROMIUM_PATH, one of the system's, or the one that comes with the packages. */
export async function chromiumPath(): Promise<string> {
  const { CHROMIUM_PATH } = process.env
  if (CHROMIUM_PATH) return CHROMIUM_PATH
  return SYSTEM.find((path) => existsSync(path)) ?? (await sparticuz.executablePath())
}

/** Not the package's own arguments: they put all pages into one process, which dies with the second. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
