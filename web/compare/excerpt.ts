const LONG = 110
const ENDS = '。！？；!?;\n'

/** The beginning of a text, cut behind a mark of punctuation where there is one near the limit; cut ends show …… */
export const excerpt = (text: string, limit = LONG): string => {
  if (text.length <= limit) return text
  const head = text.slice(0, limit)
  const end = [...ENDS, '，', '、'].reduce((best, sign) => Math.max(best, head.lastIndexOf(sign)), -1)
  return `${end > limit / 2 ? head.slice(0, end + 1) : wholeCharacters(head)}……`
}

/** The sentence in which a position stands. */
export const sentenceAt = (text: string, at: number, limit = LONG): string => {
  let start = Math.min(at, text.length)
  while (start > 0 && !ENDS.includes(text.charAt(start - 1))) start--
  let end = at
  while (end < text.length && !ENDS.includes(text.charAt(end))) end++
  if (at - start < limit) return excerpt(text.slice(start, end + 1).trim(), limit)
  return `……${excerpt(text.slice(at, end + 1).trim(), limit)}`
}

/** Without the first half of a pair that was cut through. */
const wholeCharacters = (text: string): string => text.replace(/[\ud800-\udbff]$/, '')
