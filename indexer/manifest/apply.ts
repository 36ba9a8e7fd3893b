import type { Gazetteer } from '../../server/gazetteer/gazetteer.ts'
import { levelOf } from '../../server/gazetteer/names.ts'
import type { Problem } from '../../server/schema.ts'
import type { ParsedReport, Place, ReadFile } from '../stages.ts'
import type { ManifestEntry } from './entry.ts'

/** What a manifest states beyond the address, for the stages after reading. */
export type Given = Omit<ManifestEntry, 'file' | 'url'>

/** A file as read, with what the manifest says of it; its address goes before the page's own. */
export function withEntry(file: ReadFile, entry: ManifestEntry | undefined): ReadFile {
  if (!entry) return file
  const { file: _, url, ...given } = entry
  return { ...file, url: url ?? file.url, given: Object.keys(given).length > 0 ? given : undefined }
}

/** A parsed report with title, year and township as the manifest states them; doubts about what is stated so are settled. */
export function applyGiven(parsed: ParsedReport, given: Given | undefined): ParsedReport {
  if (!given) return parsed
  const { title, year, code, name, accept } = given
  const settled = new Set([
    ...(accept ? ['not-a-township-report'] : []),
    ...(title ? ['no-title'] : []),
    ...(year ? ['no-year', 'weak-year', 'year-conflict'] : []),
    ...(code || name ? ['no-township'] : []),
  ])
  return {
    ...parsed,
    identity: {
      ...parsed.identity,
      ...(title ? { title } : {}),
      ...(year ? { year } : {}),
      ...(name ? { township: { name, level: levelOf(name), evidence: ['清单（manifest）写明的乡镇名称'] } } : {}),
    },
    problems: parsed.problems.filter((problem) => !settled.has(problem.code)),
  }
}

/** The township a manifest's code stands for. Undefined for no code, and for one that is no township's. */
export function givenPlace(given: Given | undefined, gazetteer: Gazetteer): Place | undefined {
  const unit = given?.code === undefined ? undefined : gazetteer.place(given.code)
  if (unit?.rank !== 'township') return undefined
  const { county, city, province } = gazetteer.lineage(unit.code)
  return {
    township: {
      name: unit.name,
      level: unit.level ?? '其他',
      code: unit.code,
      county: county?.name,
      city: city?.name,
      province: province?.name,
      confidence: 1,
      evidence: ['清单（manifest）写明的乡镇代码'],
    },
  }
}

/** A code that the gazetteer does not know leaves the township to be found in the text. */
export function givenProblems(given: Given | undefined, place: Place | undefined): Problem[] {
  if (given?.code === undefined || place?.township.code === given.code) return []
  const message = `清单里的乡镇代码 ${given.code} 在区划表里查不到，改按正文识别：请核对清单`
  return [{ stage: 'understand', code: 'manifest', message }]
}
