import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Section, Stance } from '../schema.ts'
import { type IndicatorKind, loadIndicatorRules } from './indicators.ts'
import { LexiconError, readLexiconFile } from './read.ts'
import type { Label, NamedFile, StanceFile, ThemesFile } from './schema.ts'
import * as files from './schema.ts'

/** The domain knowledge of `data/lexicon/`, validated; plain data, nothing compiled. */
export type Lexicon = {
  /** hash of all files of the folder: changes when any of them does */
  version: string
  sections: Record<Section, Label>
  stances: Record<Stance, Label>
  kinds: string[]
  themes: files.Theme[]
  themeRules: Omit<ThemesFile, 'themes'>
  practices: files.Practice[]
  /** names of the kinds of numbers; the rules that find them are read by the indexer alone */
  indicatorKinds: Pick<IndicatorKind, 'slug' | 'name' | 'english' | 'measure'>[]
  stanceRules: StanceFile
  named: NamedFile
  /** set phrases and single words that say nothing about a township, for ranking and similarity */
  stopPhrases: string[]
  stopWords: string[]
  /** names and variants as words for the segmenter (Han, letters, digits only), longest first */
  userDictionary: () => string[]
}

/**
 * Reads and validates the lexicon in `dir`.
 * @throws LexiconError naming file, entry and field
 */
export function loadLexicon(dir: string): Lexicon {
  const labels = readLexiconFile(dir, 'labels.yaml', files.LabelsFile)
  const { themes, ...themeRules } = readLexiconFile(dir, 'themes.yaml', files.ThemesFile)
  const practices = practiceFiles(dir).flatMap((file) => readLexiconFile(dir, file, z.array(files.Practice)))
  const stopwords = readLexiconFile(dir, 'stopwords.yaml', files.StopwordsFile)
  checkReferences(dir, practices, new Set(themes.map((theme) => theme.slug)), new Set(labels.kinds))
  return {
    version: versionOf(dir),
    sections: labels.sections,
    stances: labels.stances,
    kinds: labels.kinds,
    themes,
    themeRules,
    practices,
    indicatorKinds: loadIndicatorRules(dir).kinds.map(({ slug, name, english, measure }) => ({
      slug,
      name,
      english,
      measure,
    })),
    stanceRules: readLexiconFile(dir, 'stance.yaml', files.StanceFile),
    named: readLexiconFile(dir, 'named.yaml', files.NamedFile),
    stopPhrases: stopwords.phrases,
    stopWords: stopwords.words,
    userDictionary: () => dictionaryOf(practices),
  }
}

/** One file a theme, so that each stays short enough to be edited. */
const practiceFiles = (dir: string): string[] => yamlFiles(dir).filter((file) => file.startsWith('practices/'))

const yamlFiles = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.yaml'))
    .sort()

function versionOf(dir: string): string {
  const hash = createHash('sha256')
  for (const name of yamlFiles(dir))
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(dir, name)))
      .update('\0')
  return hash.digest('hex').slice(0, 12)
}

function dictionaryOf(practices: files.Practice[]): string[] {
  const words = practices
    .flatMap((practice) => [practice.name, ...practice.variants])
    .map((word) => word.replace(/[“”‘’"'「」]/g, ''))
    .filter((word) => /^[\p{Script=Han}A-Za-z0-9]{2,12}$/u.test(word))
  return [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
}

/** What one entry says about another has to exist; ids and names stand once. */
function checkReferences(dir: string, practices: files.Practice[], themes: Set<string>, kinds: Set<string>): void {
  const faults: string[] = []
  const ids = new Set(practices.map((practice) => practice.id))
  const seen = new Set<string>()
  for (const practice of practices) {
    const fault = (text: string) => faults.push(`  ${practice.id}（${practice.name}）${text}`)
    for (const key of [practice.id, practice.name]) {
      if (seen.has(key)) fault(`：“${key}”重复出现`)
      seen.add(key)
    }
    if (!themes.has(practice.theme)) fault(` › theme：主题“${practice.theme}”不在 themes.yaml 里`)
    if (!kinds.has(practice.kind)) fault(` › kind：类别“${practice.kind}”不在 labels.yaml 里`)
    if (practice.variants.length + practice.patterns.length === 0) fault(' › variants、patterns：至少要有一个')
    for (const field of ['includes', 'yields', 'unless'] as const) {
      for (const id of practice[field]) if (!ids.has(id)) fault(` › ${field}：没有编号 ${id}`)
    }
  }
  if (faults.length > 0) throw new LexiconError(`词典文件 ${join(dir, 'practices')} 有误：\n${faults.join('\n')}`)
}
