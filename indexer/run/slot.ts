import { textHash } from '../../server/corpus/ids.ts'
import type { FullReport, Township } from '../../server/schema.ts'

/**
 * What the texts of one township and year share, and the first of them has as id: `<code or slug>-<year>`; the slug is
 * the pinyin of county and name. No year gives `-nd`; a text without a township is known by its own hash.
 */
export async function slotOf(full: FullReport, township: Township | undefined): Promise<string> {
  const place = township ? (township.code ?? (await slugOf(township))) : `doc-${textHash(full.passages).slice(0, 8)}`
  return `${place}-${full.report.year ?? 'nd'}`
}

async function slugOf(township: Township): Promise<string> {
  // loaded only where a place has no code: its dictionary takes longer than the rest of a small run
  const { pinyin } = await import('pinyin-pro')
  const spell = (text: string): string =>
    pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
      .join('')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '')
  return (
    [township.county, township.name]
      .map((part) => spell(part ?? ''))
      .filter(Boolean)
      .join('-') || 'unknown'
  )
}

/** The first id of a slot that is not taken: `x`, `x-2`, `x-3`… */
export function freeId(slot: string, taken: readonly string[]): string {
  let id = slot
  for (let n = 2; taken.includes(id); n++) id = `${slot}-${n}`
  return id
}
