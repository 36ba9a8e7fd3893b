import type { Explanation, Role, Section } from '../../server/schema.ts'
import { compact } from './lines.ts'
import { markOf } from './numbering.ts'
import type { Heading, Placed } from './outline.ts'
import type { ParseRules } from './rules.ts'
import type { SectionCue } from './section-cues.ts'
import { classifyHeading, classifyLower, classifyStart, coreOf, partsOf } from './section-cues.ts'

/** Section and role of a body line, and why. */
export type Labelled = { section: Section; role: Role; explain: Explanation[] }

/** What is known of an open heading while its lines are read. */
type State = {
  section: Section
  why: string
  /** all sections that the heading names: its text may switch between them */
  merged: Set<Section>
  /** its text gives causes now */
  cause: boolean
  /** the paragraph before announced causes (主要原因：): the next one gives them */
  announced?: boolean
  /** the heading itself is about causes: nothing ends them */
  causes: boolean
}

/** Labels the body lines: section by heading, position and the way a paragraph begins; role by form and place. */
export function labelBody(body: Placed[], rules: ParseRules, year?: number): Labelled[] {
  const named = namedSections(body, rules, year)
  const states = new Map<Heading, State>()
  const open: State = {
    section: 'overview',
    why: '标题之前的导语',
    merged: new Set(['overview']),
    cause: false,
    causes: false,
  }
  let preambleOver = false
  let lastTop: Section | undefined
  const headed = body.some((placed) => placed.under.length > 0)
  return body.map((placed, i): Labelled => {
    const heading = placed.under.at(-1)
    const explain: Explanation[] = []
    let state = heading ? states.get(heading) : open
    if (!state && heading) {
      const parent = placed.under.length > 1 ? states.get(placed.under.at(-2) as Heading) : undefined
      state = stateOf(heading, parent, body, i, rules, { named, lastTop, year })
      states.set(heading, state)
      if (!parent) lastTop = state.section
      explain.push({ label: 'heading', why: heading.why })
    }
    const current = state as State
    const own = placed.kind === 'heading' || placed.kind === 'glued'
    if (!own || placed.kind === 'glued') {
      const text = placed.line.text.slice(placed.head)
      const parents = placed.under.slice(0, -1).map((each) => states.get(each))
      if (!own) switchByText(text, current, parents, { named, year }, rules, heading === undefined)
      if (!own && !heading) preambleOver = unheaded(text, i, body, headed, current, preambleOver, rules)
    }
    const role = roleOf(placed, current, body[i + 1], heading, rules)
    explain.unshift({ label: `section:${current.section}`, why: current.why })
    if (role.why) explain.push({ label: `role:${role.role}`, why: role.why })
    return { section: current.section, role: role.role, explain }
  })
}

/** Sections that some heading of the report names. */
function namedSections(body: Placed[], rules: ParseRules, year?: number): Set<Section> {
  const named = new Set<Section>()
  for (const { under, kind } of body) {
    const heading = under.at(-1)
    if (!heading || (kind !== 'heading' && kind !== 'glued')) continue
    const cues = heading.top ? classifyHeading(heading.text, rules, year) : [classifyLower(heading.text, rules)]
    for (const cue of cues) if (cue) named.add(cue.section)
  }
  return named
}

type Context = { named: Set<Section>; lastTop?: Section; year?: number }

function stateOf(
  heading: Heading,
  parent: State | undefined,
  body: Placed[],
  at: number,
  rules: ParseRules,
  context: Context,
): State {
  const cause = partsOf(heading.text).length === 1 && rules.sections.causeHeading.test(coreOf(heading.text))
  if (!parent) {
    const cues = classifyHeading(heading.text, rules, context.year)
    const made = (section: Section, why: string): State => ({
      section,
      why,
      merged: new Set([section, ...cues.map((cue) => cue.section)]),
      cause,
      causes: cause,
    })
    const first = cues[0]
    if (first?.section === 'overview' && hidesMeasures(heading, body, at, context.named, rules)) {
      return made('measures', `标题“${first.words}”下分条写做法，别处没有举措一章`)
    }
    if (first?.section === 'overview' && cues.some((cue) => cue.section === 'measures')) {
      return made('measures', `标题“${first.words}”与举措成效合在一起`)
    }
    if (first) return made(first.section, `标题含“${first.words}”`)
    if (foretells(heading, body, at, rules, context)) return made('plan', '一级标题无章节词，下文写打算')
    return made('measures', '一级标题无章节词，按做法归入')
  }
  const cue = lowerCue(heading, parent, rules, context.year)
  if (cue)
    return {
      section: cue.section,
      why: `下级标题含“${cue.words}”`,
      merged: new Set([cue.section]),
      cause,
      causes: cause,
    }
  return {
    section: parent.section,
    why: parent.why,
    merged: parent.merged,
    cause: cause || parent.cause,
    causes: cause || parent.causes,
  }
}

function lowerCue(heading: Heading, parent: State, rules: ParseRules, year?: number): SectionCue | undefined {
  const strong = classifyLower(heading.text, rules)
  if (strong) return strong
  if (parent.merged.size < 2) return undefined
  const cue = classifyHeading(heading.text, rules, year)[0]
  return cue && parent.merged.has(cue.section) ? cue : undefined
}

