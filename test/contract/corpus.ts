import type { FullReport, Passage } from '../../server/schema.ts'

/** What a fixture says of a passage; the rest is filled in. */
export type PassageSpec = Partial<Omit<Passage, 'id' | 'reportId' | 'n' | 'text'>> & { text: string }

export type ReportSpec = {
  township: string
  code?: string
  year: number
  level?: '镇' | '乡' | '街道'
  passages: PassageSpec[]
}

/** A report as the indexer would store it, from the few things a test is about. */
export function reportOf(spec: ReportSpec): FullReport {
  const id = `${spec.code ?? spec.township}-${spec.year}`
  const passages = spec.passages.map((passage, i) => ({
    role: 'body' as const,
    section: 'measures' as const,
    headingPath: [],
    themes: [],
    practices: [],
    named: [],
    items: [],
    ...passage,
    id: `${id}.${i + 1}`,
    reportId: id,
    n: i + 1,
  }))
  return {
    report: {
      id,
      title: `${spec.township}${spec.year}年法治政府建设年度报告`,
      township: { name: spec.township, level: spec.level ?? '镇', ...(spec.code && { code: spec.code }) },
      year: spec.year,
      source: { path: `${id}.txt`, sha256: id, importedAt: '2026-01-01T00:00:00.000Z', format: 'txt' },
      passages: passages.length,
      problems: [],
    },
    passages,
    indicators: [],
  }
}
