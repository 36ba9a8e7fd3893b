import type { IndicatorRules } from '../../../server/lexicon/indicators.ts'
import type { ScopeName, Section } from '../../../server/schema.ts'
import { compileAny } from './cue.ts'
import type { Quantity } from './quantity.ts'
import type { Window } from './window.ts'

export type ScopeInput = {
  window: Window
  quantity: Quantity
  /** the kind is a state of things by nature */
  stock: boolean
  section: Section
  year?: number
}

type Mark = { at: number; scope: ScopeName }

const OWN = /(?:全镇|全乡|全街道?|本镇|我镇|本乡|我乡|我街道)(?:内|现)?(?:共|的)?#/
/** 有调解员83人: what a place has */
const HAS = /^(?:现|共|仅|只)?有(?!效|序|力|关|望|待|针对)[^，]{2,}/
/** 由去年的95%提升至98%: what it rose from is another year's, what it rose to is this year's. */
const RISEN = /(?:提升|提高|上升|增长|增加|下降|降低|减少|增|降)(?:至|到|为|了)$/
/** 由62.5%提高到100%: the first is what it was before. */
const RISING = /[由从](?:原来|原先)?的?#[^，。]{0,3}(?:提升|提高|上升|增长|增加|下降|降低|减少|增|降)(?:至|到|为)/
/** 上年度反馈的7个问题: the year is the problem's, not the number's. */
const FOUND_THEN = /^的?[^，。]{0,8}(?:反馈|指出|存在|提出|梳理|查摆|检查出|发现)/
const YEARS =
  /(较|比|同|与)?(自|从)?(\d{4}|[〇○零一二三四五六七八九]{4})(?:年度?)?(?:至|-|—|–|到)?(\d{4})?年度?(以来|起|底|末)?/g

/**
 * Which time, and whose, a number speaks of. Said nearest wins: 目前 beats the year of the sentence, an explicit year
 * beats 今年 before it. Where nothing is said it is the report's year.
 */
export function createScopeReader(rules: IndicatorRules) {
  const things = new Set(rules.units.filter((unit) => unit.thing).map((unit) => unit.unit))
  const stockWords = compileAny(rules.stockWords)
  const carry = compileAny(rules.stockCarry)
  const notCarried = compileAny(rules.notCarried)
  const marks = (Object.keys(rules.timeWords) as (keyof IndicatorRules['timeWords'])[]).map((name) => ({
    name,
    pattern: compileAny(rules.timeWords[name], 'g'),
  }))
  const otherLevel = new RegExp(`^(?:${rules.otherLevels.join('|')})(?!${rules.notOtherLevels.join('|')})`)

  return ({ window, quantity, stock, section, year }: ScopeInput): ScopeName => {
    if (section === 'plan') return 'plan'
    const left = window.clause.slice(0, window.clause.indexOf('#'))
    if (otherLevel.test(left.replace(/^[^全]{0,8}(?=全)/, ''))) return 'other'
    if (RISING.test(window.clause)) return 'other'
    const rate = quantity.unit === '%' || quantity.unit === '‰'
    const time = lastMark(RISEN.test(left) ? window.before : window.before + left, year)
    if (time === 'other' || time === 'plan') return time
    if (rate) return time ?? 'year'
    // 新增执法人员3名: people by nature there, but these came this year
    const people = quantity.unit !== '个' && things.has(quantity.unit)
    if (stock && !(people && notCarried.test(left))) return 'stock'
    if (
      things.has(quantity.unit) &&
      (stockWords.test(`${left}#`) || HAS.test(left) || OWN.test(window.clause) || isCarried(window.before, left))
    )
      return 'stock'
    return time ?? 'year'
  }

  /** 目前 reaches to the end of its sentence or to 今年, whichever comes first. */
  function isCarried(before: string, left: string): boolean {
    const found = carry.exec(before.slice(before.lastIndexOf('；') + 1))
    return found !== null && !/今年|全年|本年|年内/.test(found.input.slice(found.index)) && !notCarried.test(left)
  }

  function lastMark(text: string, year: number | undefined): ScopeName | undefined {
    const found: Mark[] = readYears(text, year)
    let until = -1
    for (const { name, pattern } of marks)
      for (const match of text.matchAll(pattern))
        if (name === 'until') until = match.index
        else if (!isAside(name, text, match)) found.push({ at: match.index, scope: name })
    const last = found.reduce<Mark | undefined>((top, mark) => (!top || mark.at >= top.at ? mark : top), undefined)
    if (until < 0) return last?.scope
    return found.some((mark) => mark.scope === 'year' && mark.at !== until && !isUntilDate(text, until, mark.at)) ||
      last?.scope === 'other'
      ? last?.scope
      : 'cumulative'
  }
}

/** 较去年…: what a number is compared with is not its own time. */
const isAside = (name: ScopeName, text: string, match: RegExpMatchArray): boolean => {
  const at = match.index ?? 0
  return (
    /[较比同与]$/.test(text.slice(0, at)) || (name === 'other' && FOUND_THEN.test(text.slice(at + match[0].length)))
  )
}

/** 截至2023年底: the year belongs to the 截至. */
const isUntilDate = (text: string, until: number, at: number): boolean =>
  at > until && at - until <= 4 && /^(?:截至|截止)到?$/.test(text.slice(until, at))

function readYears(text: string, year: number | undefined): Mark[] {
  const found: Mark[] = []
  for (const match of text.matchAll(YEARS)) {
    const [whole, compared, since, from = '', to, tail] = match
    if (!whole.includes('年') || compared) continue
    const first = toYear(from)
    if (Number.isNaN(first) || first < 1949 || first > 2100) continue
    const at = match.index
    if (tail === '以来' || tail === '起' || since)
      found.push({ at, scope: first === year && !to ? 'year' : 'cumulative' })
    else if (to && to !== from) found.push({ at, scope: 'cumulative' })
    else if (year === undefined || first === year) found.push({ at, scope: 'year' })
    else found.push({ at, scope: first > year ? 'plan' : 'other' })
  }
  return found
}

function toYear(text: string): number {
  return Number(
    [...text]
      .map((letter) =>
        letter >= '0' && letter <= '9'
          ? letter
          : '〇一二三四五六七八九'.indexOf(letter === '零' || letter === '○' ? '〇' : letter),
      )
      .join(''),
  )
}
