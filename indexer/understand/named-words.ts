/** Longest word of a list that stands at, or ends at, a place; undefined where none does. */
export type WordFinder = {
  startingAt: (text: string, at: number) => string | undefined
  endingAt: (text: string, end: number) => string | undefined
}

/** Looks words up by length, longest first: one slice and one set lookup a length. */
export function createWordFinder(words: readonly string[]): WordFinder {
  const known = new Set(words)
  const lengths = [...new Set(words.map((word) => word.length))].sort((a, b) => b - a)
  const first = (cut: (length: number) => string): string | undefined => {
    for (const length of lengths) {
      const word = cut(length)
      if (word.length === length && known.has(word)) return word
    }
    return undefined
  }
  return {
    startingAt: (text, at) => first((length) => text.slice(at, at + length)),
    endingAt: (text, end) => first((length) => (end < length ? '' : text.slice(end - length, end))),
  }
}

/** Whether a text is nothing but words of the list, one after the other. */
export function isMadeOf(text: string, words: WordFinder): boolean {
  const reachable = new Uint8Array(text.length + 1)
  reachable[0] = 1
  for (let end = 1; end <= text.length; end += 1) {
    for (let from = 0; from < end && !reachable[end]; from += 1) {
      if (reachable[from] && words.startingAt(text.slice(from, end), 0) === text.slice(from, end)) reachable[end] = 1
    }
  }
  return reachable[text.length] === 1
}
