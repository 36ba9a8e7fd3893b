import { existsSync } from 'node:fs'
import { uploadsDir } from '../../server/settings.ts'

/** What is indexed where nothing is named: the folder of reports, and what came in through the page. */
export function ownFolders(reports: string, dataDir: string): string[] {
  const uploads = uploadsDir(dataDir)
  return existsSync(uploads) ? [reports, uploads] : [reports]
}
