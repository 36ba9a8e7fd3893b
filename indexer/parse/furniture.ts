import { isDateLine } from './dates.ts'
import type { Line } from './lines.ts'
import { halfWidth, trim } from './lines.ts'
import { markOf } from './numbering.ts'
import type { ParseRules } from './rules.ts'

/** Lines that are the report's own, those that are the page's, and what the page's metadata table says. */
export type Sorted = { kept: Line[]; dropped: string[]; meta: Record<string, string> }

const LONG = 300

/** Sets page furniture apart; a metadata value may stand on the line behind its label. */
export function dropFurniture(lines: Line[], rules: ParseRules): Sorted {
  const kept: Line[] = []
  const dropped: string[] = []
  const meta: Record<string, string> = {}
  const firstText = lines.findIndex((line) => isText(line.text))
  const lastText = lines.findLastIndex((line) => isText(line.text))
  let pending: string | undefined
  const drop = (text: string): void => {
    dropped.push(text)
    const last = kept.pop()
    if (last) kept.push({ ...last, cut: true })
  }
  for (const [i, line] of lines.entries()) {
    const text = trim(halfWidth(line.text))
    if (i > lastText && rules.furniture.tail.test(text.slice(0, 80))) {
      dropped.push(...lines.slice(i).map((each) => each.text))
      break
    }
    const outside = i < firstText || i > lastText || firstText < 0
    const value = pending !== undefined && isValue(text, rules) ? pending : undefined
    pending = undefined
    if (value !== undefined) {
      meta[value] ??= text
      drop(line.text)
      continue
    }
    const table = outside && text.length < LONG * 2 ? metadataOf(text, rules) : undefined
    if (table) {
      for (const [key, each] of table.values) if (each !== '') meta[key] ??= each
      pending = table.open
      drop(line.text)
    } else if (text.length < LONG && isFurniture(text, outside, rules) && !(i > lastText && isDateLine(text))) {
      drop(line.text)
    } else {
      kept.push(line)
    }
  }
  return { kept, dropped, meta }
}

/** A paragraph of prose or a first numbered heading: nothing before it is taken for text by mistake. */
const isText = (text: string): boolean =>
  (text.length > 60 && /[。；]/.test(text)) || /^(?:[一二三四五六七八九]、|[（(][一二三四五六七八九][)）])/.test(text)

function isFurniture(text: string, outside: boolean, rules: ParseRules): boolean {
  const { lines, word, navigation } = rules.furniture
  if (!outside && (text.length > 80 || /。/.test(text))) return false
  if (lines.test(text) && !/[。；][^。；]{10,200}[。；]/.test(text)) return true
  if (!outside && text.length > 40) return false
  const rest = text.replace(word, '').replace(/[\s\d|/·.,，、:：;；<>《》【】[\]()（）+\-—_*"“”!！?？…»›]/g, '')
  if (rest === '') return /[^\s\d\p{P}\p{S}]/u.test(text) || outside
  if (!outside) return false
  const hits = text.match(navigation)?.length ?? 0
  return hits >= 3 && text.length < 40 + hits * 12
}

type Table = { values: [string, string][]; open?: string }

/** Reads a line of a metadata table: one or more labels, each with its value behind it; undefined when it is none. */
function metadataOf(text: string, rules: ParseRules): Table | undefined {
  const { label, labelled, labels } = rules.furniture
  if (!labelled.test(text)) return undefined
  const found = [...text.matchAll(label)].filter(
    (match) => match.index === 0 || /[\s|:：\]】）)、,，;；[【(（]/.test(text[match.index - 1] ?? ''),
  )
  const first = found[0]
  if (!first) return undefined
  const single = found.length === 1
  const behind = text.slice(first.index + first[0].length)
  const colon = /^[\s\]】]*[:：|]/.test(behind)
  if (single && !colon && behind.trim() !== '' && !/^[\s\]】]{1,12}\S{1,40}$/.test(behind)) return undefined
  if (single && behind.length > 120) return undefined
  const values = found.map((match, i): [string, string] => {
    const end = found[i + 1]?.index ?? text.length
    const raw = text.slice(match.index + match[0].length, end)
    const name = match[0].replace(/[\s\u3000]/g, '')
    return [labels.get(name) ?? name, raw.replace(/^[\s|:：\]】[【]+|[\s|[【\]】]+$/g, '')]
  })
  const last = values.at(-1)
  return { values, ...(last && last[1] === '' ? { open: last[0] } : {}) }
}

/** May this line be the value of the label that stood alone before it? Not another label, a heading or a title. */
function isValue(text: string, rules: ParseRules): boolean {
  if (text.length > 60 || /[。；]/.test(text) || markOf(text) !== undefined) return false
  if (/(报告|总结|汇报)$/.test(text) && rules.identity.topic.test(text)) return false
  return metadataOf(text, rules) === undefined && !rules.furniture.lines.test(text)
}
