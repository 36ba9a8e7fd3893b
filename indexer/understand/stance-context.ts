/** How far a clause, a sentence and what stands before are followed, in characters: real ones are shorter. */
const REACH = { clause: 120, sentence: 300, before: 400 }

const CLAUSE_END = tableOf('，。；！？：\n')
const SENTENCE_END = tableOf('。；！？\n')

/** The clause (between commas) that holds a range of the matching view. */
export const clauseAround = (text: string, start: number, end: number): string =>
  text.slice(back(text, start, CLAUSE_END, REACH.clause), forth(text, end, CLAUSE_END, REACH.clause))

/** The sentence (between full stops or semicolons) that holds a range of the matching view. */
export const sentenceAround = (text: string, start: number, end: number): string =>
  text.slice(back(text, start, SENTENCE_END, REACH.sentence), forth(text, end, SENTENCE_END, REACH.sentence))

/** What stands in the passage before the range. */
export const textBefore = (text: string, start: number): string => text.slice(Math.max(0, start - REACH.before), start)

/** What follows the range in its sentence. */
export const sentenceAfter = (text: string, end: number): string =>
  text.slice(end, forth(text, end, SENTENCE_END, REACH.sentence))

/** What precedes the range in its sentence. */
export const sentenceBefore = (text: string, start: number): string =>
  text.slice(back(text, start, SENTENCE_END, REACH.sentence), start)

function back(text: string, from: number, stops: Uint8Array, reach: number): number {
  let at = from
  while (at > 0 && from - at < reach && stops[text.charCodeAt(at - 1)] === 0) at -= 1
  return at
}

function forth(text: string, from: number, stops: Uint8Array, reach: number): number {
  let at = from
  while (at < text.length && at - from < reach && stops[text.charCodeAt(at)] === 0) at += 1
  return at
}

/** One look-up a character: these walks are most of the work on a passage full of mentions. */
function tableOf(stops: string): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (const stop of stops) table[stop.charCodeAt(0)] = 1
  return table
}
