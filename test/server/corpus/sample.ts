import { withIds } from '../../../server/corpus/ids.ts'
import type { FullReport, Indicator, Passage } from '../../../server/schema.ts'

/** A small invented report, as the pipeline would hand it over. */
export function sampleReport(id: string, texts: string[], more: Partial<FullReport['report']> = {}): FullReport {
  const passages = texts.map((text, i): Passage => {
    const at = text.indexOf('说事长廊')
    return {
      id: '',
      reportId: '',
      n: i + 1,
      role: i === 0 ? 'title' : 'body',
      section: i === 0 ? 'front-matter' : 'measures',
      headingPath: i === 0 ? [] : ['一、主要举措'],
      themes: i === 0 ? [] : ['mediation'],
      practices: i === 0 ? [] : [{ id: 'P001', name: '说事', stance: 'done', start: 0, end: 2, why: '开展' }],
      named: at < 0 ? [] : [{ name: '说事长廊', start: at, end: at + 4, why: '…长廊' }],
      items: i === 2 ? [[0, 4]] : [],
      text,
      explain: [{ label: 'section:measures', why: '主要举措' }],
    }
  })
  const indicators = passages.flatMap((passage): Indicator[] => {
    const found = /(\d+)件/.exec(passage.text)
    if (!found) return []
    const start = found.index
    return [
      {
        n: passage.n,
        indicator: 'mediated',
        label: '调解纠纷',
        value: Number(found[1]),
        unit: '件',
        scope: 'year',
        text: passage.text,
        start,
        end: start + found[0].length,
        sentence: [0, passage.text.length],
        why: '件',
      },
    ]
  })
  return withIds(id, {
    report: {
      id,
      title: `${id}年度报告`,
      township: { name: '柳塘镇', level: '镇', code: '990101101', county: '云溪县', province: '明川省' },
      year: 2023,
      source: { path: `${id}.txt`, sha256: 'a'.repeat(64), importedAt: '2024-01-01T00:00:00Z', format: 'txt' },
      passages: passages.length,
      problems: [],
      ...more,
    },
    passages,
    indicators,
  })
}
