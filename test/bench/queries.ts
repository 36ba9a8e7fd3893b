import { pinyin } from 'pinyin-pro'
import { HEAD_WORDS, random } from './generate.ts'

/** One line of the log that the bench plays. */
export type LoggedQuery = { q: string; mode: 'smart' | 'exact'; filters: string; head: boolean }

/**
 * A mixed log: pieces of texts, practices, two words, exclusions, filters and pages; every tenth query is a word that
 * stands in more than half of all passages.
 */
export function queryLog(texts: readonly string[], practices: readonly string[], count = 220, seed = 7): LoggedQuery[] {
  const next = random(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const piece = (length: number): string => {
    const text = pick(texts)
    const start = Math.floor(next() * Math.max(1, text.length - length))
    return text.slice(start, start + length).replace(/[\s，。]/g, '')
  }
  const filters = [
    '',
    '',
    '',
    '&year=2023',
    '&section=measures',
    '&section=problems&year=2022',
    '&stance=planned',
    '&level=乡',
  ]
  return Array.from({ length: count }, (_, i): LoggedQuery => {
    const head = i % 10 === 0
    const kind = i % 5
    const q = head
      ? pick(HEAD_WORDS)
      : kind === 0
        ? pick(practices)
        : kind === 1
          ? piece(2 + Math.floor(next() * 3))
          : kind === 2
            ? `${piece(2)} ${piece(2)}`
            : kind === 3
              ? `${pick(practices)} -${piece(2)}`
              : piece(5 + Math.floor(next() * 4))
    return { q, mode: next() < 0.25 ? 'exact' : 'smart', filters: pick(filters), head }
  })
}

/** What someone types on the way to a name: beginnings in hanzi, in full pinyin, in initials and mixed. */
export function typedLog(practices: readonly string[], count = 200, seed = 11): string[] {
  const next = random(seed)
  return Array.from({ length: count }, (_, i) => {
    const name = (practices[Math.floor(next() * practices.length)] ?? '').replace(/[（(].*/, '').slice(0, 6)
    const sounds = pinyin(name, { toneType: 'none', type: 'array' })
    const typed = [
      name,
      sounds.join(''),
      sounds.map((sound) => sound.charAt(0)).join(''),
      `${name.slice(0, 1)}${sounds.slice(1).join('')}`,
    ][i % 4] as string
    return typed.slice(0, 1 + Math.floor(next() * typed.length))
  })
}
