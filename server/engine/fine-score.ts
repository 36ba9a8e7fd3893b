import { fold } from '../text/fold.ts'
import type { Ranking } from './port.ts'

/**
 * The fine part of the order: how much a passage says about the words asked for, judged on its text. As in BM25
 * (Robertson & Zaragoza 2009) further mentions count less and less, and less in a long passage; to this come the whole
 * phrase, the nearness of the words, their standing in the headings above, and substance: who writes how many and how
 * much, there where the word stands, gives evidence, and who only names a thing does not.
 *
 * @returns a function of a folded text and of the headings above it
 */
export function fineScorer(ranking: Ranking): (text: string, heading: string) => number {
  const phrase = ranking.phrase === undefined ? undefined : fold(ranking.phrase)
  // A literal search has no words: there the string itself is what is mentioned.
  const asked = ranking.words.length > 0 || phrase === undefined ? ranking.words : [phrase]
  const words = [...new Set(asked.map(fold))]
  return (text, heading) => {
    const above = fold(heading)
    const numbers = numbersIn(text)
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * text.length) / USUAL
    const mentions: Mention[] = []
    let score = 0
    for (const [i, word] of words.entries()) {
      const found = mentionsOf(word, i, text)
      score += (MENTIONS * found.length) / (found.length + SATURATION * length)
      if (above.includes(word)) score += HEADING / Math.sqrt(words.length)
      mentions.push(...found)
    }
    if (phrase !== undefined && text.includes(phrase)) score += PHRASE
    if (words.length > 1 && words.length <= MOST_WORDS) score += NEARNESS / (1 + gap(mentions, words) / NEAR)
    score += saturated(NUMBERS_NEAR, mostNear(mentions, numbers))
    score += NUMBERS * Math.min(1, numbers.length / ENOUGH)
    // Neither a fragment nor a wall of text: about 60 to 300 characters read best as evidence.
    return score - 6 * Math.abs(Math.log((text.length + 1) / USUAL))
  }
}

/** The most that the mentions of one word are worth, how soon more of them add little, and what length takes off. */
const MENTIONS = 26
const SATURATION = 1.6
const LENGTH_SHARE = 0.3
const USUAL = 140

const HEADING = 6
const PHRASE = 30

/** The most for words that stand together; half of it at {@link NEAR} characters between them. */
const NEARNESS = 20
const NEAR = 30
const MOST_WORDS = 8

/** The most for numbers close to a mention, and for a passage with {@link ENOUGH} numbers anywhere. */
const NUMBERS_NEAR = 12
const NUMBERS = 20
const ENOUGH = 6

const saturated = (most: number, count: number): number => (most * count) / (count + 1)

/** Mentions of one word that are looked at: what comes after says no more. */
const MOST_MENTIONS = 24

type Mention = { at: number; end: number; word: number }

function mentionsOf(word: string, index: number, text: string): Mention[] {
  const found: Mention[] = []
  if (word === '') return found
  for (
    let at = text.indexOf(word);
    at >= 0 && found.length < MOST_MENTIONS;
    at = text.indexOf(word, at + word.length)
  ) {
    found.push({ at, end: at + word.length, word: index })
  }
  return found
}

/** Where counts, sums and rates begin: not the parts of a date, nor the number in front of a paragraph. */
function numbersIn(text: string): number[] {
  const numbers: number[] = []
  for (const { 0: number, index } of text.matchAll(/\d[\d.,]{0,15}/g)) {
    const date = /[年月日号·]/.test(text.charAt(index + number.length)) || text.charAt(index - 1) === '·'
    if (index > 1 && !date) numbers.push(index)
  }
  return numbers
}

/** How far around a mention a number is taken to belong to it: mostly it follows (培训调解员 85 人). */
const BEFORE = 10
const AFTER = 40

/** The most numbers around any one mention. */
function mostNear(mentions: readonly Mention[], numbers: readonly number[]): number {
  let most = 0
  for (const { at, end } of mentions) {
    const from = firstFrom(numbers, at - BEFORE)
    let upTo = from
    while (upTo < numbers.length && (numbers[upTo] as number) < end + AFTER) upTo++
    most = Math.max(most, upTo - from)
  }
  return most
}

/** Index of the first of these rising numbers that is at least `least`. */
function firstFrom(numbers: readonly number[], least: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Characters that stand between the words where they are closest together; Infinity where one is missing. */
function gap(mentions: readonly Mention[], words: readonly string[]): number {
  const last = new Array<number>(words.length).fill(Number.NEGATIVE_INFINITY)
  const together = words.reduce((sum, word) => sum + word.length, 0)
  let narrowest = Number.POSITIVE_INFINITY
  for (const { at, end, word } of mentions.toSorted((a, b) => a.at - b.at || a.word - b.word)) {
    last[word] = at
    narrowest = Math.min(narrowest, end - Math.min(...last))
  }
  return Math.max(0, narrowest - together)
}
