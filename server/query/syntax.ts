import { type QueryField, queryField } from './fields.ts'

/** A query as it was written. `text` has no blanks; `words` and aliases come later, in `plan.ts`. */
export type Query =
  | { kind: 'text'; text: string }
  | { kind: 'literal'; text: string }
  | { kind: 'filter'; name: string; value: string }
  | { kind: 'and' | 'or' | 'same'; of: Query[] }
  | { kind: 'not'; of: Query }

export type Ignored = { text: string; why: string }

export type Parsed = { query?: Query; ignored: Ignored[] }

/**
 * Parses a query. Never throws; what cannot be used is left out and reported.
 *
 *     query  = and { ("|" | "或") and }            OR
 *     and    = same { same }                        a blank means AND
 *     same   = not { "同句" not }                   in one sentence
 *     not    = [ "-" | "非" ] atom                  without
 *     atom   = "(" query ")" | quoted | filter | text
 *     quoted = "…" | “…” | 「…」 | 『…』            the literal string
 *     filter = name ":" ( value | quoted )          names in fields.ts
 *
 * 或, 非 and 同句 are operators only as words of their own (者或 and 非法 are text); `-` only before something that is not
 * a digit. An operator without its operand, a bracket or a quotation mark without its partner count as a blank.
 */
export function parseQuery(raw: string): Parsed {
  const ignored: Ignored[] = []
  const tokens = tokenize(raw, ignored)
  let at = 0
  const peek = (): Token | undefined => tokens[at]
  const isOperator = (token: Token | undefined, ...names: string[]): boolean =>
    token?.kind === 'operator' && names.includes(token.text)

  const or = (): Query | undefined => {
    const parts = [and()]
    while (isOperator(peek(), '|')) {
      at++
      parts.push(and())
    }
    return joined('or', parts)
  }
  const and = (): Query | undefined => {
    const parts: (Query | undefined)[] = []
    while (at < tokens.length && !isOperator(peek(), '|', ')')) parts.push(same())
    return joined('and', parts)
  }
  const same = (): Query | undefined => {
    const parts = [not()]
    while (isOperator(peek(), '同句')) {
      at++
      parts.push(isOperator(peek(), '|', ')') ? undefined : not())
    }
    const fit = parts.length === 1 || parts.every((part) => !part || isTextual(part))
    if (!fit) ignored.push({ text: '同句', why: '同句两边只能是词语或引号里的文字' })
    return joined(fit ? 'same' : 'and', parts)
  }
  const not = (): Query | undefined => {
    if (isOperator(peek(), '-')) {
      at++
      if (at >= tokens.length || isOperator(peek(), '|', ')', '同句')) {
        ignored.push({ text: '-', why: '后面没有要排除的内容' })
        return undefined
      }
      const of = not()
      return of && { kind: 'not', of }
    }
    return atom()
  }
  const atom = (): Query | undefined => {
    const token = tokens[at++]
    if (token === undefined) return undefined
    if (isOperator(token, '(')) {
      const inner = or()
      at++ // the tokenizer leaves only brackets that have a partner
      return inner
    }
    if (token.kind === 'operator') {
      ignored.push({ text: token.text, why: '前后缺少检索词' })
      return undefined
    }
    return token
  }
  const query = or()
  return query ? { query, ignored } : { ignored }
}

const isTextual = (query: Query): boolean =>
  query.kind === 'text' ||
  query.kind === 'literal' ||
  ((query.kind === 'or' || query.kind === 'and') && query.of.every(isTextual))

/** Leaves out what is missing, and joins a group with groups of its own kind. */
function joined(kind: 'and' | 'or' | 'same', parts: (Query | undefined)[]): Query | undefined {
  const of = parts.flatMap((part) =>
    part === undefined ? [] : part.kind === kind && kind !== 'same' ? part.of : [part],
  )
  return of.length > 1 ? { kind, of } : of[0]
}

/** Prints a query in its canonical form; parsing that gives the same query. */
export function printQuery(query: Query | undefined): string {
  if (query === undefined) return ''
  switch (query.kind) {
    case 'text':
      return query.text
    case 'literal':
      return quote(query.text)
    case 'filter':
      return `${query.name}:${/^[^\s|()"“”「」『』]+$/.test(query.value) ? query.value : quote(query.value)}`
    case 'not':
      return `-${grouped(query.of, ['text', 'literal', 'filter'])}`
    case 'same':
      return query.of.map((part) => grouped(part, ['text', 'literal'])).join(' 同句 ')
    case 'and':
      return query.of.map((part) => grouped(part, ['text', 'literal', 'filter', 'not', 'same'])).join(' ')
    case 'or':
      return query.of.map((part) => grouped(part, ['text', 'literal', 'filter', 'not', 'same', 'and'])).join(' | ')
  }
}

