/** A cue of the lexicon, ready to be looked for. */
export type Cue = {
  cue: string
  pattern: RegExp
  /** letters of its own, without gaps: the more, the surer */
  weight: number
}

const GAP = '[^，。；：！？#]{0,12}?'

/**
 * Turns a cue (plain words, `(甲|乙)`, `?`, `…`, `#`) into a pattern. Gaps are bounded and never leave the clause,
 * so a cue takes time linear in the text.
 */
export function compileCue(cue: string): Cue {
  const pattern = new RegExp(cueSource(cue))
  const tied = /#[^…]|[^…]#/u.test(cue)
  return { cue, pattern, weight: weigh(cue) + (tied ? 1.5 : 0) }
}

/** One pattern for many cues; never matches where there is none. */
export function compileAny(cues: readonly string[], flags = ''): RegExp {
  return new RegExp(cues.length > 0 ? cues.map(cueSource).join('|') : '(?!)', flags)
}

const cueSource = (cue: string): string =>
  `(?:${cue.toLowerCase().replaceAll(/[.+]/g, String.raw`\$&`).replaceAll('(', '(?:').replaceAll('…', GAP)})`

/** Length of the shortest text the cue can match; `#` counts for three, since it ties the words to the number. */
function weigh(cue: string): number {
  const open = cue.indexOf('(')
  if (open >= 0) {
    const close = matching(cue, open)
    const optional = cue[close + 1] === '?'
    const inner = optional ? 0 : Math.min(...alternatives(cue.slice(open + 1, close)).map(weigh))
    return weigh(cue.slice(0, open)) + inner + weigh(cue.slice(close + (optional ? 2 : 1)))
  }
  const plain = cue.replaceAll(/.\?/gu, '').replaceAll('…', '')
  return plain.length + (plain.includes('#') ? 2 : 0)
}

function alternatives(inner: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const letter of inner) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts
}

function matching(cue: string, open: number): number {
  let depth = 0
  for (let i = open; i < cue.length; i++) {
    if (cue[i] === '(') depth++
    if (cue[i] === ')' && --depth === 0) return i
  }
  return cue.length - 1
}
