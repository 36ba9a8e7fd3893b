/**
 * The one vocabulary. Whatever crosses a folder is a Zod schema here, with its inferred type beside it under the
 * same name: the API validates with it, the engine port speaks it, OpenAPI is generated from it, the page shows it.
 *
 * Absent is `undefined` (the key is left out), never `null`, `""` or a guess. Offsets are UTF-16 code units into
 * `text`, end exclusive.
 */
import { z } from '@hono/zod-openapi'

const defined = <T extends z.ZodType>(name: string, schema: T): T => schema.openapi(name)

// ── closed lists ────────────────────────────────────────────────────────────────────────────────────────────────

/** What kind of statement a passage is. The five contents of the rule are measures, problems, first-responsibility, plan, other. */
export const Section = defined(
  'Section',
  z.enum([
    'front-matter',
    'overview',
    'measures',
    'first-responsibility',
    'problems',
    'rectification',
    'plan',
    'other',
    'closing',
  ]),
)
export type Section = z.infer<typeof Section>

export const Role = defined(
  'Role',
  z.enum([
    'title',
    'docno',
    'issuer',
    'addressee',
    'heading',
    'lead',
    'body',
    'cause',
    'closing-formula',
    'signature',
    'date',
  ]),
)
export type Role = z.infer<typeof Role>

/** How a township stands to a practice in one passage. "Who does X" counts `done`. */
export const Stance = defined('Stance', z.enum(['done', 'planned', 'problem', 'rectified', 'mentioned']))
export type Stance = z.infer<typeof Stance>

export const Level = defined('Level', z.enum(['镇', '乡', '民族乡', '街道', '苏木', '其他']))
export type Level = z.infer<typeof Level>

export const ScopeName = defined('Scope', z.enum(['year', 'stock', 'cumulative', 'plan', 'other']))
export type ScopeName = z.infer<typeof ScopeName>

// ── problems ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Something that went wrong or was doubtful about one file; data, never an abort. `message` is Chinese, `code` English. */
export const Problem = defined(
  'Problem',
  z.object({
    /** file the problem is about */
    path: z.string().optional(),
    stage: z.enum(['read', 'parse', 'understand', 'store', 'engine']),
    code: z.string(),
    message: z.string(),
  }),
)
export type Problem = z.infer<typeof Problem>

// ── report ──────────────────────────────────────────────────────────────────────────────────────────────────────

export const Township = defined(
  'Township',
  z.object({
    name: z.string(),
    level: Level,
    /** nine-digit code of the National Bureau of Statistics */
    code: z.string().optional(),
    county: z.string().optional(),
    city: z.string().optional(),
    province: z.string().optional(),
    /** 0–1: how sure the place is */
    confidence: z.number().optional(),
    /** what decided it, in words */
    evidence: z.array(z.string()).optional(),
  }),
)
export type Township = z.infer<typeof Township>

const Source = defined(
  'Source',
  z.object({
    path: z.string(),
    url: z.string().optional(),
    sha256: z.string(),
    importedAt: z.string(),
    fetchedAt: z.string().optional(),
    encoding: z.string().optional(),
    format: z.string(),
  }),
)
export type Source = z.infer<typeof Source>

export const Report = defined(
  'Report',
  z.object({
    /** `<place code or slug>-<year>`, `-2`… for a second text */
    id: z.string(),
    title: z.string(),
    township: Township,
    year: z.number().int().optional(),
    /** half-year reports are told apart from annual ones */
    period: z.enum(['annual', 'half-year']).optional(),
    issuer: z.string().optional(),
    docNumber: z.string().optional(),
    addressee: z.string().optional(),
    /** ISO 8601 day */
    date: z.string().optional(),
    source: Source,
    passages: z.number().int(),
    problems: z.array(Problem),
    /** id of the report this text repeats, exactly or nearly */
    duplicateOf: z.string().optional(),
  }),
)
export type Report = z.infer<typeof Report>

// ── passage ─────────────────────────────────────────────────────────────────────────────────────────────────────

