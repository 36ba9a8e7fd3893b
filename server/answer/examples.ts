import { type QueryField, queryFields } from '../query/fields.ts'
import type { Site } from '../site.ts'

/** The filters a query may hold, with examples that find something in the corpus at hand: of its newest report, mostly. */
export function fieldsWithExamples({ corpus }: Site): QueryField[] {
  const [report] = corpus.listReports({}, { page: 1, perPage: 1 }).items
  const { name, county, city, province, code, level } = report?.township ?? {}
  const places: Record<number, string | undefined> = { 2: province, 4: city, 6: county, 9: name }
  // one that can be written without quotation marks of its own
  const plain = corpus.named({ page: 1, perPage: 50 }).items.find((one) => /^\p{Script=Han}+$/u.test(one.name))
  const year = report?.year
  const exampleOf = ({ field, digits }: QueryField): string | undefined => {
    if (field === 'place') return digits ? places[digits] : code?.slice(0, 6)
    if (field === 'level') return level
    if (field === 'report') return report?.id
    if (field === 'year') return year === undefined ? undefined : `${year - 2}-${year}`
    return field === 'named' ? plain?.name : undefined
  }
  return queryFields.map((field) => {
    const value = exampleOf(field)
    return value === undefined ? field : { ...field, example: `${field.names[0]}:${value}` }
  })
}
