import type { Lexicon } from '../../server/lexicon/load.ts'
import type { Explanation, PracticeMention } from '../../server/schema.ts'
import type { ParsedPassage } from '../stages.ts'
import { type MatchingView, matchingView } from './matching-view.ts'
import { createCueIndex } from './themes-cues.ts'
import { type CueMeaning, type ThemeScore, weighCues } from './themes-weigh.ts'

export type FoundThemes = { themes: string[]; explain: Explanation[] }

/** Beyond this a "passage" is a whole report in one line; its beginning says what it is about. */
const LONGEST = 20_000
const LONGEST_LEAD = 60
const MOST_THEMES = 3

/**
 * Compiles the themes of a lexicon once; the function that comes back says what one passage is about: up to three
 * slugs, the main one first, each explained by the words that spoke for it. A passage of a section or role that the
 * lexicon calls silent, and a heading without a topic, is about nothing. Never throws; linear in the text.
 */
export function createThemeFinder(
  lexicon: Pick<Lexicon, 'themes' | 'themeRules' | 'practices'>,
): (passage: ParsedPassage, view: MatchingView, practices: readonly PracticeMention[]) => FoundThemes {
  const { themes, themeRules } = lexicon
  const { scoring, silent, sections, masks } = themeRules
  const slugs = themes.map((theme) => theme.slug)
  const themeOfPractice = new Map(lexicon.practices.map((practice) => [practice.id, slugs.indexOf(practice.theme)]))
  const sources: string[] = []
  const meanings: CueMeaning[] = []
  const add = (patterns: readonly string[], strength: CueMeaning['strength'], theme: number, atLeast = 1): void => {
    for (const pattern of patterns) {
      sources.push(pattern)
      meanings.push({ strength, theme, atLeast })
    }
  }
  for (const mask of masks) add([mask.match], 'mask', -1, mask.atLeast)
  for (const [i, theme] of themes.entries()) {
    for (const strength of ['strong', 'normal', 'weak'] as const) add(theme.cues[strength], strength, i)
    add(theme.counter, 'counter', i)
  }
  const find = createCueIndex(sources)
  const weigh = (text: string, isLead: (start: number) => boolean): ThemeScore[] =>
    weighCues(text, find(text), meanings, themes.length, scoring, isLead)

  const headings = new Map<string, ThemeScore[]>()
  const headingScores = (heading: string): ThemeScore[] => {
    const known = headings.get(heading)
    if (known) return known
    if (headings.size > 2000) headings.clear()
    const made = weigh(matchingView(heading.slice(0, 200)).text, () => false)
    headings.set(heading, made)
    return made
  }

  return (passage, view, practices) => {
    const nothing = { themes: [], explain: [] }
    if (silent.sections.includes(passage.section) || silent.roles.includes(passage.role)) return nothing
    const text = view.text.slice(0, LONGEST)
    const scores = weigh(text, leadOf(passage, view))
    countPractices(scores, practices)
    if (passage.role !== 'heading') addPriors(scores, passage)
    return choose(scores)
  }

  function countPractices(scores: ThemeScore[], practices: readonly PracticeMention[]): void {
    const counted = new Map<number, Set<string>>()
    for (const { id, name } of practices) {
      const theme = themeOfPractice.get(id) ?? -1
      const score = scores[theme]
      const names = counted.get(theme) ?? new Set()
      counted.set(theme, names)
      if (!score || names.has(id) || names.size >= scoring.practices) continue
      names.add(id)
      score.score += scoring.practice
      score.words.push(`做法“${name}”`)
    }
  }

  /** The heading above and the section say something, more where the passage itself says nothing. */
  function addPriors(scores: ThemeScore[], passage: ParsedPassage): void {
    const heading = passage.headingLength > 0 ? undefined : passage.headingPath.at(-1)
    const says = scores.some((score) => score.score >= scoring.threshold)
    const above = heading ? headingScores(heading) : []
    const prior = sections[passage.section] ?? {}
    for (const [i, score] of scores.entries()) {
      const fromHeading = (above[i]?.score ?? 0) * (says ? scoring.heading : scoring.headingAlone)
      const fromSection = prior[slugs[i] ?? ''] ?? 0
      if (fromHeading > 0) score.words.push('上级标题')
      if (fromSection > 0) score.words.push('所在章节')
      score.score += fromHeading + fromSection
    }
  }

  function choose(scores: readonly ThemeScore[]): FoundThemes {
    const ranked = scores
      .map((score, i) => ({ ...score, slug: slugs[i] ?? '' }))
      .filter((score) => score.score >= scoring.threshold)
      .sort((a, b) => b.score - a.score || a.first - b.first)
    const best = ranked[0]?.score ?? 0
    const kept = ranked
      .slice(0, MOST_THEMES)
      .filter(
        ({ score }, i) =>
          i === 0 || score >= Math.min(best * (i === 1 ? scoring.second : scoring.third), scoring.enough),
      )
    return {
      themes: kept.map(({ slug }) => slug),
      explain: kept.map(({ slug, score, words }) => {
        return { label: `theme:${slug}`, why: `${words.slice(0, 6).join('、')}（${Math.round(score * 10) / 10} 分）` }
      }),
    }
  }
}

/** Where a cue stands first: in a heading glued in front, in the first sentence, in the first clause of an item. */
function leadOf(passage: ParsedPassage, view: MatchingView): (start: number) => boolean {
  const starts = [0, ...passage.items.map(([start]) => start)]
  const leads = starts.map((start) => {
    const rest = passage.text.slice(start, start + LONGEST_LEAD)
    const stop = rest.search(/[。；;]/)
    return [start, start + (stop < 0 ? rest.length : stop)] as const
  })
  leads.push([0, passage.headingLength])
  return (start) => {
    const at = view.at[start] ?? 0
    return leads.some(([from, to]) => at >= from && at < to)
  }
}
