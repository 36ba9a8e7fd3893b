import { LexiconError } from '../../server/lexicon/read.ts'
import type { Indicator, Passage, Problem, Report } from '../../server/schema.ts'
import type { ReadOutcome } from '../read/read.ts'
import type { ReadFile } from '../stages.ts'
import { toFullReport, type Understood } from './pipeline.ts'
import { slotOf } from './slot.ts'

/** What `inspect` prints of one file. What is not known is left out. */
export type InspectLine = {
  file: string
  report?: Partial<Report>
  passages?: Partial<Passage>[]
  indicators?: Partial<Indicator>[]
  problems: Problem[]
}

/**
 * One file as `inspect` prints it. A file that cannot be read, or that the stages cannot take, gives its problems and
 * no report. `explain` adds the rule behind each label and the fields that the short form leaves out.
 */
export async function inspectLine(
  file: string,
  outcome: ReadOutcome,
  understand: (file: ReadFile) => Understood,
  explain = false,
): Promise<InspectLine> {
  if ('problem' in outcome) return { file, problems: [outcome.problem] }
  let understood: Understood
  try {
    understood = understand(outcome.file)
  } catch (error) {
    if (error instanceof LexiconError) throw error
    const why = error instanceof Error ? error.message : String(error)
    const message = `解析时出错（${why}），这是程序的缺陷：${file}`
    return { file, problems: [{ path: file, stage: 'parse', code: 'crashed', message }] }
  }
  const { sha256, encoding, format, url } = outcome.file
  const full = toFullReport(understood, { path: file, url, sha256, importedAt: '', encoding, format })
  // an id as the store would give it to the first text of this township and year
  const id = understood.township && (await slotOf(full, understood.township))
  return {
    file,
    report: reportOf({ ...full.report, id: id ?? '' }, understood, explain),
    passages: full.passages.map((passage) => passageOf(passage, explain)),
    indicators: full.indicators.map((fact) => indicatorOf(fact, explain)),
    problems: understood.problems,
  }
}

function reportOf(report: Report, { identity, township }: Understood, explain: boolean): Partial<Report> {
  const { id, year, issuer, docNumber, addressee, date } = report
  const { title } = identity
  const known = { id: id || undefined, title, year, township: township && inOrder(township) }
  const line: Partial<Report> = { ...known, issuer, docNumber, addressee, date }
  if (!explain) return line
  const { importedAt: _, ...source } = report.source
  return { ...line, period: report.period, source: source as Report['source'] }
}

function inOrder(township: Report['township']): Report['township'] {
  const { name, level, code, county, city, province, confidence, evidence } = township
  return { name, level, code, county, city, province, confidence, evidence }
}

function passageOf(passage: Passage, explain: boolean): Partial<Passage> {
  const { n, role, section, headingPath, themes, text, items, page } = passage
  const practices = passage.practices.map(({ id, name, stance, start, end, why }) => {
    return { id, name, stance, start, end, why: explain ? why : undefined }
  })
  const named = passage.named.map(({ name, start, end, why }) => ({ name, start, end, why: explain ? why : undefined }))
  const line = { n, role, section, headingPath, themes, practices, named, text }
  return explain ? { ...line, items, page, explain: passage.explain } : line
}

function indicatorOf(fact: Indicator, explain: boolean): Partial<Indicator> {
  const { n, indicator, label, value, unit, qualifier, scope, text, ...rest } = fact
  const line = { n, indicator, label, value, unit, qualifier, scope, text }
  return explain ? { ...line, ...rest } : line
}
