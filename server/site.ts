import type { Corpus } from './corpus/port.ts'
import type { Engine } from './engine/port.ts'
import type { Gazetteer } from './gazetteer/gazetteer.ts'
import type { Lexicon } from './lexicon/load.ts'
import { createCatalog } from './query/catalog.ts'
import type { Catalog } from './query/plan.ts'
import type { Segmenter } from './text/segment.ts'

/** Everything an answer is made from; `main.ts` chooses the parts, tests pass their own. */
export type Site = {
  corpus: Corpus
  engine: Engine
  lexicon: Lexicon
  gazetteer: Gazetteer
  segmenter: Segmenter
  /** whether the corpus holds the sample reports, which the page then says */
  samples: boolean
  /** what a query may name, for the present state of the corpus */
  catalog: () => Catalog
}

export function createSite(parts: Omit<Site, 'catalog'>): Site {
  const catalog = perVersion(parts.corpus, () => createCatalog(parts.lexicon, parts.gazetteer, parts.corpus))
  return { ...parts, catalog }
}

/** Makes something once for each state of the corpus. */
export function perVersion<T>(corpus: Corpus, make: () => T): () => T {
  let made: { version: string; value: T } | undefined
  return () => {
    const version = corpus.dataVersion()
    if (made?.version !== version) made = { version, value: make() }
    return made.value
  }
}
