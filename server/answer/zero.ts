import type { Match } from '../engine/port.ts'
import type { Filters, ZeroHint } from '../schema.ts'
import type { Site } from '../site.ts'
import { near } from './near.ts'
import type { Planned } from './question.ts'

/** Parts looked at; more only cost time. */
const LOOKED_AT = 12

/**
 * Why a query finds nothing: which of its parts or written filters is to blame, what each finds alone, and what the
 * others would find without it. Near names are offered for what stands nowhere in the corpus – also for the whole run of
 * text that a word was cut out of (枫桥经念 is near 枫桥经验, 经念 is near nothing).
 */
export async function zeroHints(site: Site, { plan, query }: Planned): Promise<ZeroHint[]> {
  const count = async (match: Match, filters: Filters): Promise<number> =>
    (await site.engine.search({ ...query, match, filters, offset: 0, limit: 0, facets: false })).total.passages
  const { parts, written } = plan
  const filtered = Object.keys(query.filters).length > 0
  const hints: ZeroHint[] = []

  for (const [i, filter] of written.entries()) {
    const without = omit(query.filters, filter.filters)
    const withoutPassages = await count(query.match, without)
    const alone = await count({ op: 'all' }, filter.filters)
    if (withoutPassages === 0 && alone > 0) continue
    const texts = [...written.filter((_, other) => other !== i), ...parts].map(({ text }) => text)
    hints.push({ term: filter.text, alone, without: texts.join(' '), withoutPassages, suggestions: [] })
  }
  // Where the filters alone leave nothing, no word is to blame.
  if (filtered && (await count({ op: 'all' }, query.filters)) === 0) return hints

  for (const [i, part] of parts.slice(0, LOOKED_AT).entries()) {
    const others = parts.filter((_, other) => other !== i)
    const alone = await count(part.match, query.filters)
    const nowhere = alone === 0 && (!filtered || (await count(part.match, {})) === 0)
    hints.push({
      term: part.text,
      alone,
      without: [...written, ...others].map(({ text }) => text).join(' '),
      withoutPassages: await count({ op: 'and', of: others.map((other) => other.match) }, query.filters),
      ...(await suggested(site, part, nowhere)),
    })
  }
  return hints.sort((a, b) => a.alone - b.alone || b.withoutPassages - a.withoutPassages)
}

/** Near names for the run that a word was cut out of, else for the word itself. */
async function suggested(
  site: Site,
  part: { text: string; run?: string },
  nowhere: boolean,
): Promise<Pick<ZeroHint, 'suggestions' | 'replaces'>> {
  if (!nowhere) return { suggestions: [] }
  const whole = part.run === undefined ? [] : await near(site, part.run)
  return whole.length > 0
    ? { suggestions: whole, replaces: part.run }
    : { suggestions: await near(site, part.text), replaces: part.text }
}

const omit = (filters: Filters, left: Filters): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([key]) => !(key in left)))