/** A first heading 总体情况 with numbered measures below it, in a report that has no heading for measures. */
function hidesMeasures(heading: Heading, body: Placed[], at: number, named: Set<Section>, rules: ParseRules): boolean {
  if (named.has('measures')) return false
  let end = at + 1
  while (end < body.length && body[end]?.under[0] === heading) end++
  const below = body.slice(at + 1, end)
  const others = body
    .slice(end, end + 400)
    .some((placed) => placed.kind !== 'text' && placed.under[0] !== undefined && isPlain(placed.under[0], rules))
  return !others && (below.some((placed) => placed.under.length > 1) || below.length >= 3)
}

/** A heading of measures or of no named section. */
const isPlain = (heading: Heading, rules: ParseRules): boolean => {
  const first = classifyHeading(heading.text, rules)[0]?.section
  return first === undefined || first === 'measures' || first === 'overview'
}

/** A topical first-level heading behind problems or plan whose text speaks of what is to come. */
function foretells(heading: Heading, body: Placed[], at: number, rules: ParseRules, context: Context): boolean {
  const after = context.lastTop === 'plan' || (context.lastTop === 'problems' && !context.named.has('plan'))
  if (!after) return false
  const text = body
    .slice(at, at + 12)
    .filter((placed) => placed.under.includes(heading))
    .map((placed) => placed.line.text.slice(0, 400))
    .join('')
  const future = text.match(rules.sections.future)?.length ?? 0
  const past = text.match(rules.sections.past)?.length ?? 0
  return future > past
}

/** Changes the section of the open heading where a paragraph begins with words of another one that may stand here. */
function switchByText(
  text: string,
  state: State,
  parents: (State | undefined)[],
  { named, year }: Context,
  rules: ParseRules,
  unheadedText: boolean,
): void {
  const head = compact(text.slice(0, 120)).replace(/[“”"'‘’]/g, '')
  const cue = classifyStart(text, rules, year)
  const mark = markOf(text)
  if (state.section === 'problems' && rules.sections.cause.test(head.slice(mark?.length ?? 0))) {
    state.cause = true
    state.announced = /[：:]$/.test(text)
    return
  }
  if (!cue || cue.section === state.section) {
    if (!state.causes && (cue || (!state.announced && state.cause && startsAnew(text)))) state.cause = false
    state.announced = false
    return
  }
  const within = state.merged.has(cue.section)
  const missing = !named.has(cue.section)
  const follows =
    (cue.section === 'rectification' && state.section === 'problems') ||
    (cue.section === 'plan' && missing && state.section !== 'overview') ||
    (cue.section === 'problems' && missing && state.section === 'measures') ||
    (cue.section === 'problems' && state.section === 'rectification' && within)
  if (!within && !follows && !(unheadedText && missing)) return
  const why = `段首“${cue.words}”`
  Object.assign(state, { section: cue.section, why, cause: false })
  for (const parent of parents)
    if (parent?.merged.has(cue.section)) Object.assign(parent, { section: cue.section, why, cause: false })
}

/** A paragraph without a number ends a series of causes, and so does a new 一是. */
function startsAnew(text: string): boolean {
  const mark = markOf(text)
  return mark === undefined || (mark.style === 'item' && mark.value === 1)
}

/** Text before any heading: overview up to 现将…报告如下, what was done behind it when no heading takes over. */
function unheaded(
  text: string,
  i: number,
  body: Placed[],
  headed: boolean,
  state: State,
  over: boolean,
  rules: ParseRules,
): boolean {
  const preamble = rules.sections.preamble.test(compact(text.slice(-160)))
  if (preamble && state.section === 'overview') return true
  const item = markOf(text) !== undefined
  const done = over || (!headed && i > 0) || item || (i > 2 && headed)
  if (state.section === 'overview' && done && !leadsToOverview(body, i, rules)) {
    Object.assign(state, { section: 'measures', why: '导语之后、没有标题的做法' })
  }
  return over
}

/** The heading behind an unheaded stretch opens the report itself: what stands before is still the preamble. */
function leadsToOverview(body: Placed[], i: number, rules: ParseRules): boolean {
  const next = body.slice(i + 1, i + 4).find((placed) => placed.under.length > 0)
  return next !== undefined && isPlain(next.under[0] as Heading, rules)
}

function roleOf(
  placed: Placed,
  state: State,
  next: Placed | undefined,
  heading: Heading | undefined,
  rules: ParseRules,
): { role: Role; why?: string } {
  if (placed.kind === 'heading') return { role: 'heading' }
  const { text } = placed.line
  if (state.section === 'problems' && state.cause) return { role: 'cause', why: '写原因的段落，或承接写原因的段落' }
  if (placed.kind !== 'text' || !heading || !next || state.section === 'overview') return { role: 'body' }
  const numbered = markOf(next.line.text) !== undefined
  const deeper = next.under.length > placed.under.length
  if (!next.under.includes(heading) || (!numbered && !deeper)) return { role: 'body' }
  const sentences = text.match(/[。；！？]/g)?.length ?? 0
  if (text.length > 220 || /一是/.test(text) || sentences > 3) return { role: 'body' }
  const tail = text.slice(-30)
  if (rules.sections.lead.test(tail)) return { role: 'lead', why: '总起句，引出下列各条' }
  if (sentences <= 1 && text.length <= 120 && rules.sections.leadFormula.test(text)) {
    return { role: 'lead', why: '总起句，引出下列各条' }
  }
  return { role: 'body' }
}
