import { needle } from '../text/occurrences.ts'
import { sentences } from '../text/sentences.ts'
import type { Match } from './port.ts'

/** Tests whether some sentence of a text meets every part; parts are literals, or and/or of literals. */
export function inOneSentence(parts: readonly Match[]): (text: string) => boolean {
  const tests = parts.map(sentenceTest)
  return (text) => sentences(text).some(([start, end]) => tests.every((test) => test(text.slice(start, end))))
}

function sentenceTest(part: Match): (sentence: string) => boolean {
  if (part.op === 'literal') return needle(part.text, { raw: part.raw }).in
  if (part.op !== 'or' && part.op !== 'and') return () => false
  const tests = part.of.map(sentenceTest)
  return part.op === 'or' ? (s) => tests.some((test) => test(s)) : (s) => tests.every((test) => test(s))
}