const Range = z.tuple([z.number().int(), z.number().int()])
/** [start, end) in UTF-16 code units. */
export type Range = z.infer<typeof Range>

export const PracticeMention = defined(
  'PracticeMention',
  z.object({
    id: z.string(),
    name: z.string(),
    stance: Stance,
    start: z.number().int(),
    end: z.number().int(),
    /** the words or rule that decided name and stance */
    why: z.string().optional(),
  }),
)
export type PracticeMention = z.infer<typeof PracticeMention>

export const NamedMention = defined(
  'NamedMention',
  z.object({ name: z.string(), start: z.number().int(), end: z.number().int(), why: z.string().optional() }),
)
export type NamedMention = z.infer<typeof NamedMention>

/** Which rule gave which label: `label` such as `section:measures`, `why` the cue, pattern or rule. */
export const Explanation = defined('Explanation', z.object({ label: z.string(), why: z.string() }))
export type Explanation = z.infer<typeof Explanation>

export const Passage = defined(
  'Passage',
  z.object({
    /** report id + hash of the normalised text (+ counter where the same text stands twice) */
    id: z.string(),
    reportId: z.string(),
    /** order in the report, from 1 */
    n: z.number().int(),
    role: Role,
    section: Section,
    headingPath: z.array(z.string()),
    /** 0–3 theme slugs, the first is the main one */
    themes: z.array(z.string()),
    practices: z.array(PracticeMention),
    named: z.array(NamedMention),
    /** ranges of 一是…二是… runs */
    items: z.array(Range),
    /** exactly as in the source */
    text: z.string(),
    /** page or block it came from, where the format has one */
    page: z.number().int().optional(),
    explain: z.array(Explanation).optional(),
  }),
)
export type Passage = z.infer<typeof Passage>

// ── indicator ───────────────────────────────────────────────────────────────────────────────────────────────────

export const Indicator = defined(
  'Indicator',
  z.object({
    /** order of the passage in its report */
    n: z.number().int(),
    /** slug of the kind, `other` where none fits */
    indicator: z.string(),
    /** what is counted, in the words of the text */
    label: z.string(),
    /** 万 and 亿 resolved; absent where the source masks it */
    value: z.number().optional(),
    /** upper end of a range */
    valueMax: z.number().optional(),
    /** as written */
    unit: z.string(),
    /** the source's own word that bounds the number (余, 多, 近, 约, 以上…) */
    qualifier: z.string().optional(),
    scope: ScopeName,
    /** 每季度, 每月… */
    per: z.string().optional(),
    /** said in words (全覆盖 = 100 %) */
    implied: z.boolean().optional(),
    measure: z.enum(['count', 'sum', 'rate']).optional(),
    /** the words the number stands in */
    text: z.string(),
    /** range of the number itself and of its sentence in the passage */
    start: z.number().int(),
    end: z.number().int(),
    sentence: Range,
    why: z.string().optional(),
  }),
)
export type Indicator = z.infer<typeof Indicator>

/** One report with everything that was understood of it. */
export const FullReport = defined(
  'FullReport',
  z.object({ report: Report, passages: z.array(Passage), indicators: z.array(Indicator) }),
)
export type FullReport = z.infer<typeof FullReport>

// ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────

export const Mode = defined('Mode', z.enum(['smart', 'exact']))
export type Mode = z.infer<typeof Mode>

export const Sort = defined('Sort', z.enum(['relevance', 'newest', 'oldest']))
export type Sort = z.infer<typeof Sort>

/** The three units every total is given in. */
export const Totals = defined(
  'Totals',
  z.object({ passages: z.number().int(), reports: z.number().int(), townships: z.number().int() }),
)
export type Totals = z.infer<typeof Totals>

export const Coverage = defined('Coverage', z.object({ reports: z.number().int(), townships: z.number().int() }))
export type Coverage = z.infer<typeof Coverage>

export const FacetField = defined(
  'FacetField',
  z.enum(['section', 'theme', 'practice', 'stance', 'named', 'year', 'place', 'level']),
)
export type FacetField = z.infer<typeof FacetField>

