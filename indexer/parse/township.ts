import { basename } from 'node:path'
import type { Level } from '../../server/schema.ts'
import { compact, halfWidth } from './lines.ts'
import type { ParseRules } from './rules.ts'

/** A township's name as found, with level, and the words before it that name superior places. */
export type FoundName = { name: string; level: Level; superior: string }

const MAX_CORE = 12
const NUMBERED = /^第?[\d一二三四五六七八九十〇○零]{1,4}团$/

/**
 * First township named in a title, a signature or a file name. The name must be followed by what may follow a name
 * (a body, a year, 法治…), so 乡镇, 镇域 and 推进镇 (a verb before 镇域) are told apart; superior places are cut off.
 */
export function townshipIn(text: string, rules: ParseRules): FoundName | undefined {
  return townshipsIn(text, rules)[0]
}

/** All townships so named, in order. */
function townshipsIn(text: string, rules: ParseRules): FoundName[] {
  const line = compact(text).replace(/[_\-—]+/g, ' ')
  const found: FoundName[] = []
  for (const match of line.matchAll(rules.identity.township)) {
    const level = rules.identity.levels[match.slice(1).findIndex((group) => group !== undefined)]
    if (!level) continue
    const begin = beginOf(line, match.index, rules)
    const suffix = match[0].replace(/街道办事处$|街道办$/, '街道')
    const whole = line.slice(begin, match.index)
    const { core, superior } = stripSuperior(whole, rules)
    if (isName(core, suffix, rules)) found.push({ name: core + suffix, level, superior })
  }
  return found
}

/** Farm, forest, development zone: township-level places of other kinds, only where no township is named. */
export function otherPlaceIn(text: string, rules: ParseRules): FoundName | undefined {
  const line = compact(text)
  for (const match of line.matchAll(rules.identity.otherLevel)) {
    const { core, superior } = stripSuperior(line.slice(beginOf(line, match.index, rules), match.index), rules)
    // a regiment (一四三团) is named by its number, behind its division
    const own = /团$/.test(match[0]) ? core.replace(/^.{0,12}师市?(?:党委)?/, '') : core
    if (own.length >= 2 ? own.length <= 14 : own === '' && NUMBERED.test(match[0])) {
      return { name: own + match[0], level: '其他', superior }
    }
  }
  return undefined
}

/** Begin of the name that ends at `end`: behind the last punctuation, digit, 关于, 中共… */
function beginOf(line: string, end: number, rules: ParseRules): number {
  const from = Math.max(0, end - 30)
  let begin = from
  for (const match of line.slice(from, end).matchAll(rules.identity.before))
    begin = from + match.index + match[0].length
  return begin
}

/** Cuts province, city and county off the front, as long as a name of its own remains. */
export function stripSuperior(text: string, rules: ParseRules): { core: string; superior: string } {
  const { province, city, county } = rules.identity
  let core = text
  for (const [unit, least] of [
    [province, 3],
    [city, 3],
    [city, 3],
    [county, 2],
  ] as const) {
    core = core.slice(prefixLength(core, unit, least))
  }
  // ××区人民政府××街道办事处: the government is the superior's
  if (core.length < text.length) core = core.replace(/^(?:人民)?政府(?:驻|办公室)?(?=.)/, '')
  return { core, superior: text.slice(0, text.length - core.length) }
}

function prefixLength(text: string, unit: RegExp, least: number): number {
  for (let i = Math.max(1, least - 1); i < Math.min(text.length, 12); i++) {
    const match = unit.exec(text.slice(i))
    if (!match) continue
    const length = i + match[0].length
    const rest = text.length - length
    if (length < least || rest < 1 || (rest < 2 && length < 3)) continue
    return length
  }
  return 0
}

function isName(core: string, suffix: string, rules: ParseRules): boolean {
  if (core.length < 1 || core.length > MAX_CORE || rules.identity.notNames.has(core)) return false
  if (suffix === '街' && core.length < 2) return false
  if (/(?:[我本全各该]|所辖|以及)$/.test(core)) return false
  return core.length === 1 ? !/[乡城]/.test(core) : !/(?:城乡|县乡|乡)$/.test(core) || core.length > 2
}

/** In prose verbs, pronouns and counting words (一是成立镇…) stand before 镇 more often than in a title. */
function isProseName(name: string, rules: ParseRules): boolean {
  const core = name.replace(/(?:街道|苏木|镇|乡|街)$/, '')
  return !rules.identity.proseNames.has(core) && !rules.identity.notProse.test(core) && !/[我本全各该]$/.test(core)
}

const LEADING_NAME = /^[\u4e00-\u9fff]+/

/** The township that prose names most, of those that begin a sentence of the first paragraphs (2023年，××镇坚持…). */
export function townshipOfProse(paragraphs: string[], whole: string, rules: ParseRules): FoundName | undefined {
  const counts = new Map<string, { found: FoundName; count: number }>()
  for (const paragraph of paragraphs) {
    for (const clause of halfWidth(paragraph.slice(0, 1200)).split(
      /[，。、；：,;:“”（）()《》\s]|(?<=\d年)|(?<=年度)|以来/,
    )) {
      const start = LEADING_NAME.exec(clause.slice(0, 24))?.[0]
      const found = start ? townshipIn(start.slice(0, 20), rules) : undefined
      if (!found || found.name.length > 9 || !isProseName(found.name, rules)) continue
      const entry = counts.get(found.name) ?? { found, count: occurrences(whole, found.name) }
      counts.set(found.name, entry)
    }
  }
  const ranked = [...counts.values()].sort((a, b) => b.count - a.count)
  return ranked[0]?.found
}

const PAPER = /(?:《|纳入了?|列入了?|制定了?|印发了?)([\u4e00-\u9fff]{2,14})/g

/** The township that the text's own papers name where it calls itself 我镇 only (《××镇2024年工作计划》, 纳入××镇发展规划). */
export function townshipOfPapers(paragraphs: string[], rules: ParseRules): FoundName | undefined {
  const counts = new Map<string, { found: FoundName; count: number }>()
  for (const paragraph of paragraphs) {
    for (const match of halfWidth(paragraph.slice(0, 2000)).matchAll(PAPER)) {
      const at = match.index + match[0].length - (match[1]?.length ?? 0)
      const found = townshipIn(paragraph.slice(at, at + 16), rules)
      if (!found || found.name.length > 9 || !isProseName(found.name, rules)) continue
      if (!paragraph.startsWith(found.superior + found.name, at)) continue
      counts.set(found.name, { found, count: (counts.get(found.name)?.count ?? 0) + 1 })
    }
  }
  const [first, second] = [...counts.values()].sort((a, b) => b.count - a.count)
  return first && first.count > (second?.count ?? 0) ? first.found : undefined
}

/** Shortens 大冶保安镇 to 保安镇 where the text itself does: the county's name stands before it without 市 or 县. */
export function shortenByText(found: FoundName, text: string): FoundName {
  for (let cut = 2; cut <= 3 && found.name.length - cut >= 3; cut++) {
    const shorter = found.name.slice(cut)
    const alone = occurrences(text, shorter) - occurrences(text, found.name)
    if (alone >= 3 && alone > occurrences(text, found.name)) {
      return { ...found, name: shorter, superior: found.superior + found.name.slice(0, cut) }
    }
  }
  return found
}

/** How often the words stand in the text. */
export function occurrences(text: string, words: string): number {
  let count = 0
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) count++
  return count
}

/** The file's name without folder and ending, as a text to look for names and years in. */
export const fileWords = (path: string): string => basename(path).replace(/\.[A-Za-z]{2,5}$/, '')
