import type { Identity } from '../stages.ts'
import { isTitle } from './front.ts'
import { compact, type Line } from './lines.ts'
import type { ParseRules } from './rules.ts'
import { townshipIn } from './township.ts'
import { titleYear } from './year.ts'

/** A report behind a title has at least so many characters; a list of links or an attachment's name has none. */
const LEAST = 400

/**
 * The title of another report, of another township or year, further down in the same file: two were saved as one.
 * `lines` are those behind the head.
 */
export function secondTitle(lines: readonly Line[], identity: Identity, rules: ParseRules): string | undefined {
  let left = lines.reduce((sum, line) => sum + line.text.length, 0)
  for (const { text } of lines) {
    left -= text.length
    if (left < LEAST) return undefined
    const title = compact(text)
    if (!isTitle(title, rules)) continue
    const year = titleYear(title)
    const township = townshipIn(title, rules)?.name
    const other = (year && identity.year && year !== identity.year) || isOther(township, identity.township?.name)
    if (other && (year ?? township)) return title
  }
  return undefined
}

const isOther = (name: string | undefined, own: string | undefined): boolean =>
  name !== undefined && own !== undefined && name !== own
