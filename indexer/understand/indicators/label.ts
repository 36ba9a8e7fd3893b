import type { IndicatorRules } from '../../../server/lexicon/indicators.ts'
import type { Window } from './window.ts'

/** What is counted, as view text; `elliptic` where the words leave the noun out, `part` where 其中 stands before it, `before` where the noun does. */
export type Label = { text: string; elliptic: boolean; part: boolean; before: boolean; verb?: string }

const LIMIT = 26
const PART = /(?:其中|包括|含)(?:：|:|，|、)?[^，。；：]{0,20}$/
const DATE =
  /^(?:(?:截至|截止|自|从)?(?:\d{4}年度?)?(?:\d{1,2}月份?)?(?:\d{1,2}日)?(?:至|-|—|到)?(?:\d{1,2}月份?)(?:底|末)?|(?:截至|截止)?\d{4}年度?(?:底|末|以来)?)/
/** 和, 及, 与 joining two items, but not 和谐, 及时, 与会; 为 after a rate or an amount, but not 行为. */
const JOINT = /^(?:和(?!谐|平|睦)|及(?!时|格)|与(?!会)|对(?!象)|在(?!册|编|管|岗|职|校|矫|帮|建|办)|为(?!民|群众))/
const EQUALS = /(?<=[率额数量度别均])[为在]$/
const EDGE = /^[、（(）)）。，：；—-]+|[、（(：—-]+$/g

/** Reads the noun of a number: what stands behind it (6名调解员) or before it (化解矛盾纠纷95起). */
export function createLabeller(rules: IndicatorRules) {
  const fronts = longestFirst(rules.functionFront)
  const backs = longestFirst(rules.functionBack)
  const lightVerbs = longestFirst(rules.lightVerbs)
  const bareVerbs = new Set(rules.bareVerbs)
  const stops = new RegExp(`[、，。；：（(）)]|${rules.labelStops.join('|')}`)

  /** Drops time words, 共, 累计… from the front and 达, 共… from the end. */
  function strip(words: string): string {
    let text = words.slice(-60)
    for (let i = 0; i < 8; i++) {
      const before = text
      text = text.replaceAll(EDGE, '').replace(DATE, '').replace(JOINT, '').replace(EQUALS, '')
      const front = fronts.find((word) => text.startsWith(word))
      if (front) text = text.slice(front.length)
      const back = backs.find((word) => text.endsWith(word))
      if (back && !text.endsWith('平均')) text = text.slice(0, -back.length)
      if (text === before) break
    }
    return text
  }

  function dropVerb(text: string): string {
    const verb = lightVerbs.find((word) => word.length > 1 && text.startsWith(word))
    const inner = Math.max(...rules.innerVerbs.map((word) => text.lastIndexOf(word)))
    const from = inner > 0 ? inner + 2 : (verb?.length ?? 0)
    const rest = strip(text.slice(from))
    return rest === '' ? (inner > 0 ? text : '') : /^[率度]/.test(rest) ? text : rest
  }

  function behind(tail: string): string {
    const cut =
      tail.startsWith('村（') || tail.startsWith('社区（')
        ? tail.replace(/^([^（]{1,3}（[^）]{1,4}）).*$/s, '$1')
        : tail
    const stop = cut === tail ? tail.search(stops) : -1
    const noun = (stop >= 0 ? cut.slice(0, stop) : cut).slice(0, LIMIT)
    return noun.replace(/^的/, '')
  }

  return (window: Window): Label => {
    const part = PART.test(window.before.slice(-24) + window.own)
    const left = strip(window.own.replace(/^.{0,60}其中/, ''))
    const right = behind(window.tail)
    const object = dropVerb(left)
    const leftIsVerb =
      object.length <= 2 ||
      /[等有的]$/.test(window.own) ||
      bareVerbs.has(object) ||
      lightVerbs.some((verb) => left.endsWith(verb))
    if (right !== '' && leftIsVerb)
      return { text: bareVerbs.has(object) ? object + right : right, elliptic: false, part, before: false }
    if (bareVerbs.has(object)) return { text: object, elliptic: true, part, before: false, verb: object }
    if (object !== '') return { text: shortened(object), elliptic: false, part, before: true }
    if (right !== '') return { text: right, elliptic: false, part, before: false }
    const rest = window.tail.split(/[、（）]/)[0]?.slice(0, LIMIT) ?? ''
    if (rest !== '') return { text: rest, elliptic: false, part, before: false }
    const earlier = strip(window.before.split(/[，：；,:;|]/).findLast((clause) => clause !== '') ?? '')
    return { text: dropVerb(earlier), elliptic: true, part, before: false }
  }
}

/** A noun left out is taken from the number before: 排查矛盾纠纷120件，化解118件 → 化解矛盾纠纷. */
export function completeLabel(label: Label, previous: string | undefined, bareVerbs: readonly string[]): string {
  if (!label.elliptic || previous === undefined) return label.text
  if (!label.verb) return previous
  const verbs = longestFirst(bareVerbs).filter((word) => word.length > 1)
  const first = verbs.find((word) => previous.startsWith(word) && previous.length > word.length)
  // 镇调委会调处矛盾纠纷86起，调处成功84起: the verb may have its subject before it
  const verb = first ?? verbs.find((word) => previous.includes(word) && !previous.endsWith(word))
  // 整改率100%；立案12件: a rate lends no noun
  if (/[率度]$/.test(previous)) return label.verb
  return verb
    ? label.verb + previous.slice(previous.indexOf(verb) + verb.length)
    : `${previous}${label.verb}`.slice(-LIMIT)
}

/** A long list loses whole items, not half of one. */
function shortened(words: string): string {
  if (words.length <= LIMIT) return words
  const end = words.slice(-LIMIT)
  return end.slice(end.slice(0, -4).indexOf('、') + 1)
}

const longestFirst = (words: readonly string[]): string[] => [...words].sort((a, b) => b.length - a.length)
