import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LexiconError, readLexiconFile } from '../lexicon/read.ts'
import { createGazetteer, type Gazetteer, type PlaceEntry, type Rank } from './gazetteer.ts'
import { levelOf } from './names.ts'
import { type Amendment, AmendmentFile, InventedFile, PlaceCues } from './schema.ts'

/**
 * Reads the gazetteer in `dir`: townships.txt, amended by amendments.yaml and, where it exists, invented.yaml.
 * @throws LexiconError with file, entry and reason (Chinese) when a file cannot be used.
 */
export function loadGazetteer(dir: string): Gazetteer {
  const entries = parseTownships(readText(join(dir, 'townships.txt')))
  amend(entries, readLexiconFile(dir, 'amendments.yaml', AmendmentFile).places)
  if (existsSync(join(dir, 'invented.yaml'))) addInvented(entries, readLexiconFile(dir, 'invented.yaml', InventedFile))
  return createGazetteer(entries, readLexiconFile(dir, 'evidence.yaml', PlaceCues))
}

const RANKS: Record<number, Rank> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township' }
/** Shared by the tens of thousands of entries that have no former name. */
const NONE: readonly string[] = []

/** Entries by code, from the lines of townships.txt; its head says how they are written. */
export function parseTownships(text: string): Map<string, PlaceEntry> {
  const entries = new Map<string, PlaceEntry>()
  let county = ''
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    const gap = line.indexOf(' ')
    const label = line.slice(0, gap)
    const digits = label.startsWith('-') ? label.slice(1) : label
    const code = digits.length === 3 ? county + digits : digits
    if (code.length === 6) county = code
    const second = line.indexOf(' ', gap + 1)
    const name = line.slice(gap + 1, second < 0 ? undefined : second)
    const aliases = second < 0 ? NONE : line.slice(second + 1).split(' ')
    const rank = RANKS[code.length]
    if (gap < 0 || !rank || !name) throw new LexiconError(`地名库 townships.txt 有一行无法识别：${line}`)
    const parent = parentCode(code)
    const entry: PlaceEntry =
      rank === 'township' && parent
        ? { code, name, rank, aliases, parent, level: levelOf(name) }
        : { code, name, rank, aliases, ...(parent && { parent }) }
    if (label !== digits) entry.former = true
    entries.set(code, entry)
  }
  return entries
}

const parentCode = (code: string): string | undefined =>
  code.length === 9 ? code.slice(0, 6) : code.length > 2 ? code.slice(0, code.length - 2) : undefined

function amend(entries: Map<string, PlaceEntry>, amendments: readonly Amendment[]): void {
  for (const { code, name, level, aliases = [], mergedInto, pinyin } of amendments) {
    const old = entries.get(code)
    const rank = RANKS[code.length]
    const parent = parentCode(code)
    const shown = name ?? old?.name
    if (!rank || !shown || (parent && !entries.has(parent)))
      throw new LexiconError(
        `地名库 amendments.yaml 中的 ${code}${name ? `（${name}）` : ''}：` +
          (shown ? '名录里没有它所属的上级，请先补上级' : '名录里没有这个代码，请补上 name（名称）'),
      )
    const former = old && old.name !== shown ? [old.name] : []
    const entry: PlaceEntry = {
      ...old,
      code,
      rank,
      name: shown,
      aliases: [...(old?.aliases ?? []), ...former, ...aliases],
    }
    if (parent) entry.parent = parent
    if (rank === 'township') entry.level = level ?? (old && !name ? old.level : levelOf(shown))
    if (mergedInto) Object.assign(entry, { mergedInto, former: true })
    if (pinyin) entry.pinyin = pinyin
    entries.set(code, entry)
  }
}

/** Invented counties, cities and provinces take the leading digits of the township's code. */
function addInvented(entries: Map<string, PlaceEntry>, file: InventedFile): void {
  for (const { code, name, level, county, city, province } of file.places) {
    const above = [
      [code.slice(0, 2), 'province', province],
      [code.slice(0, 4), 'city', city ?? '市辖区'],
      [code.slice(0, 6), 'county', county],
    ] as const
    for (const [areaCode, rank, areaName] of above) {
      const known = entries.get(areaCode)
      if (known && known.name !== areaName)
        throw new LexiconError(
          `地名库 invented.yaml 中的 ${code}（${name}）：代码 ${areaCode} 已是${known.name}，不能又是${areaName}`,
        )
      const parent = parentCode(areaCode)
      if (!known)
        entries.set(areaCode, {
          code: areaCode,
          name: areaName,
          rank,
          aliases: [],
          invented: true,
          ...(parent && { parent }),
        })
    }
    entries.set(code, { code, name, rank: 'township', level, aliases: [], parent: code.slice(0, 6), invented: true })
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new LexiconError(`地名库 ${path} 读不了`, { cause })
  }
}
