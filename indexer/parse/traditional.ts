import { fold } from '../../server/text/fold.ts'
import type { Understood } from '../run/pipeline.ts'

/** Characters of official prose that only traditional script has. */
const ONLY_TRADITIONAL = /[設實問題應關機構責為與國會個對來時鎮鄉縣區黨員務報導經發辦執]/g

/** From this share of the text on it is in traditional script; a name or a quotation in it stays below. */
const SHARE = 0.03

/** Whether a text is in traditional script, by its beginning. */
export function isTraditional(text: string): boolean {
  const begin = text.slice(0, 6000)
  const han = begin.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  return han > 0 && (begin.match(ONLY_TRADITIONAL)?.length ?? 0) >= han * SHARE
}

/** The text in the script the rules are written in, one UTF-16 unit for one; all but Han characters stay. */
export const simplified = (text: string): string => text.replace(/[\u3400-\u9fff]+/g, fold)

/**
 * What was understood of a simplified text, in the source's own characters: passages, headings, title and what stands
 * around. All offsets hold, as one unit stands for one. The township keeps the name that the gazetteer has.
 */
export function inSourceScript(understood: Understood, source: string): Understood {
  const restore = createRestorer(source)
  let from = 0
  const passages = understood.passages.map((passage) => {
    const { text, end } = restore(passage.text, from)
    from = end
    return { ...passage, text, headingPath: passage.headingPath.map((heading) => restore(heading).text) }
  })
  const indicators = understood.indicators.map((fact) => {
    const [found] = passages.filter(({ n }) => n === fact.n)
    const before = understood.passages.find(({ n }) => n === fact.n)?.text.lastIndexOf(fact.text, fact.start) ?? -1
    return found && before >= 0 ? { ...fact, text: found.text.slice(before, before + fact.text.length) } : fact
  })
  const { title, issuer, addressee, docNumber, ...identity } = understood.identity
  const own = Object.entries({ title, issuer, addressee, docNumber }).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, restore(text).text]],
  )
  return { ...understood, passages, indicators, identity: { ...identity, ...Object.fromEntries(own) } }
}

/** Finds simplified words in the source, whatever blanks and line ends stand between, and gives them as they stand there. */
function createRestorer(source: string): (words: string, from?: number) => { text: string; end: number } {
  const dense = source.replace(/\s+/g, '')
  const simple = simplified(dense)
  return (words, from = 0) => {
    const wanted = words.replace(/\s+/g, '')
    let at = simple.indexOf(wanted, from)
    if (at < 0) at = simple.indexOf(wanted)
    // put together by the program: no words of the source
    if (wanted === '' || at < 0) return { text: words, end: from }
    let next = at
    const text = words.replace(/\S/g, () => dense.charAt(next++))
    return { text, end: next }
  }
}
