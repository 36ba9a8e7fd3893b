import { describe, expect, it } from 'vitest'
import { fineScorer } from '../../../server/engine/fine-score.ts'
import { byFineScore } from '../../../server/engine/order.ts'
import type { Ranking } from '../../../server/engine/port.ts'
import { expectLinear, repeated } from '../../linear.ts'

const ranking = (words: string[], phrase?: string): Ranking => ({ words, practices: [], ...(phrase && { phrase }) })

const order = (asked: Ranking, texts: string[], demoteRepeats = false): number[] =>
  byFineScore(
    texts.map((text, row) => ({ row, coarse: 100, text, heading: '' })),
    asked,
    demoteRepeats,
  ).rows

const filler = '全镇上下围绕中心工作统筹推进各项任务落实，干部作风持续好转，群众反映良好，工作局面进一步打开。'

describe('the fine score', () => {
  // The texts of a pair are equally long and mention the word equally often, so that nothing else can decide.
  it('puts a passage that counts what is asked for above one that only names it', () => {
    const named = `${filler}人民调解委员会若干，调解员多名，全年受理许多纠纷，大都调成。`
    const counted = `${filler}人民调解委员会16个，调解员71名，受理204件，调成198件。`
    expect(order(ranking(['人民调解']), [named.padEnd(90, '好'), counted.padEnd(90, '好')])).toEqual([1, 0])
  })

  it('takes numbers near the word as evidence before numbers far from it', () => {
    const counts = '受理12件、调成8件、涉及3000元、回访96户。'
    const far = `同时做好人民调解工作。${filler.repeat(2)}${counts}`
    const near = `同时做好人民调解工作。${counts}${filler.repeat(2)}`
    expect(order(ranking(['人民调解']), [far, near])).toEqual([1, 0])
  })

  it('does not take dates for evidence', () => {
    const score = fineScorer(ranking(['宪法']))
    const none = '结合国家宪法日等重要时间节点，在集市上开展宪法宣传，当天前来咨询的群众很多。'
    const dated = '结合12·4国家宪法日等重要节点，2023年12月4日在集市上开展宪法宣传，群众很多。'
    expect(Math.abs(score(none, '') - score(dated, ''))).toBeLessThan(1)
  })

  it('puts words that stand together above the same words far apart', () => {
    const apart = `法律顾问列席会议。${filler.repeat(2)}规范各类合同。`
    const together = `列席会议。${filler.repeat(2)}法律顾问规范各类合同。`
    expect(order(ranking(['法律顾问', '合同']), [apart, together])).toEqual([1, 0])
  })

  it('lets further mentions count less and less', () => {
    const score = fineScorer(ranking(['网格员']))
    const [one, two, three] = [1, 2, 3].map((n) =>
      score(`${'网格员走访'.repeat(n)}${'入户谈心'.repeat(20)}`.slice(0, 80), ''),
    )
    if (one === undefined || two === undefined || three === undefined) throw new Error('unreachable')
    expect(two).toBeGreaterThan(one)
    expect(three - two).toBeLessThan(two - one)
  })

  it('looks at mentions of a literal search as well', () => {
    const named = `${filler}${filler}完善“首问负责”等制度。`
    const counted = `完善“首问负责”制度，14项事项按期办结，好评率99%，回访36户。${filler}`
    expect(order(ranking([], '首问负责'), [named, counted])).toEqual([1, 0])
  })

  it('keeps equals in the order they came and puts repeated wordings behind', () => {
    const same = `${filler}开展普法宣传。`
    expect(order(ranking(['普法']), [same, same, same])).toEqual([0, 1, 2])
    const other = '普法小戏进村演出，老人孩子都爱看，戏里讲的是邻里之间借钱不打欠条的事。'
    expect(order(ranking(['普法']), [same, same, other], true).at(-1)).toBe(1)
  })

  it('reads walls of text with two hundred words in linear time', () => {
    const words = Array.from({ length: 200 }, (_, i) => String.fromCharCode(0x4e00 + i))
    const wall = `${words.join('1,')}法2.`
    return expectLinear((size) => order(ranking(words), [repeated(wall, size)]))
  })
})
