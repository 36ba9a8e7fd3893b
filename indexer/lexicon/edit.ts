import { Document, isSeq, parseDocument } from 'yaml'
import { nameKey } from '../../server/corpus/ids.ts'
import type { Practice } from '../../server/lexicon/schema.ts'
import { matchingView } from '../understand/matching-view.ts'

export type NewPractice = { name: string; kind: string; theme: string }

/**
 * The text of a practices file with one more entry at its end; everything before stays as it is, comments included.
 * The entry is a beginning: somebody still has to say what it is and give examples.
 */
export function withPractice(text: string, entry: NewPractice, known: readonly Practice[]): string {
  const id = `P${String(Math.max(0, ...known.map((practice) => Number(practice.id.slice(1)))) + 1).padStart(3, '0')}`
  const { name, kind, theme } = entry
  const pattern = matchingView(name).text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const plain = name.replace(/[“”‘’"'「」『』]/g, '')
  const stub = new Document([{ id, name: plain, kind, theme, variants: [], patterns: [pattern], local: true }])
  stub.commentBefore =
    ' 由本地叫法收入：请补一句 definition（是什么）、别的写法 variants 和 examples（正例、反例各一句）'
  return `${text.replace(/\s*$/, '')}\n\n${stub.toString({ lineWidth: 0 })}`
}

/** The practice that a name already is, under its name or a variant. */
export function practiceOfName(name: string, practices: readonly Practice[]): Practice | undefined {
  const key = nameKey(name)
  return practices.find((practice) => [practice.name, ...practice.variants].some((known) => nameKey(known) === key))
}

/**
 * The text of `named.yaml` with one more refused name; everything else stays as it is, comments included. A name that
 * is refused already, in any spelling, leaves the text alone.
 * @throws when the file has no list `refused`
 */
export function withRefused(text: string, name: string): string {
  const list = parseDocument(text).get('refused', true)
  if (!isSeq(list) || !list.range) throw new Error('named.yaml 里没有 refused 列表')
  const names = list.items.map((item) => String((item as { value?: unknown }).value ?? ''))
  if (names.some((known) => nameKey(known) === nameKey(name))) return text
  const item = new Document([name]).toString({ lineWidth: 0 }).trim()
  const [start, end] = list.range
  if (list.flow || names.length === 0) {
    const all = [...names.map((known) => new Document([known]).toString({ lineWidth: 0 }).trim()), item]
    return `${text.slice(0, start).trimEnd()}\n${all.map((line) => `  ${line}`).join('\n')}\n${text.slice(end).replace(/^\n/, '')}`
  }
  return `${text.slice(0, end).trimEnd()}\n  ${item}\n${text.slice(end).replace(/^\n/, '')}`
}
