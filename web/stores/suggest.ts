import { api } from '../api.ts'
import { createResource } from './resource.ts'

/** Offers for the last word of what was typed; a failure is silence, typing goes on. */
export const suggest = createResource(api.suggest, { retryAfter: [], remember: 60 })

/**
 * The word being typed, with what stands before it. A blank, bracket or bar ends a word; inside an open quotation mark
 * there is no word to offer for.
 */
export const lastWord = (typed: string): { before: string; word: string } => {
  const quotes = [...typed].filter((c) => c === '"').length
  if (quotes % 2 === 1) return { before: typed, word: '' }
  let at = typed.length
  while (at > 0 && !' 　|()（）'.includes(typed.charAt(at - 1))) at--
  const minus = typed.charAt(at) === '-' ? 1 : 0
  return { before: typed.slice(0, at + minus), word: typed.slice(at + minus) }
}