const grouped = (query: Query, bare: Query['kind'][]): string =>
  bare.includes(query.kind) && !(query.kind === 'text' && /^[-\d]/.test(query.text))
    ? printQuery(query)
    : `(${printQuery(query)})`

const quote = (text: string): string => {
  const [open, close] = QUOTES.find(([, end]) => !text.includes(end)) ?? ['"', '"']
  return `${open}${text}${close}`
}

// ── tokens ──────────────────────────────────────────────────────────────────────────────────────────────────────

type Token = Extract<Query, { kind: 'text' | 'literal' | 'filter' }> | { kind: 'operator'; text: string }

const QUOTES = [
  ['"', '"'],
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
] as const

const BLANK = /[\s\u3000\u200b\ufeff]/
const SPECIAL = /[\s\u3000\u200b\ufeff|｜()（）"“”「」『』]/

/** More nested brackets than anyone types; deeper ones count as blanks. */
const MAX_DEPTH = 50

function tokenize(raw: string, ignored: Ignored[]): Token[] {
  const brackets = partners(raw, ignored)
  const tokens: Token[] = []
  for (let i = 0; i < raw.length; ) {
    const letter = raw[i] as string
    const quoted = BLANK.test(letter) ? undefined : quotedAt(raw, i)
    if (quoted) {
      if (quoted.text.trim() !== '') tokens.push({ kind: 'literal', text: quoted.text.trim() })
      i = quoted.end
    } else if (letter === '|' || letter === '｜') {
      tokens.push({ kind: 'operator', text: '|' })
      i++
    } else if (brackets.has(i)) {
      tokens.push({ kind: 'operator', text: letter === '(' || letter === '（' ? '(' : ')' })
      i++
    } else if (SPECIAL.test(letter)) {
      if (/["“”「」『』]/.test(letter)) ignored.push({ text: letter, why: '引号没有成对，按空格处理' })
      i++
    } else if (letter === '-' && startsToken(raw, i) && canExclude(raw, i + 1, brackets)) {
      tokens.push({ kind: 'operator', text: '-' })
      i++
    } else {
      let end = i
      while (end < raw.length && !SPECIAL.test(raw[end] as string)) end++
      const token = wordToken(raw, i, end)
      tokens.push(token.token)
      i = token.end
    }
  }
  return tokens
}

const startsToken = (raw: string, i: number): boolean =>
  i === 0 || raw[i - 1] === '-' || SPECIAL.test(raw[i - 1] as string)

/** Whether something that can be excluded begins here: -12月 is text. */
const canExclude = (raw: string, i: number, brackets: Set<number>): boolean =>
  /[^\d-]/.test(raw[i] ?? '-') &&
  (!SPECIAL.test(raw[i] as string) ||
    (brackets.has(i) && /[(（]/.test(raw[i] as string)) ||
    quotedAt(raw, i) !== undefined)

function wordToken(raw: string, start: number, end: number): { token: Token; end: number } {
  const word = raw.slice(start, end)
  const alone = startsToken(raw, start)
  if (alone && word === '或') return { token: { kind: 'operator', text: '|' }, end }
  if (alone && word === '非') return { token: { kind: 'operator', text: '-' }, end }
  if (alone && word === '同句') return { token: { kind: 'operator', text: '同句' }, end }
  const colon = word.search(/[:：]/)
  const field: QueryField | undefined = colon > 0 ? queryField(word.slice(0, colon)) : undefined
  if (field) {
    const name = field.names[0] as string
    if (colon + 1 < word.length) return { token: { kind: 'filter', name, value: word.slice(colon + 1) }, end }
    const quoted = quotedAt(raw, end)
    if (quoted && quoted.text.trim() !== '') {
      return { token: { kind: 'filter', name, value: quoted.text.trim() }, end: quoted.end }
    }
  }
  return { token: { kind: 'text', text: word }, end }
}

function quotedAt(raw: string, at: number): { text: string; end: number } | undefined {
  const close = QUOTES.find(([open]) => open === raw[at])?.[1]
  const end = close === undefined ? -1 : raw.indexOf(close, at + 1)
  return end < 0 ? undefined : { text: raw.slice(at + 1, end), end: end + 1 }
}

/** Positions of brackets that have a partner, outside quotation marks, down to the deepest level allowed. */
function partners(raw: string, ignored: Ignored[]): Set<number> {
  const paired = new Set<number>()
  const open: number[] = []
  let dropped = 0
  for (let i = 0; i < raw.length; i++) {
    const quoted = quotedAt(raw, i)
    if (quoted) i = quoted.end - 1
    else if (raw[i] === '(' || raw[i] === '（') open.push(i)
    else if (raw[i] === ')' || raw[i] === '）') {
      const from = open.pop()
      if (from === undefined || open.length >= MAX_DEPTH) dropped++
      else paired.add(from).add(i)
    }
  }
  if (open.length + dropped > 0) ignored.push({ text: '( )', why: '括号没有成对或套得太深，按空格处理' })
  return paired
}
