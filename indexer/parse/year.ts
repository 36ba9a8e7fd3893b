import type { Problem } from '../../server/schema.ts'
import { digitYears } from './dates.ts'
import { compact } from './lines.ts'
import type { ParseRules } from './rules.ts'
import { classifyHeading } from './section-cues.ts'

/** Where the year of the report may stand, best evidence first. */
export type YearEvidence = {
  title?: string
  /** first paragraphs of the text */
  opening: string[]
  fileName: string
  headings: string[]
  /** ISO day of the signature, not of publication */
  signed?: string
}

export type FoundYear = { year?: number; problems: Omit<Problem, 'path'>[] }

const YEAR = /(?<!\d)(20[012]\d)(?=年|度|法治|上半年|[（(]?年)/g

/**
 * Year of the report: title, then the preamble (现将2023年度…报告如下), then the sentence the text begins with, the file's
 * name, the headings, the date of the signature. The last two are weak and said to be so; a document number never counts.
 */
export function yearOf(evidence: YearEvidence, rules: ParseRules): FoundYear {
  const strong: [string, number | undefined][] = [
    ['题名', titleYear(evidence.title ?? '')],
    ['导语', preambleYear(evidence.opening, rules)],
    ['首句', leadYear(evidence.opening)],
    ['文件名', titleYear(evidence.fileName)],
    ['标题', headingYear(evidence.headings, rules)],
  ]
  const first = strong.find(([, year]) => year !== undefined)
  if (first) return { year: first[1], problems: conflict(strong.slice(0, 3)) }
  const weak = [planYear(evidence.headings, rules), signedYear(evidence.signed)].filter((year) => year !== undefined)
  if (new Set(weak).size === 1) {
    return {
      year: weak[0],
      problems: [problem('weak-year', `报告年份 ${weak[0]} 只据下一年安排的标题或落款日期推断，请核对`)],
    }
  }
  return { problems: [problem('no-year', '题名、导语和文件名里都没有报告年份')] }
}

/** The first year of a title; of a range (2022-2023年度) the last. */
/** The year that a title or a file's name states. */
export function titleYear(title: string): number | undefined {
  const line = digitYears(compact(title)).replace(/[〔[（(【]20\d\d[〕\])）】]第?\d{1,4}号/g, '')
  const range = /(20[012]\d)年?度?[-—－~至、](20[012]\d)年/.exec(line)
  if (range) return Number(range[2])
  const years = [...line.matchAll(YEAR)].map((match) => Number(match[1]))
  return years[0]
}

function preambleYear(opening: string[], rules: ParseRules): number | undefined {
  for (const paragraph of opening) {
    const line = digitYears(compact(paragraph.slice(-300)))
    const match = rules.sections.preamble.exec(line)
    const year = match ? /(20[012]\d)(?:年|度)/.exec(match[0])?.[1] : undefined
    if (year) return Number(year)
  }
  return undefined
}

function leadYear(opening: string[]): number | undefined {
  for (const paragraph of opening.slice(0, 3)) {
    const year = /^(?:在)?(20[012]\d)年/.exec(digitYears(compact(paragraph.slice(0, 30))))?.[1]
    if (year) return Number(year)
  }
  for (const paragraph of opening.slice(0, 2)) {
    const line = digitYears(compact(paragraph.slice(0, 400)))
    const years = new Set(
      [...line.matchAll(/(?<=[，。])(20[012]\d)年(?:度|以来|来)?(?=，|[\u4e00-\u9fff]{0,8}(?:镇|乡|街道|工作))/g)].map(
        (match) => match[1],
      ),
    )
    if (years.size === 1) return Number([...years][0])
  }
  return undefined
}

const plans = (heading: string, rules: ParseRules): boolean =>
  classifyHeading(heading, rules).some((cue) => cue.section === 'plan')

function headingYear(headings: string[], rules: ParseRules): number | undefined {
  return yearsIn(headings.filter((heading) => !plans(heading, rules)))
}

function planYear(headings: string[], rules: ParseRules): number | undefined {
  const year = yearsIn(headings.filter((heading) => plans(heading, rules)))
  return year === undefined ? undefined : year - 1
}

function yearsIn(headings: string[]): number | undefined {
  const years = new Set(
    headings.flatMap((heading) => [...digitYears(compact(heading)).matchAll(YEAR)].map((m) => Number(m[1]))),
  )
  return years.size === 1 ? [...years][0] : undefined
}

/** Signed in November or December: that year; in the first four months: the year before; else it says nothing. */
function signedYear(signed: string | undefined): number | undefined {
  if (!signed) return undefined
  const [year, month] = [Number(signed.slice(0, 4)), Number(signed.slice(5, 7))]
  if (month >= 11) return year
  return month <= 4 ? year - 1 : undefined
}

function conflict(evidence: [string, number | undefined][]): FoundYear['problems'] {
  const told = evidence.filter(([, year]) => year !== undefined)
  if (new Set(told.map(([, year]) => year)).size < 2) return []
  const words = told.map(([where, year]) => `${where} ${year}`).join('、')
  return [problem('year-conflict', `年份说法不一（${words}），以${told[0]?.[0]}为准`)]
}

const problem = (code: string, message: string): Omit<Problem, 'path'> => ({ stage: 'parse', code, message })
