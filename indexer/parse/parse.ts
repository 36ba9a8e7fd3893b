import type { Explanation, Problem, Section } from '../../server/schema.ts'
import type { ParsedPassage, ParsedReport, ReadFile } from '../stages.ts'
import { PAGE } from '../stages.ts'
import type { Front } from './front.ts'
import { findFront } from './front.ts'
import { dropFurniture } from './furniture.ts'
import type { FoundIdentity } from './identity.ts'
import { identityOf } from './identity.ts'
import { itemsOf } from './items.ts'
import { whyNotTownshipReport } from './kind.ts'
import type { Labelled } from './label.ts'
import { labelBody } from './label.ts'
import type { Line } from './lines.ts'
import { compact, linesOf } from './lines.ts'
import type { Placed } from './outline.ts'
import { outline } from './outline.ts'
import type { ParseRules } from './rules.ts'
import { secondTitle } from './second-title.ts'
import type { Tail } from './tail.ts'
import { findTail } from './tail.ts'
import { townshipIn, townshipOfProse } from './township.ts'
import { unflatten } from './unflatten.ts'
import { unwrap } from './unwrap.ts'

/**
 * Takes a decoded file apart: whose report it is, its passages in order with role, section and heading path, and what
 * was doubtful. Pure, never throws; a document that is no township's report still gives its passages and says why.
 */
export function parse(file: ReadFile, rules: ParseRules): ParsedReport {
  const source = unflatten(unwrap(linesOf(file, rules)), rules)
  const { kept, dropped, meta } = dropFurniture(source, rules)
  const front = findFront(kept, rules)
  const lines = kept.filter((_, i) => !front.dropped.has(i))
  const roles = shifted(front)
  const begin = front.end - front.dropped.size
  const tail = findTail(lines, begin, rules)
  const opening = lines.slice(begin, begin + 3).map((line) => line.text)
  const own = townshipIn(front.title ?? '', rules) ?? townshipOfProse(opening, opening.join('\n'), rules)
  const body = outline(lines.slice(begin, tail.begin), rules, own?.name)
  const head = lines.slice(0, begin).map((line, i) => ({ role: roles.get(i) ?? 'body', text: line.text }))
  const foot = lines
    .slice(tail.begin)
    .map((line, i) => ({ role: tail.labels.get(tail.begin + i)?.role ?? 'body', text: line.text }))
  const headings = body.filter((placed) => placed.head > 0).map((placed) => placed.line.text.slice(0, placed.head))
  const found = identityOf(
    {
      file,
      front,
      head,
      tail: foot,
      body: body.map((placed) => placed.line.text),
      headings,
      meta: { ...meta, ...file.meta },
    },
    rules,
  )
  const labels = labelBody(body, rules, found.identity.year)
  const passages = [
    ...head.map((line, i) => passageOf(lines[i] as Line, edge(line.role as ParsedPassage['role'], 'front-matter'))),
    ...body.map((placed, i) => bodyPassage(placed, labels[i] as Labelled)),
    ...lines.slice(tail.begin).map((line, i) => passageOf(line, footLabel(tail, tail.begin + i))),
  ].map((passage, i) => ({ ...passage, n: i + 1 }))
  const furniture = [...dropped, ...[...front.dropped].map((i) => kept[i]?.text ?? '')]
  const problems = problemsOf(file, passages, furniture, found, body, rules)
  const around = furniture.filter((text) => text !== '' && text.length <= 300).slice(0, MOST_AROUND)
  const stated = { ...meta, ...(around.length > 0 ? { [PAGE]: around.join('\n') } : {}), ...file.meta }
  return { identity: found.identity, passages, meta: stated, problems }
}

const MOST_AROUND = 60

/** Roles of the head by position once the dropped lines are gone. */
function shifted(front: Front): Map<number, ParsedPassage['role']> {
  const roles = new Map<number, ParsedPassage['role']>()
  let shift = 0
  for (let i = 0; i < front.end; i++) {
    if (front.dropped.has(i)) shift++
    else roles.set(i - shift, front.roles.get(i) ?? 'body')
  }
  return roles
}

type Label = { role: ParsedPassage['role']; section: Section; explain: Explanation[] }

const edge = (role: ParsedPassage['role'], section: Section): Label => ({
  role,
  section,
  explain: [{ label: `section:${section}`, why: section === 'front-matter' ? '正文之前' : '正文之后' }],
})

function footLabel(tail: Tail, i: number): Label {
  const label = tail.labels.get(i)
  return edge(label?.role ?? 'body', label?.section ?? 'closing')
}

function passageOf(line: Line, label: Label): ParsedPassage {
  return {
    n: 0,
    text: line.text,
    role: label.role,
    section: label.section,
    headingPath: [],
    items: [],
    headingLength: 0,
    ...(line.page === undefined ? {} : { page: line.page }),
    explain: label.explain,
  }
}

function bodyPassage(placed: Placed, label: Labelled): ParsedPassage {
  return {
    ...passageOf(placed.line, label),
    headingPath: placed.under.map((heading) => heading.text),
    items: placed.kind === 'heading' ? [] : itemsOf(placed.line.text),
    headingLength: placed.kind === 'glued' ? placed.head : 0,
  }
}

function problemsOf(
  file: ReadFile,
  passages: ParsedPassage[],
  furniture: string[],
  found: FoundIdentity,
  body: Placed[],
  rules: ParseRules,
): Problem[] {
  const problems = found.problems.map((each): Problem => ({ ...each, path: file.path }))
  const add = (code: string, message: string): void => {
    problems.push({ path: file.path, stage: 'parse', code, message })
  }
  const text = body.map((placed) => placed.line.text).join('\n')
  const why = whyNotTownshipReport(
    {
      title: found.identity.title,
      township: found.found,
      issuers: found.issuers,
      preamble: body
        .slice(0, 8)
        .map((placed) => placed.line.text)
        .find((each) => rules.sections.preamble.test(compact(each.slice(-160)))),
      sections: new Set(passages.map((passage) => passage.section)),
      text: text.slice(0, 60_000),
    },
    rules,
  )
  if (why) add('not-a-township-report', `不是乡镇街道的法治政府建设年度报告：${why}`)
  const second = secondTitle(
    body.map((placed) => placed.line),
    found.identity,
    rules,
  )
  if (second) add('several-reports', `文件里还有另一篇报告，从“${second}”起：请拆成两个文件再收录`)
  const shown = furniture.filter((each) => each !== '')
  if (shown.length > 0) {
    const list = shown.slice(0, 12).map((each) => `“${each.slice(0, 40)}”`)
    add('furniture', `略去网页附着内容 ${shown.length} 行：${list.join('、')}${shown.length > 12 ? '……' : ''}`)
  }
  const repeated = repeatedPassages(passages)
  if (repeated > 0) add('duplicated-text', `有 ${repeated} 段文字在文中重复出现`)
  if (text.length < 300) add('too-short', `正文只有 ${text.length} 字，可能不完整`)
  return problems
}

function repeatedPassages(passages: ParsedPassage[]): number {
  const seen = new Set<string>()
  let repeated = 0
  for (const { text } of passages) {
    if (text.length < 30) continue
    const key = compact(text)
    if (seen.has(key)) repeated++
    seen.add(key)
  }
  return repeated
}
