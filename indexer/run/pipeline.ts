import type { FullReport, Indicator, Passage, Problem, Report, Township } from '../../server/schema.ts'
import { applyGiven, givenProblems } from '../manifest/apply.ts'
import { inSourceScript, isTraditional, simplified } from '../parse/traditional.ts'
import type { Identity, Labels, ParsedReport, Place, ReadFile } from '../stages.ts'

/** The stages between reading and storing, each ready to be called. */
export type Stages = {
  /** changes whenever the same file could be labelled differently: code, lexicon and gazetteer */
  version: string
  parse: (file: ReadFile) => ParsedReport
  /** absent where the text names no township */
  locate: (parsed: ParsedReport, file: ReadFile) => Place | undefined
  understand: (parsed: ParsedReport) => Labels[]
}

/** One file with everything that was understood of it, before it has an id. */
export type Understood = {
  identity: Identity
  township?: Township
  /** without ids */
  passages: Passage[]
  indicators: Indicator[]
  problems: Problem[]
  /** what the file and the page around the report state besides */
  meta?: Record<string, string>
  /** false for a text that is no township's report on 法治政府建设 */
  isReport: boolean
}

/** parse → locate → understand, as one function; the rules are written in simplified script, so texts go through in it. */
export function compose(stages: Stages): (file: ReadFile) => Understood {
  const understand = throughStages(stages)
  return (file) => {
    if (!isTraditional(file.text)) return understand(file)
    return inSourceScript(understand({ ...file, text: simplified(file.text) }), file.text)
  }
}

function throughStages(stages: Stages): (file: ReadFile) => Understood {
  return (file) => {
    const parsed = applyGiven(stages.parse(file), file.given)
    const place = stages.locate(parsed, file)
    const labels = stages.understand(parsed)
    const problems = [
      ...file.problems,
      ...parsed.problems,
      ...placeProblems(place),
      ...givenProblems(file.given, place),
    ]
    return {
      identity: parsed.identity,
      township: place?.township,
      passages: parsed.passages.map((passage, i) => toPassage(passage, labels[i])),
      indicators: labels.flatMap((label) => label.indicators),
      problems: problems.map((problem) => ({ ...problem, path: file.path })),
      meta: parsed.meta,
      isReport: !problems.some((problem) => problem.code === 'not-a-township-report'),
    }
  }
}

function toPassage(parsed: ParsedReport['passages'][number], labels: Labels | undefined): Passage {
  const { headingLength: _, explain, ...rest } = parsed
  return {
    id: '',
    reportId: '',
    ...rest,
    themes: labels?.themes ?? [],
    practices: labels?.practices ?? [],
    named: labels?.named ?? [],
    explain: [...explain, ...(labels?.explain ?? [])],
  }
}

/** A homonym that nothing decided: the reader has to know. */
function placeProblems(place: Place | undefined): Problem[] {
  if (!place?.candidates || place.candidates.length === 0) return []
  const some = place.candidates.slice(0, 8).join('、')
  const rest = place.candidates.length > 8 ? `等 ${place.candidates.length} 处` : ''
  return [
    {
      stage: 'understand',
      code: 'place-unknown',
      message: `“${place.township.name}”同名，材料里没有依据判断是哪一个：${some}${rest}`,
    },
  ]
}

/** The report as the corpus keeps it; what the text does not state is named by the file or left out. */
export function toFullReport(understood: Understood, source: Report['source']): FullReport {
  const { identity, township, passages, indicators, problems } = understood
  const name = source.path.split('/').at(-1) ?? source.path
  const report: Report = {
    id: '',
    title: identity.title ?? name.replace(/\.[^.]*$/, ''),
    township: township ?? { name: identity.issuer ?? '未知', level: '其他' },
    year: identity.year,
    period: identity.period,
    issuer: identity.issuer,
    docNumber: identity.docNumber,
    addressee: identity.addressee,
    date: identity.date,
    source,
    passages: passages.length,
    // the path stands in `source` already, and the machine's own folders are nobody's business
    problems: problems.map(({ path: _, ...problem }) => problem),
  }
  return { report: JSON.parse(JSON.stringify(report)) as Report, passages, indicators }
}
