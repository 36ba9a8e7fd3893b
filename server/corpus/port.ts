import type {
  Filters,
  FullReport,
  Indicator,
  Passage,
  Problem,
  Report,
  ReportRef,
  ScopeName,
  Totals,
} from '../schema.ts'
import type { Sketch } from './sketch.ts'

/** A passage with the row number that the embedded engine knows it by. */
export type StoredPassage = { pid: number; passage: Passage }

/** A report with the row number that its passages point to. */
export type StoredReport = { rid: number; township: string; report: Report }

/** What counting needs of a passage, without its text: cheap to read for the whole corpus. */
export type PassageLabels = {
  pid: number
  rid: number
  n: number
  role: Passage['role']
  section: Passage['section']
  themes: string[]
  practices: { id: string; stance: Passage['practices'][number]['stance'] }[]
  /** keys of local names, see nameKey() */
  named: string[]
}

/** Where a file stands. `report` is the id of the report it gave, or repeats. */
export type SourceFile = {
  path: string
  root?: string
  /** how the report names it: from the folder that was given */
  shown?: string
  sha256?: string
  /** size and times, to see without reading that nothing changed */
  stat?: string
  report?: string
  status: 'ok' | 'failed' | 'skipped' | 'duplicate'
  problems: Problem[]
  rules?: string
}

export type Paging = {
  /** from 1 */
  page: number
  perPage: number
}

export type Page<T> = { items: T[]; total: number }

/** Values of one field are OR, fields are AND. `place` takes a code of any level or a township key. */
export type ReportFilters = Pick<Filters, 'year' | 'yearFrom' | 'yearTo' | 'place' | 'level' | 'report'> & {
  /** a part of the title or of the township's name */
  q?: string
  /** only reports with a problem of this code */
  problem?: string
}

export type ReportSort = 'newest' | 'oldest' | 'place' | 'title'

/** Asks for what has no such word. */
export const NONE = 'none'

export type IndicatorFilters = ReportFilters & {
  indicator?: string[]
  scope?: ScopeName[]
  unit?: string[]
  section?: Filters['section']
  /** the word that bounds the number, or NONE */
  qualifier?: string[]
  /** how often, or NONE */
  per?: string[]
  /** not below */
  valueFrom?: number
  /** below, and not equal: ranges that meet share nothing */
  valueTo?: number
  /** a part of the label */
  label?: string
}

export type IndicatorSort = 'value' | '-value' | 'newest' | 'oldest' | 'place'

/** One row of the ledger: the fact, the passage it stands in and the report. */
export type IndicatorRow = {
  indicator: Indicator
  passageId: string
  section: Passage['section']
  /** the whole sentence, cut from the passage */
  sentence: string
  report: ReportRef
}

/** How often a local name stands in the corpus. */
export type NamedCount = Totals & { key: string; name: string; firstYear?: number; lastYear?: number }

export type Stats = Totals & { indicators: number; files: Record<SourceFile['status'], number> }

/** The store of record, read only. Every method sees one committed state. */
export type Corpus = {
  /** Changes with every change of content, and with nothing else; cheap enough to ask before every answer. */
  dataVersion(): string
  stats(): Stats
  listReports(filters?: ReportFilters, paging?: Paging, sort?: ReportSort): Page<Report>
  report(id: string): Report | undefined
  /** Everything of one report in order, with the reasons of its labels. */
  fullReport(id: string): FullReport | undefined
  /** One passage with the reasons of its labels. */
  passage(id: string): Passage | undefined
  /** In the order asked for, unknown numbers left out, without reasons. */
  passagesByPid(pids: readonly number[]): StoredPassage[]
  /** What has to be looked for in very many passages: much cheaper than whole ones. In the order asked for. */
  bodiesOf(pids: readonly number[]): { pid: number; body: Pick<Passage, 'id' | 'reportId' | 'text' | 'practices'> }[]
  /** Bare texts with the headings above them (as one string), in the order asked for. */
  textsOf(pids: readonly number[]): { pid: number; text: string; heading: string }[]
  /** Bare texts after a row number, in its order: for plain scans that let others in between. */
  texts(after: number, limit: number): { pid: number; text: string }[]
  iteratePassages(): IterableIterator<StoredPassage>
  iterateLabels(): IterableIterator<PassageLabels>
  iterateReports(): IterableIterator<StoredReport>
  indicators(filters?: IndicatorFilters, paging?: Paging, sort?: IndicatorSort): Page<IndicatorRow>
  /** Facts of these passages, in their order. */
  indicatorsOf(pids: readonly number[], limit: number): IndicatorRow[]
  /** Local names by spread, widest first. */
  named(paging?: Paging): Page<NamedCount>
  /** Files by path; `under` a folder, `report` those that gave or repeat one report. */
  files(filter?: { status?: SourceFile['status'][]; under?: string; report?: string }): SourceFile[]
  file(path: string): SourceFile | undefined
  /** A setting kept beside the corpus, such as the lexicon's version. */
  meta(key: string): string | undefined
  close(): void
}

/**
 * The embedded search index, which lives in the same file: called inside the transaction that changes the corpus, so
 * that a reader never sees one without the other.
 */
export type IndexSink = {
  /** Segmenter, its version and dictionary: a change makes the whole index be built again. */
  readonly fingerprint?: string
  add(rows: { pid: number; text: string; tokens?: IndexTokens }[]): void
  remove(pids: number[]): void
  /** Empties the index. */
  clear?(): void
  /** Puts what many small additions left behind in order: smaller and faster to search. */
  tidy?(): void
}

/** What the index keeps of one text, by table; made in advance, by another process perhaps. */
export type IndexTokens = Record<string, string>

export type PutExtra = {
  /** place and year, what texts of one township and year share */
  slot: string
  /** metadata the file itself stated, kept so that labels can be made again without the file */
  meta?: Record<string, string>
  /** of each passage in order, where the index's tokens have been made already */
  tokens?: readonly IndexTokens[]
  /** of the text, so that nearly equal ones are found */
  sketch?: Sketch
}

/** The only way to change a corpus. Everything outside `transaction` is its own transaction. */
export type CorpusWriter = {
  /** reads through the same connection, so it sees what is not yet committed */
  readonly corpus: Corpus
  /** One commit for all that `fn` does; nothing of it stays when it throws. */
  transaction<T>(fn: () => T): T
  /** Adds a report or replaces the one with its id; row numbers stay when no text changes. Equal content writes nothing. */
  putReport(full: FullReport, extra: PutExtra): 'new' | 'changed' | 'same'
  /** @returns whether there was one */
  removeReport(id: string): boolean
  /** Changes where a report is said to come from, nothing else. */
  moveReport(id: string, source: Pick<Report['source'], 'path' | 'url'>): void
  putFile(file: SourceFile): void
  removeFile(path: string): void
  setMeta(key: string, value: string): void
  /** To be called once after much was written: see IndexSink.tidy. */
  tidy(): void
  /** What the file of a report stated itself, as it was put. */
  fileMeta(id: string): Record<string, string> | undefined
  /** Ids taken by texts of one township and year. */
  idsInSlot(slot: string): string[]
  idByText(textHash: string): string | undefined
  /** Ids of reports whose text may be nearly the same, with how much alike they seem; most alike first. */
  idsLike(sketch: Sketch): { id: string; likeness: number }[]
  close(): void
}
