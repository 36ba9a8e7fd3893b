import type { IndicatorRules } from '../../server/lexicon/indicators.ts'
import type { Lexicon } from '../../server/lexicon/load.ts'
import type { Explanation } from '../../server/schema.ts'
import type { Labels, ParsedPassage, ParsedReport } from '../stages.ts'
import { createIndicatorExtractor } from './indicators/extract.ts'
import { matchingView } from './matching-view.ts'
import { createNameFinder } from './named.ts'
import { createPracticeFinder } from './practices.ts'
import { createThemeFinder } from './themes.ts'

/**
 * Compiles a lexicon once; the function that comes back gives the labels of every passage of a report, in order.
 * Without `indicatorRules` no numbers are read. Pure: the same report gives the same labels.
 */
export function createUnderstander(
  lexicon: Lexicon,
  indicatorRules?: IndicatorRules,
): (report: ParsedReport) => Labels[] {
  const findPractices = createPracticeFinder(lexicon)
  const findThemes = createThemeFinder(lexicon)
  const findNames = createNameFinder(lexicon)
  const readIndicators = indicatorRules && createIndicatorExtractor(indicatorRules)

  function labelsOf(passage: ParsedPassage, { identity }: ParsedReport): Labels {
    const view = matchingView(passage.text)
    const practices = findPractices(passage, view)
    const { themes, explain } = findThemes(passage, view, practices)
    const named = findNames(passage, practices)
    const context = { year: identity.year, level: identity.township?.level }
    const indicators = readIndicators?.(passage, context) ?? []
    const reasons: Explanation[] = [
      ...practices.map(({ name, stance, why }) => ({ label: `practice:${name}:${stance}`, why: why ?? '' })),
      ...named.map(({ name, why }) => ({ label: `named:${name}`, why: why ?? '' })),
    ]
    return { themes, practices, named, indicators, explain: [...explain, ...reasons] }
  }

  return (report) => report.passages.map((passage) => labelsOf(passage, report))
}
