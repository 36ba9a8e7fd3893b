import { join, resolve } from 'node:path'
import { loadGazetteer } from '../../server/gazetteer/load.ts'
import { loadIndicatorRules } from '../../server/lexicon/indicators.ts'
import { loadLexicon } from '../../server/lexicon/load.ts'
import { givenPlace } from '../manifest/apply.ts'
import { parse } from '../parse/parse.ts'
import { loadParseRules } from '../parse/rules.ts'
import { locate } from '../place/locate.ts'
import { createUnderstander } from '../understand/understand.ts'
import type { Stages } from './pipeline.ts'
import { rulesVersion } from './version.ts'

/**
 * The stages with the lexicon and gazetteer below `home`; nothing of them is loaded before the first file needs it.
 * @throws LexiconError, then, when a file of either is wrong
 */
export function loadStages(home: string): Stages {
  const lexiconDir = join(home, 'data', 'lexicon')
  const rules = once(() => loadParseRules(lexiconDir))
  const gazetteer = once(() => loadGazetteer(join(home, 'data', 'gazetteer')))
  const understand = once(() => createUnderstander(loadLexicon(lexiconDir), loadIndicatorRules(lexiconDir)))
  return {
    version: rulesVersion(home),
    parse: (file) => parse(file, rules()),
    locate: ({ identity, passages, meta }, file) => {
      const given = file.given?.code === undefined ? undefined : givenPlace(file.given, gazetteer())
      if (given) return given
      const text = passages.map((passage) => passage.text).join('\n')
      const { title, issuer, addressee, township } = identity
      const { path, url } = file
      return locate({ township, title, issuer, addressee, text, filePath: resolve(path), url, meta }, gazetteer())
    },
    understand: (parsed) => understand()(parsed),
  }
}

function once<T>(make: () => T): () => T {
  let value: { made: T } | undefined
  return () => {
    value ??= { made: make() }
    return value.made
  }
}
