import type { ReadFile } from '../stages.ts'
import type { Stages } from './pipeline.ts'
import { standIn } from './stand-in.ts'
import { rulesVersion } from './version.ts'

/** The stages with the lexicon and gazetteer below `home`; nothing is loaded before the first file needs it. */
export function loadStages(home: string): Stages {
  let made: Omit<Stages, 'version'> | undefined
  const ready = (): Omit<Stages, 'version'> => {
    made ??= standIn
    return made
  }
  return {
    version: rulesVersion(home),
    parse: (file: ReadFile) => ready().parse(file),
    locate: (parsed, file) => ready().locate(parsed, file),
    understand: (parsed) => ready().understand(parsed),
  }
}
