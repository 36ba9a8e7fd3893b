import type { Indicator } from '../../server/schema.ts'
import type { Understood } from '../run/pipeline.ts'
import { align } from './align.ts'
import { countAnswer, countPairs, emptyTally, f1, precision, recall, type Tally } from './count.ts'
import { type Gold, type GoldFact, goldQualifier, goldScopes } from './gold.ts'

/** One line of the table; `target` is what the project promises, where it does. */
export type Measure = { name: string; target?: number; value: number; of: string; misses: string[] }

type Tallies = Record<'section' | 'role' | 'path' | 'themes' | 'main' | 'practices' | Numbers | 'place', Tally>
type Numbers = 'numbers' | 'kinds' | 'qualifiers' | 'scopes'

/** Compares understood reports, by file name, with the hand labels. */
export function measure(gold: Gold, reports: ReadonlyMap<string, Understood>): Measure[] {
  const tallies: Tallies = {
    section: emptyTally(),
    role: emptyTally(),
    path: emptyTally(),
    themes: emptyTally(),
    main: emptyTally(),
    practices: emptyTally(),
    numbers: emptyTally(),
    kinds: emptyTally(),
    qualifiers: emptyTally(),
    scopes: emptyTally(),
    place: emptyTally(),
  }
  for (const [seed, understood] of reports) {
    countPassages(tallies, gold, seed, understood)
    countNumbers(tallies, gold, seed, understood)
    countPlace(tallies, gold, seed, understood)
  }
  return lines(tallies)
}

function countPassages(tallies: Tallies, gold: Gold, seed: string, understood: Understood): void {
  const labels = gold.passages.filter((label) => label.seed === seed)
  for (const { gold: label, passage } of align(labels, understood)) {
    const where = `${seed.slice(0, 3)} p${label.n}`
    countAnswer(tallies.section, where, passage?.section ?? '没有这一段', [label.section])
    countAnswer(tallies.role, where, passage?.role ?? '没有这一段', [label.role])
    countAnswer(tallies.path, where, passage ? passage.headingPath.join(' › ') : '没有这一段', [
      label.heading_path.join(' › '),
    ])
    if (label.role !== 'heading') {
      countPairs(tallies.themes, where, passage?.themes ?? [], label.themes)
      const main = label.themes[0]
      if (main) countAnswer(tallies.main, where, passage?.themes[0] ?? '', [main])
    }
    const practices = [...new Set(passage?.practices.map(({ name }) => name))]
    countPairs(tallies.practices, where, practices, label.practices)
  }
}

function countNumbers(tallies: Tallies, gold: Gold, seed: string, understood: Understood): void {
  const facts = gold.facts.filter((fact) => fact.seed === seed)
  for (const n of new Set([...facts, ...understood.indicators].map((fact) => fact.n))) {
    const where = `${seed.slice(0, 3)} p${n}`
    const labelled = facts.filter((fact) => fact.n === n)
    const found = understood.indicators.filter((fact) => fact.n === n)
    const key = (fact: { value?: number | undefined; unit: string }) => `${fact.value ?? '？'}${fact.unit}`
    countPairs(tallies.numbers, where, found.map(key), labelled.map(key))
    const withKind = (fact: Indicator | GoldFact) => `${key(fact)} ${fact.indicator}`
    countPairs(tallies.kinds, where, found.map(withKind), labelled.map(withKind))
    const left = [...found]
    for (const label of labelled) {
      const same = left.filter((fact) => key(fact) === key(label))
      const match = same.find((fact) => fact.indicator === label.indicator) ?? same[0]
      if (!match) continue
      left.splice(left.indexOf(match), 1)
      const what = `${where} ${label.fragment}`
      countAnswer(tallies.qualifiers, what, match.qualifier ?? '', [goldQualifier(label.qualifier)])
      countAnswer(tallies.scopes, what, match.scope, goldScopes(label, understood.identity.year))
    }
  }
}

function countPlace(tallies: Tallies, gold: Gold, seed: string, { township }: Understood): void {
  const code = gold.places.get(township?.name ?? '')
  countAnswer(tallies.place, seed.slice(0, 3), township?.code ?? '', [code ?? '材料没有给出地区'])
}

function lines(tallies: Tallies): Measure[] {
  const share = (name: string, tally: Tally, target?: number): Measure => {
    return { name, target, value: recall(tally), of: `${tally.right}/${tally.labelled}`, misses: tally.misses }
  }
  const both = (name: string, tally: Tally, target?: number): Measure => {
    const of = `${tally.right} 对，找到 ${tally.found}，标注 ${tally.labelled}`
    return { name, target, value: f1(tally), of, misses: tally.misses }
  }
  const part = (name: string, tally: Tally, value: number): Measure => ({ name, value, of: of(tally), misses: [] })
  const of = ({ right, found, labelled }: Tally): string => `${right} / ${found} / ${labelled}`
  return [
    share('章节', tallies.section, 0.97),
    share('段落角色', tallies.role, 0.95),
    share('标题路径', tallies.path, 0.95),
    both('主题 F1（标题段除外）', tallies.themes, 0.85),
    part('主题 准确率', tallies.themes, precision(tallies.themes)),
    part('主题 召回率', tallies.themes, recall(tallies.themes)),
    share('首要主题', tallies.main),
    both('做法 F1（段落×做法）', tallies.practices, 0.97),
    part('做法 准确率', tallies.practices, precision(tallies.practices)),
    part('做法 召回率', tallies.practices, recall(tallies.practices)),
    both('指标 F1（段落×数值×单位）', tallies.numbers, 0.92),
    both('指标 F1（连同类别）', tallies.kinds, 0.85),
    share('指标限定词', tallies.qualifiers, 0.9),
    share('指标口径', tallies.scopes, 0.9),
    share('地区', tallies.place, 1),
  ]
}
