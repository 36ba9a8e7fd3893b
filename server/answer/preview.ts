import type { Site } from '../site.ts'

/** What a link says of the page behind it. */
export type Preview = { title: string; description: string; type: 'website' | 'article' }

/**
 * The preview of a report, a practice, a township or a question; undefined for other pages, and for what the corpus
 * does not hold. It only looks things up and asks no engine, so that a page never waits for one.
 */
export function previewOf(site: Site, path: string, query: URLSearchParams): Preview | undefined {
  const [, kind, id] = /^\/(reports|practices|places)\/([^/]+)$/.exec(path) ?? []
  const key = id === undefined ? undefined : decoded(id)
  if (kind === 'reports' && key) return reportPreview(site, key)
  if (kind === 'practices' && key) return practicePreview(site, key)
  if (kind === 'places' && key) return placePreview(site, key)
  const q = query.get('q')?.trim()
  return path === '/' && q ? questionPreview(site, q) : undefined
}

/** The page with a preview in the place of its general one; text of reports and questions is escaped. */
export function withPreview(html: string, preview: Preview | undefined): string {
  if (!preview) return html
  const [title, description] = [`${preview.title} · 阡陌`, preview.description].map((text) => escaped(short(text)))
  const head = `<title>${title}</title>
    <meta name="description" content="${description}" />
    <meta property="og:title" content="${title}" />
    <meta property="og:description" content="${description}" />
    <meta property="og:type" content="${preview.type}" />`
  return html.replace(/<!--preview-->[\s\S]*?<!--\/preview-->/, () => head)
}

function reportPreview({ corpus }: Site, id: string): Preview | undefined {
  const report = corpus.report(id)
  if (!report) return undefined
  const { name, county, city, province } = report.township
  const about = [report.title, [province, city, county].filter(Boolean).join(''), `${report.passages} 段`, report.date]
  const title = [name, report.year].filter(Boolean).join(' ')
  return { title, description: about.filter(Boolean).join(' · '), type: 'article' }
}

function practicePreview({ lexicon }: Site, id: string): Preview | undefined {
  const practice = lexicon.practices.find((one) => one.id === id)
  if (!practice) return undefined
  const description = `${practice.definition}。哪些乡镇写到、从哪一年起、怎样写：附原文与出处。`
  return { title: practice.name, description: description.replace('。。', '。'), type: 'article' }
}

function placePreview({ corpus }: Site, code: string): Preview | undefined {
  const { items } = corpus.listReports({ place: [code] }, { page: 1, perPage: 100 }, 'oldest')
  const [first] = items
  if (!first || first.township.code !== code) return undefined
  const { name, county, city, province } = first.township
  const years = items.flatMap(({ year }) => year ?? []).join('、')
  const where = [province, city, county].filter(Boolean).join('')
  return { title: name, description: `${where}${name}的法治政府建设年度报告：${years}`, type: 'article' }
}

function questionPreview({ corpus }: Site, q: string): Preview {
  const { reports, townships } = corpus.stats()
  return { title: q, description: `在 ${townships} 个乡镇的 ${reports} 篇报告里检索“${short(q)}”`, type: 'website' }
}

/** As much as programs show. */
const short = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 200 ? `${[...line].slice(0, 200).join('')}…` : line
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

const decoded = (part: string): string | undefined => {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
