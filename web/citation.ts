/** What a citation needs to know of one passage. */
export interface Cited {
  report: {
    id?: string
    title: string
    year?: number
    township: { name: string; county?: string; city?: string; province?: string }
    issuer?: string
    docNumber?: string
    date?: string
  }
  n: number
  headingPath: readonly string[]
}

/**
 * A footnote in the habit of Chinese papers and official notes: who, title, document number, day or year, where in the
 * text, the permalink, the data version and the day it was read. What is not known is left out. Always Chinese, as the source is.
 */
export const citation = (cited: Cited, permalink: string, version: string | undefined, today: string): string => {
  const { report, n, headingPath } = cited
  const { township } = report
  const place = [township.province, township.city, township.county, township.name].filter(Boolean)
  const who = report.issuer ?? [...new Set(place)].join('')
  const number = report.docNumber ? `（${report.docNumber}）` : ''
  const day = report.date ?? (report.year === undefined ? undefined : `${report.year}年度`)
  const parts = [
    `${who}：《${report.title.replace(/^《|》$/g, '')}》${number}`,
    day,
    headingPath.length > 0 ? `“${headingPath.join(' › ')}”` : undefined,
    `第${n}段`,
  ]
  const read = version ? `阡陌数据版本 ${version}，${today} 查阅` : `${today} 查阅`
  return `${parts.filter(Boolean).join('，')}。${permalink}（${read}）。`
}

/** The absolute address of one passage. */
export const permalink = (origin: string, reportId: string, passage: string): string =>
  `${origin}/reports/${encodeURIComponent(reportId)}#p=${encodeURIComponent(passage)}`
