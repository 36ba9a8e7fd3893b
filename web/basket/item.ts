import type { Passage, Report, ReportRef, SearchResponse } from '../api-types.ts'

/** What is known of the report a passage was taken from; a hit knows less of it than the reader does. */
export interface ItemSource {
  id: string
  title: string
  year?: number
  township: { name: string; county?: string; city?: string; province?: string }
  issuer?: string
  docNumber?: string
  /** ISO 8601 day */
  date?: string
  path?: string
  url?: string
  importedAt?: string
}

/** A collected passage: its words as they were then, where they stand, and what the collector wrote beside them. */
export interface BasketItem {
  /** the passage's id, which survives re-indexing as long as its words stay */
  id: string
  n: number
  headingPath: readonly string[]
  text: string
  report: ItemSource
  note: string
  tags: readonly string[]
  /** ISO 8601 moment */
  addedAt: string
  /** data version in which the words were last seen as they are here */
  dataVersion?: string
}

type Seen = { at: string; dataVersion?: string }

/** A hit of a search as an item of the basket. */
export const itemOfHit = (hit: SearchResponse['hits'][number], seen: Seen): BasketItem =>
  itemOf(hit, sourceOfRef(hit.report), seen)

/** A passage of an opened report as an item of the basket. */
export const itemOfPassage = (passage: Passage, report: Report, seen: Seen): BasketItem =>
  itemOf(passage, sourceOf(report), seen)

const itemOf = (
  { id, n, headingPath, text }: Pick<Passage, 'id' | 'n' | 'headingPath' | 'text'>,
  report: ItemSource,
  { at, dataVersion }: Seen,
): BasketItem => ({ id, n, headingPath, text, report, note: '', tags: [], addedAt: at, dataVersion })

const sourceOfRef = ({ id, title, year, township }: ReportRef): ItemSource => {
  const { name, county, city, province } = township
  return { id, title, year, township: { name, county, city, province } }
}

/** What a citation needs of a report. */
export const sourceOf = (report: Report): ItemSource => {
  const { issuer, docNumber, date, source } = report
  const { path, url, importedAt } = source
  return { ...sourceOfRef(report), issuer, docNumber, date, path, url, importedAt }
}
