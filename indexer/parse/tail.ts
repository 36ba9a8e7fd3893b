import type { Role, Section } from '../../server/schema.ts'
import { isDateLine, isoDay } from './dates.ts'
import type { Line } from './lines.ts'
import { compact } from './lines.ts'
import { markOf } from './numbering.ts'
import type { ParseRules } from './rules.ts'

/** The lines behind the text: closing formula, signature, date, notes, attachments. */
export type Tail = {
  /** lines before this one are text */
  begin: number
  labels: Map<number, { role: Role; section: Section }>
}

/** Finds the end of the text, from the last line upwards; never above `from`. */
export function findTail(lines: Line[], from: number, rules: ParseRules): Tail {
  const labels: Tail['labels'] = new Map()
  let begin = lines.length
  for (let i = lines.length - 1; i >= from; i--) {
    const label = tailLabel(lines[i]?.text ?? '', rules)
    if (label) labels.set(i, label)
    else {
      const attachment = listAbove(lines, i, from, rules) ?? attachmentAbove(lines, i, from, rules)
      if (attachment === undefined) break
      for (let k = attachment; k <= i; k++) labels.set(k, { role: 'body', section: 'other' })
      i = attachment
    }
    begin = i
  }
  return { begin: Math.max(begin, from), labels }
}

function tailLabel(text: string, rules: ParseRules): { role: Role; section: Section } | undefined {
  if (text.length > 100) return undefined
  const { closingFormula, closingNote, attachment } = rules.sections
  const line = compact(text)
  if (closingFormula.test(line) && line.length < 40) return { role: 'closing-formula', section: 'closing' }
  if (isDateLine(text)) return { role: 'date', section: 'closing' }
  if (closingNote.test(line)) return { role: 'body', section: 'closing' }
  if (attachment.test(line)) return { role: 'body', section: 'other' }
  if (isSignature(text, rules)) return { role: 'signature', section: 'closing' }
  return undefined
}

/** One or more bodies, with a date behind them at most. */
function isSignature(text: string, rules: ParseRules): boolean {
  const line = compact(text)
  if (line.length > 60 || /[，。；！？:：]/.test(line) || markOf(text)) return false
  const body = line.replace(/[（(](?:盖章|公章|章|印章)[)）]/g, '').replace(/20\d\d年\d{1,2}月\d{1,2}日$/, '')
  if (/[二][〇○零]/.test(line) && isoDay(line)) return true
  return rules.identity.organEnd.test(body) || /^(?:中共)?[\u4e00-\u9fff]{1,12}(?:镇|乡|街道|苏木)$/.test(body)
}

/** First line of a list of attachments that ends at line `i`: it begins with 附件 or stands behind a signature or date. */
function listAbove(lines: Line[], i: number, from: number, rules: ParseRules): number | undefined {
  for (let k = i; k >= Math.max(from, i - 20); k--) {
    const text = lines[k]?.text ?? ''
    if (text.length > 60 || /[。；]/.test(text)) return undefined
    if (rules.sections.attachment.test(compact(text))) return k
    if (/^\d{1,2}\s{0,2}[.．、]/.test(text)) continue
    const label = k < i ? tailLabel(text, rules) : undefined
    return label?.role === 'date' || label?.role === 'signature' ? k + 1 : undefined
  }
  return undefined
}

/** First line of an attachment that holds line `i`: it stands behind a date or signature, which stands behind the text. */
function attachmentAbove(lines: Line[], i: number, from: number, rules: ParseRules): number | undefined {
  for (let k = i; k >= Math.max(from, i - 60); k--) {
    const text = lines[k]?.text ?? ''
    if (text.length > 200) return undefined
    if (rules.sections.attachment.test(text) && text.length < 60) {
      const above = tailLabel(lines[k - 1]?.text ?? '', rules)
      return above && (above.role !== 'body' || above.section === 'closing') ? k : undefined
    }
  }
  return undefined
}
