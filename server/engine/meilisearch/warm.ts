import { setTimeout } from 'node:timers/promises'
import { planLiteral, valueQuery } from './literal.ts'
import type { Phrases } from './phrases.ts'
import type { RowQuery } from './server.ts'
import type { Frequent } from './settings.ts'
import { wordToken } from './tokens.ts'

/** Questions of one request; a user who comes meanwhile waits behind no more than this. */
const TOGETHER = 6

/** Where not even the most frequent of the next ones stands in so many passages, asking takes as little then as now. */
const FEW = 1000

/** Fetches questions that are not known yet; says how many rows the longest answer has. */
export type Fetch = (queries: readonly RowQuery[]) => Promise<number>

/**
 * Fetches the rows of everything frequent, one request after the other and as long between them as they took, so that the
 * first user who asks for 法治政府建设 waits no longer than the second. Ends when `going` says so, or a request fails.
 */
export async function warmUp(
  frequent: Frequent,
  phrases: Phrases,
  fetch: Fetch,
  going: () => boolean,
): Promise<'done' | 'stopped'> {
  const asPhrases = frequent.phrases.flatMap((text) => planLiteral(text, phrases).query ?? [])
  const asStrings = frequent.strings.flatMap((text) => [
    ...(planLiteral(text, phrases).query ? [planLiteral(text, phrases).query as RowQuery] : []),
    valueQuery('words', wordToken(text)),
  ])
  for (const list of [asPhrases, asStrings]) {
    for (let i = 0; i < list.length; i += TOGETHER) {
      if (!going()) return 'stopped'
      const started = performance.now()
      const longest = await fetch(list.slice(i, i + TOGETHER))
      if (longest < FEW) break
      await setTimeout(performance.now() - started, undefined, { ref: false })
    }
  }
  return 'done'
}

/** Phrases that all servers name, and whatever any of them finds frequent. */
export function commonOf(lists: readonly Frequent[]): Frequent {
  const [first, ...others] = lists.map(({ phrases }) => phrases)
  const sets = others.map((phrases) => new Set(phrases))
  return {
    strings: [...new Set(lists.flatMap(({ strings }) => strings))],
    phrases: (first ?? []).filter((phrase) => sets.every((set) => set.has(phrase))),
  }
}
