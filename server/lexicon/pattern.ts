/**
 * The part of regular-expression syntax that a lexicon may use: literals, classes, groups, alternatives, look-around
 * without quantified gaps of its own, and bounded repetition. Read once on load, for two purposes: refusing what could
 * take super-linear time, and finding literals without which a pattern cannot match (so most patterns need not run).
 */
type Node =
  | { kind: 'text'; text: string }
  | { kind: 'class' }
  | { kind: 'look' }
  | { kind: 'group'; alternatives: Node[][] }
  | { kind: 'repeat'; node: Node; min: number; max: number }

/** What a pattern was found to be: its required literals (a match holds at least one), or why it is refused (Chinese). */
export type PatternReport = { ok: true; literals: string[] } | { ok: false; why: string }

const MAX_REPEAT = 60
const MAX_PRODUCT = 4000

/** Checks one pattern; never throws. */
export function inspectPattern(source: string): PatternReport {
  try {
    new RegExp(source, 'u')
  } catch {
    return { ok: false, why: `“${source}” 不是有效的正则表达式` }
  }
  try {
    const alternatives = parsePattern(source)
    for (const sequence of alternatives) checkSequence(sequence)
    const literals = requiredOf(alternatives)
    if (literals.some((literal) => literal.length === 0)) return { ok: true, literals: [] }
    return { ok: true, literals: [...new Set(literals)] }
  } catch (error) {
    return { ok: false, why: `“${source}”：${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Splits `a|b(c|d)` into `a` and `b(c|d)`: each alternative can then be looked for by its own literal. */
export function alternativesOf(source: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at]
    if (char === '\\') at += 1
    else if (char === '[') while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    else if (char === '(') depth += 1
    else if (char === ')') depth -= 1
    else if (char === '|' && depth === 0) {
      parts.push(source.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, source.slice(from)]
}

function parsePattern(source: string): Node[][] {
  let at = 0

  const alternatives = (): Node[][] => {
    const all: Node[][] = [[]]
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at += 1
        all.push([])
      } else {
        all.at(-1)?.push(quantified(atom()))
      }
    }
    return all
  }

  const atom = (): Node => {
    const char = source[at] ?? ''
    if (char === '[') return charClass()
    if (char === '(') return group()
    if (char === '.') return { kind: 'class', ...step(1) }
    if (char === '^' || char === '$') return { kind: 'look', ...step(1) }
    if (char === '\\') return escaped()
    const point = String.fromCodePoint(source.codePointAt(at) ?? 0)
    return { kind: 'text', text: point, ...step(point.length) }
  }

  const step = (n: number): object => {
    at += n
    return {}
  }

  const escaped = (): Node => {
    const next = source[at + 1] ?? ''
    if (/[1-9k]/.test(next)) throw new Error('不支持回溯引用')
    if (/[pPux]/.test(next)) throw new Error('不支持 \\p \\u \\x 转义，请直接写字符')
    at += 2
    if (/[bB]/.test(next)) return { kind: 'look' }
    return /[dDsSwW]/.test(next) ? { kind: 'class' } : { kind: 'text', text: next }
  }

  const charClass = (): Node => {
    at += 1
    while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
    at += 1
    return { kind: 'class' }
  }

  const group = (): Node => {
    const open = /^\((\?(:|<?[=!]))?/.exec(source.slice(at, at + 5))
    const look = open?.[2] !== undefined && open[2] !== ':'
    if (!open || (source[at + 1] === '?' && !open[1])) throw new Error('不支持这种分组')
    at += open[0].length
    const inner = alternatives()
    at += 1
    if (look) for (const sequence of inner) checkSequence(sequence)
    return look ? { kind: 'look' } : { kind: 'group', alternatives: inner }
  }

  const quantified = (node: Node): Node => {
    const found = /^(\?|\*|\+|\{(\d+)(,(\d*))?\})\??/.exec(source.slice(at, at + 12))
    if (!found) return node
    at += found[0].length
    const sign = found[1] ?? ''
    if (sign === '*' || sign === '+' || (found[3] && !found[4])) {
      throw new Error('不允许没有上限的重复（* + {n,}），请写成 {0,20} 这样的有限次数')
    }
    const min = sign === '?' ? 0 : Number(found[2])
    const max = sign === '?' ? 1 : Number(found[4] ?? found[2])
    if (max > MAX_REPEAT) throw new Error(`重复次数不能超过 ${MAX_REPEAT}`)
    if (max > 1 && holdsRepeat(node)) throw new Error('不允许重复里面再套重复')
    return { kind: 'repeat', node, min, max }
  }

  const all = alternatives()
  if (at < source.length) throw new Error('括号不配对')
  return all
}

function holdsRepeat(node: Node): boolean {
  if (node.kind === 'repeat') return true
  return node.kind === 'group' && node.alternatives.some((sequence) => sequence.some(holdsRepeat))
}

/** How many ways a sequence can be cut up; bounded, so that a failing match costs a constant. */
function waysOf(node: Node): number {
  if (node.kind === 'repeat') return waysOf(node.node) * (node.max - node.min + 1)
  if (node.kind === 'group') return Math.max(...node.alternatives.map(waysOfSequence), 1)
  return 1
}

const waysOfSequence = (sequence: Node[]): number => sequence.reduce((ways, node) => ways * waysOf(node), 1)

function checkSequence(sequence: Node[]): void {
  const first = sequence.find((node) => node.kind !== 'look')
  if (first?.kind === 'repeat' && first.node.kind === 'class' && first.max > 4) {
    throw new Error('不能以长空档（如 [^。]{0,20}）开头')
  }
  if (waysOfSequence(sequence) > MAX_PRODUCT) throw new Error('空档太多太长，匹配会变慢，请缩短 {0,n}')
}

/** Literals of which every match holds at least one; [''] where nothing is required. */
function requiredOf(alternatives: Node[][]): string[] {
  return alternatives.flatMap(requiredOfSequence)
}

function requiredOfSequence(sequence: Node[]): string[] {
  const choices: string[][] = []
  let run = ''
  const close = () => {
    if (run) choices.push([run])
    run = ''
  }
  for (const node of sequence) {
    if (node.kind === 'text') {
      run += node.text
      continue
    }
    close()
    const inner = node.kind === 'repeat' && node.min > 0 ? node.node : node
    if (inner.kind === 'group') choices.push(requiredOf(inner.alternatives))
    if (inner.kind === 'text') choices.push([inner.text])
  }
  close()
  return choices.reduce((best, choice) => (scoreOf(choice) > scoreOf(best) ? choice : best), [''])
}

/** Longer shortest literal first, then fewer of them. */
const scoreOf = (literals: string[]): number =>
  Math.min(...literals.map((literal) => Math.min(literal.length, 4))) * 100 - Math.min(literals.length, 99)
