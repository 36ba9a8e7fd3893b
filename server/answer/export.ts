import { stringify } from 'csv-stringify/sync'
import type { Passage, Report } from '../schema.ts'
import type { Site } from '../site.ts'
import { createHighlighter } from './highlight.ts'
import { planQuestion, type Question } from './question.ts'

export type ExportFormat = 'csv' | 'jsonl'

const BATCH = 500

/**
 * Every hit of a search as lines of text, in its order, without a cap; read batch by batch, so memory stays flat. The
 * head says what was asked, how it was counted, of which data, and when.
 */
export async function* exportHits(
  site: Site,
  question: Question,
  format: ExportFormat,
  now: Date,
): AsyncGenerator<string> {
  const dataVersion = site.corpus.dataVersion()
  const { plan, query } = planQuestion(site, question)
  const { total, coverage } = await site.engine.search({ ...query, offset: 0, limit: 0, facets: false })
  const head = {
    query: question.q,
    mode: question.mode,
    understood: plan.echo.canonical,
    filters: query.filters,
    sort: question.sort,
    total,
    coverage,
    dataVersion,
    exportedAt: now.toISOString(),
  }
  if (format === 'jsonl') yield `${JSON.stringify({ export: head })}\n`
  // A byte order mark makes spreadsheet programs read UTF-8.
  else yield `\ufeff${csv([...csvHead(head), COLUMNS])}`

  const label = labelsOf(site)
  const highlight = createHighlighter(query.match)
  const rows = await site.engine.rows(query)
  for (let from = 0; from < rows.length; from += BATCH) {
    const lines = site.corpus.passagesByPid([...rows.subarray(from, from + BATCH)]).flatMap(({ passage }) => {
      const report = site.corpus.report(passage.reportId)
      return report
        ? [format === 'jsonl' ? json(passage, report, highlight(passage)) : csv([cells(passage, report, label)])]
        : []
    })
    yield lines.join('')
  }
}

/** What was asked, of which data and when, one line a thing, above the columns. */
export const csvHead = (head: Record<string, unknown>): string[][] =>
  Object.entries(head).map(([key, value]) => [`# ${key}`, typeof value === 'string' ? value : JSON.stringify(value)])

type Labels = Record<'section' | 'theme' | 'stance', (id: string) => string>

/** Labels as a reader of the table knows them; the JSON lines keep the slugs. */
export function labelsOf({ lexicon }: Pick<Site, 'lexicon'>): Labels {
  const sections: Record<string, { zh: string }> = lexicon.sections
  const stances: Record<string, { zh: string }> = lexicon.stances
  const themes = new Map(lexicon.themes.map(({ slug, label }) => [slug, label]))
  return {
    section: (id) => sections[id]?.zh ?? id,
    theme: (id) => themes.get(id) ?? id,
    stance: (id) => stances[id]?.zh ?? id,
  }
}

const COLUMNS = [
  '段落编号',
  '报告编号',
  '报告',
  '年份',
  '省',
  '市',
  '县',
  '乡镇',
  '级别',
  '段序',
  '章节',
  '角色',
  '标题路径',
  '主题',
  '做法（立场）',
  '原文',
  '来源',
]

function cells(passage: Passage, report: Report, label: Labels): string[] {
  const { township } = report
  return [
    passage.id,
    report.id,
    report.title,
    String(report.year ?? ''),
    township.province ?? '',
    township.city ?? '',
    township.county ?? '',
    township.name,
    township.level,
    String(passage.n),
    label.section(passage.section),
    passage.role,
    passage.headingPath.join(' › '),
    passage.themes.map(label.theme).join('、'),
    passage.practices.map((mention) => `${mention.name}（${label.stance(mention.stance)}）`).join('、'),
    passage.text,
    report.source.url ?? report.source.path,
  ]
}

const json = (passage: Passage, report: Report, highlights: unknown): string => {
  const { id, title, year, township, source } = report
  return `${JSON.stringify({ ...passage, highlights, report: { id, title, year, township, source } })}\n`
}

/** A cell that begins like a formula is not run by spreadsheet programs (OWASP, CSV injection). */
export const csv = (rows: string[][]): string => stringify(rows, { escape_formulas: true, record_delimiter: '\r\n' })