export const FacetValue = defined(
  'FacetValue',
  Totals.extend({
    value: z.string(),
    label: z.string(),
    /** place only: code of the place it lies in */
    parent: z.string().optional(),
    /** year and place only: how many exist there under the same filters without the query text */
    of: Coverage.optional(),
  }),
)
export type FacetValue = z.infer<typeof FacetValue>

const Facets = defined('Facets', z.partialRecord(FacetField, z.array(FacetValue)))
export type Facets = z.infer<typeof Facets>

/** Filters: values of one field are OR, fields are AND. `place` takes a code of any level. */
export const Filters = defined(
  'Filters',
  z.object({
    section: z.array(Section).optional(),
    theme: z.array(z.string()).optional(),
    practice: z.array(z.string()).optional(),
    stance: z.array(Stance).optional(),
    named: z.array(z.string()).optional(),
    year: z.array(z.number().int()).optional(),
    yearFrom: z.number().int().optional(),
    yearTo: z.number().int().optional(),
    place: z.array(z.string()).optional(),
    level: z.array(Level).optional(),
    report: z.array(z.string()).optional(),
  }),
)
export type Filters = z.infer<typeof Filters>

export const QueryTerm = defined(
  'QueryTerm',
  z.object({
    text: z.string(),
    kind: z.enum(['word', 'literal', 'practice', 'filter', 'same-sentence', 'excluded']),
    /** other wordings that are searched as well */
    aliases: z.array(z.string()),
    /** id, where the term is a practice of the lexicon */
    practice: z.string().optional(),
  }),
)
export type QueryTerm = z.infer<typeof QueryTerm>

/** How a query was understood; `ignored` lists what could not be used and why. */
export const QueryEcho = defined(
  'QueryEcho',
  z.object({
    raw: z.string(),
    mode: Mode,
    terms: z.array(QueryTerm),
    ignored: z.array(z.object({ text: z.string(), why: z.string() })),
    /** the query printed in its canonical form */
    canonical: z.string(),
  }),
)
export type QueryEcho = z.infer<typeof QueryEcho>

export const ReportRef = defined(
  'ReportRef',
  z.object({ id: z.string(), title: z.string(), year: z.number().int().optional(), township: Township }),
)
export type ReportRef = z.infer<typeof ReportRef>

export const Hit = defined(
  'Hit',
  Passage.omit({ reportId: true, explain: true, items: true, page: true }).extend({
    report: ReportRef,
    highlights: z.array(Range),
    /** how many near-identical passages this one stands for, where formulas are grouped */
    similar: z.number().int().optional(),
  }),
)
export type Hit = z.infer<typeof Hit>

/** Which term of the query finds nothing by itself, and near names that would. */
export const ZeroHint = defined(
  'ZeroHint',
  z.object({
    term: z.string(),
    /** passages the term finds alone */
    alone: z.number().int(),
    /** the query without it */
    without: z.string(),
    /** passages the query finds without it */
    withoutPassages: z.number().int(),
    /** near names that could be meant */
    suggestions: z.array(z.string()),
    /** what of the query a suggestion would stand in the place of */
    replaces: z.string().optional(),
  }),
)
export type ZeroHint = z.infer<typeof ZeroHint>

export const SearchResponse = defined(
  'SearchResponse',
  z.object({
    dataVersion: z.string(),
    query: QueryEcho,
    total: Totals,
    coverage: Coverage,
    page: z.number().int(),
    perPage: z.number().int(),
    hits: z.array(Hit),
    facets: Facets,
    zero: z.array(ZeroHint).optional(),
    /** engines that did not answer, when partial answers are allowed: the numbers are then too small */
    partial: z.array(z.string()).optional(),
    tookMs: z.number(),
  }),
)
export type SearchResponse = z.infer<typeof SearchResponse>

/** Every error of the API has this shape; `code` English, `message` Chinese. */
export const ErrorBody = defined(
  'ErrorBody',
  z.object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
    dataVersion: z.string().optional(),
  }),
)
export type ErrorBody = z.infer<typeof ErrorBody>
