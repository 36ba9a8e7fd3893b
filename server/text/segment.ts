import { createHash } from 'node:crypto'
import { accessSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fold } from './fold.ts'

/** Cuts text into words; one and the same for texts and queries. */
export type Segmenter = {
  /** words of the folded text, in order; rejoined they are the folded text */
  cut: (text: string) => string[]
  /** name, version and dictionary hash: an index made with another fingerprint has to be rebuilt */
  fingerprint: string
}

/**
 * nodejs-jieba with the lexicon's terms as user dictionary, accurate mode with the hidden Markov model for unknown words
 * (the second argument of `cut`, which is off by default). The binary and its dictionaries (about 1 s, 250 MB) load on
 * the first cut, once a process.
 *
 * @param terms whole words, at least two characters each
 * @param dir where the user dictionary file is written (jieba reads a file only)
 * @throws Error (Chinese) when nodejs-jieba or its dictionary is missing
 */
export function createSegmenter(terms: readonly string[], dir = join(tmpdir(), 'qianmo')): Segmenter {
  const words = [...new Set(terms.map(fold))].filter((term) => term.length > 1 && !/\s/.test(term)).sort()
  const hash = createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 12)
  let cut: ((text: string, hmm: boolean) => string[]) | undefined
  return {
    fingerprint: `nodejs-jieba@${version()}+${hash}`,
    cut: (text) => {
      cut ??= loadJieba(words, join(dir, `user-${hash}.dict`))
      // jieba answers lone surrogates with U+FFFD, which would shift every offset behind them.
      return cut(fold(text).replace(LONE_SURROGATE, '\u25a1'), true)
    },
  }
}

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const require = createRequire(import.meta.url)

function version(): string {
  const manifest = join(dirname(require.resolve('nodejs-jieba')), '..', 'package.json')
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
}

function loadJieba(words: string[], file: string): (text: string, hmm: boolean) => string[] {
  const dictionary = writeDictionary(words, file)
  let jieba: typeof import('nodejs-jieba')
  try {
    jieba = require('nodejs-jieba')
  } catch (cause) {
    throw new Error('分词组件 nodejs-jieba 没有装好。请重新运行 npm ci（npm 12 以上需允许它的安装脚本）。', { cause })
  }
  // A missing file aborts the whole process inside jieba and cannot be caught, so it is looked for first.
  for (const path of [jieba.DEFAULT_DICT, jieba.DEFAULT_HMM_DICT, jieba.DEFAULT_IDF_DICT, dictionary]) accessSync(path)
  jieba.load({ userDict: dictionary })
  return jieba.cut
}

/**
 * The file jieba reads. Its name carries its hash, so one that is there is right; it is renamed into place, because
 * another process may be reading it, and lies among the temporary files where the folder may not be written.
 */
function writeDictionary(words: readonly string[], file: string): string {
  if (existsSync(file)) return file
  try {
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}`
    // A frequency above every compound that the main dictionary could prefer keeps the terms whole.
    writeFileSync(draft, words.map((word) => `${word} 100000 n`).join('\n'))
    renameSync(draft, file)
    return file
  } catch (error) {
    const spare = join(tmpdir(), 'qianmo', basename(file))
    if (spare === file) throw error
    return writeDictionary(words, spare)
  }
}
