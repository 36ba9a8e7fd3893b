import type { Quantity } from './quantity.ts'
import type { Window } from './window.ts'

const RATE_NAME = /[率度]$/
const RESPECTIVELY = /分别/

/**
 * Names of the facts that one number stands for. One rate may belong to several names (学习率、参考率均达100% → two);
 * with 分别 the first number takes the first name, the next one the next (分别为3件、5件).
 */
export function nameShares(
  window: Window,
  label: string,
  quantity: Quantity,
  all: readonly Quantity[],
  text: string,
): string[] {
  const list = window.own.includes('率') || window.clause.includes('分别') ? listNames(window, label) : [label]
  const mark = window.clause.indexOf('#')
  if (RESPECTIVELY.test(window.clause.slice(0, mark))) {
    const from = window.clauseStart
    const place = all.filter(
      (q) => q.start >= from && q.end <= quantity.start && text.slice(from, q.start).includes('分别'),
    ).length
    const names = namesBefore(window.clause.slice(0, window.clause.indexOf('分别')))
    return [names[place] ?? label]
  }
  return list
}

function listNames(window: Window, label: string): string[] {
  if (!RATE_NAME.test(label)) return [label]
  const names = namesBefore(window.own).filter((name) => RATE_NAME.test(name))
  return names.length > 1 ? names : [label]
}

/** 学习率、参考率和合格率 → the three names; the words before the first stay with it. */
function namesBefore(words: string): string[] {
  return words
    .split(/、|(?<=[率度])[和及与]/)
    .map((name) =>
      name
        .replace(/(?:均|都|分别|全部|达到|达|为|了|确保|实现|稳定|保持|在|到)+$/, '')
        .replace(/^(?:确保|实现|其中|今年|全年)+/, ''),
    )
    .filter((name) => name !== '')
}
