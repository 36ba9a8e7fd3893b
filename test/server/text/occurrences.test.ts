import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../../../server/text/fold.ts'
import { needle } from '../../../server/text/occurrences.ts'
import { unitsOf } from '../../../server/text/units.ts'

const found = (literal: string, text: string, raw = true): string[] =>
  needle(literal, { raw })
    .find(text)
    .map(([start, end]) => text.slice(start, end))

describe('a match', () => {
  it.each([
    ['利润', '净利润、利润', ['利润', '利润']],
    ['12件', '312件，12件', ['12件']],
    ['2.5', '12.5、2.5', ['2.5']],
    ['3.05', '3.05%', []],
    ['LED', 'LED屏、OLED', ['LED']],
    ['法律顾问', '法律 顾问、法律\u3000\n顾问', ['法律 顾问', '法律\u3000\n顾问']],
    ['法律 顾问', '法律顾问', ['法律顾问']],
    [
      '行政执法',
      '行政\u2028执法、行政\u1680执法、行政\u200b执法、行政\ufeff执法',
      ['行政\u2028执法', '行政\u1680执法', '行政\u200b执法', '行政\ufeff执法'],
    ],
    ['𠮷野', '𠮷 野', ['𠮷 野']],
    ['野𠮷', '野 𠮷', ['野 𠮷']],
    ['12件', '12 件', []],
    ['12 件', '12件、12 件', ['12 件']],
    ['a b', 'ab a b', ['a b']],
    ['（社区）', '村（社区）、村社区', ['（社区）']],
    ['，', '一，二，', ['，', '，']],
    ['\u3000\u200b法治 ', '法治', ['法治']],
    ['調解', '调解、調解', ['調解']],
    ['😀', '好😀', ['😀']],
    ['\ude00', '\ude00', ['\ude00']],
    ['', '法治', []],
    [' \u200b', '法 治', []],
  ])('of %j as it stands in %j is %j', (literal, text, expected) => {
    expect(found(literal, text)).toEqual(expected)
    expect(needle(literal, { raw: true }).in(text)).toBe(expected.length > 0)
  })
  it.each([
    ['調解', '调解、調解', ['调解', '調解']],
    ['３１２件', '312件、３１２件、1312件', ['312件', '３１２件']],
    ['led', 'ＬＥＤ、LeD', ['ＬＥＤ', 'LeD']],
  ])('of %j folded in %j is %j', (literal, text, expected) => {
    expect(found(literal, text, false)).toEqual(expected)
  })

  const letters = [
    '法',
    '治',
    '𠮷',
    '1',
    '2',
    '.',
    ',',
    '%',
    'a',
    ' ',
    '\u3000',
    '\u200b',
    '\u2028',
    '，',
    '😀',
    '調',
    '２',
    '\u0301',
  ]
  const text = fc.array(fc.constantFrom(...letters), { maxLength: 14 }).map((parts) => parts.join(''))

  it('is what reading character by character finds', () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (literal, hay, raw) => {
        expect(needle(literal, { raw }).find(hay)).toEqual(read(literal, hay, raw))
      }),
      { numRuns: 3000 },
    )
  })

  /** The definition once more, without regard to speed: characters one by one. */
  function read(literal: string, hay: string, raw: boolean): [number, number][] {
    const kept = charactersOf(hay, raw)
    const wanted = charactersOf(literal.replace(/^[\s\u200b]+|[\s\u200b]+$/g, ''), raw)
    const inside = new Set(
      unitsOf(hay).flatMap(({ start, end }) => Array.from({ length: end - start - 1 }, (_, i) => start + 1 + i)),
    )
    const anyUnit = unitsOf(literal).length > 0
    const places: [number, number][] = []
    for (let i = 0; wanted.length > 0 && i + wanted.length <= kept.length; ) {
      const start = kept[i]?.start ?? 0
      const end = kept[i + wanted.length - 1]?.end ?? 0
      const equal = wanted.every(({ letter }, k) => kept[i + k]?.letter === letter)
      const whole = equal && !(anyUnit && (inside.has(start) || inside.has(end)))
      if (whole) places.push([start, end])
      i += whole ? wanted.length : 1
    }
    return places
  }

  type Character = { letter: string; start: number; end: number }

  function charactersOf(text: string, raw: boolean): Character[] {
    const all: Character[] = []
    for (const letter of text) {
      const start = all.at(-1)?.end ?? 0
      all.push({ letter: raw ? letter : fold(letter), start, end: start + letter.length })
    }
    const isBlank = ({ letter }: Character): boolean => /^[\s\u200b]$/.test(letter)
    const isHan = (one: Character | undefined): boolean => /^\p{Script=Han}$/u.test(one?.letter ?? '')
    return all.filter(
      (one, i) =>
        !isBlank(one) ||
        !isHan(all.slice(0, i).findLast((other) => !isBlank(other))) ||
        !isHan(all.slice(i).find((other) => !isBlank(other))),
    )
  }
})
