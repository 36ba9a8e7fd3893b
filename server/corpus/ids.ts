import { createHash } from 'node:crypto'
import type { FullReport, Passage, Township } from '../schema.ts'

/**
 * Identity ignores what changes when the same text is saved again: blanks of every kind, full- or half-width forms,
 * invisible characters.
 */
function foldForIdentity(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '')
}

/** sha256 in lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex')
}

/** Hash that two copies of one text share, whatever file they came in. */
export function textHash(passages: readonly { text: string }[]): string {
  return sha256(passages.map((passage) => foldForIdentity(passage.text)).join('\n'))
}

/** The part of a passage id after the report's: ten hex digits of its text's hash. */
function passageHash(text: string): string {
  return sha256(foldForIdentity(text)).slice(0, 10)
}

/**
 * Gives a report and its passages their final ids. The id of a passage rests on its text alone, so it survives
 * re-indexing and moves inside the report; a text that stands twice gets `-2` the second time.
 */
export function withIds(id: string, full: FullReport): FullReport {
  const seen = new Map<string, number>()
  const passages = full.passages.map((passage): Passage => {
    const hash = passageHash(passage.text)
    const count = (seen.get(hash) ?? 0) + 1
    seen.set(hash, count)
    return { ...passage, id: `${id}.${count > 1 ? `${hash}-${count}` : hash}`, reportId: id }
  })
  return { ...full, report: { ...full.report, id, passages: passages.length }, passages }
}

/**
 * What a township is counted by: its code, or, where that is unknown, its name under what is known of the places
 * above it (`省/市/县/镇`).
 */
export function townshipKey(township: Township): string {
  if (township.code) return township.code
  return [township.province, township.city, township.county, township.name].filter(Boolean).join('/')
}

/**
 * The beginning that the keys of all townships in a place share: `530000000`, `530000` and `53` all give `53`.
 * A key without a code keeps its slash path.
 */
export function placePrefix(place: string): string {
  if (!/^\d+$/.test(place)) return place
  const county = place.length === 9 && place.endsWith('000') ? place.slice(0, 6) : place
  if (county.length > 6) return county
  return county.replace(/(?:00){1,2}$/, '')
}

/** Spellings of one local practice name that count as the same: quotation marks, blanks, width and case do not matter. */
export function nameKey(name: string): string {
  return foldForIdentity(name)
    .replace(/["'“”‘’「」『』《》〈〉·•・]/g, '')
    .toLowerCase()
}
