/** The index that is searched. */
export const INDEX = 'qianmo_passages'
/** The one beside it, filled before the two are swapped. */
export const nextOf = (index: string): string => `${index}_next`
/** Exists while somebody loads. */
export const lockOf = (index: string): string => `${index}_loading`

/** Raised when documents or settings change meaning: an index of another format is built anew. */
export const FORMAT = 2

/** The line of servers that the facts in this folder were measured on. */
export const SERVER_VERSION = { major: 1, minor: 50 } as const

/** High enough that no answer is cut off; every answer is checked for it. */
const NO_LIMIT = 100_000_000

/** Everything the index needs: `pairs` with positions, the rest as exact values; no order, no typos, no words of its own. */
export const INDEX_SETTINGS = {
  searchableAttributes: ['pairs'],
  filterableAttributes: [
    {
      attributePatterns: ['pid', 'state', 'units', 'words'],
      features: { facetSearch: false, filter: { equality: true, comparison: false } },
    },
  ],
  displayedAttributes: ['pid', 'meta', 'frequent'],
  sortableAttributes: [],
  rankingRules: [],
  stopWords: [],
  nonSeparatorTokens: [],
  separatorTokens: [],
  dictionary: [],
  synonyms: {},
  distinctAttribute: null,
  proximityPrecision: 'byWord',
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  facetSearch: false,
  faceting: { maxValuesPerFacet: NO_LIMIT, sortFacetValuesBy: { '*': 'alpha' } },
  pagination: { maxTotalHits: NO_LIMIT },
  localizedAttributes: [{ attributePatterns: ['pairs'], locales: ['eng'] }],
  searchCutoffMs: null,
} as const

/** Stands in the index as row 0: which corpus it was filled from. */
export type IndexMeta = {
  format: number
  /** `loading` while documents are being changed: nobody may answer from it */
  status: 'ready' | 'loading'
  dataVersion: string
  segmenter: string
  /** passages on this server */
  passages: number
  /** all servers the reports were divided among, as they are told apart */
  servers: string[]
}

/** What stands in many passages, most frequent first: in row 0 beside {@link IndexMeta}. Only speed depends on it. */
export type Frequent = {
  /** strings of up to four characters, which the engine finds exactly */
  strings: string[]
  /** longer ones, which each document that has them names */
  phrases: string[]
}

/** What row 0 holds as text: it is found only while phrases are still told from mere company. */
export const CANARY = {
  pairs: 'pcanarya pcanaryb . pcanaryc',
  query: '"pcanarya pcanaryb" -"pcanarya pcanaryc"',
} as const
