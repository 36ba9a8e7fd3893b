/** How far a clause, a sentence and what stands before are followed, in characters: real ones are shorter. */
const REACH = { clause: 120, sentence: 300, before: 400 }

const CLAUSE_END = '，。；！？：\n'
const SENTENCE_END = '。；！？\n'

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

function back(text: string, from: number, stops: string, reach: number): number {
  let at = from
  while (at > 0 && from - at < reach && !stops.includes(text[at - 1] ?? '')) at -= 1
  return at
}

function forth(text: string, from: number, stops: string, reach: number): number {
  let at = from
  while (at < text.length && at - from < reach && !stops.includes(text[at] ?? '')) at += 1
  return at
}
