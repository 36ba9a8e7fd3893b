/** Where the engine lists the values of `pid`, one a row; in a query it echoes, quotation marks would be escaped. */
const BEGIN = '"facetDistribution":{"pid":{'

const QUOTE = 0x22
const CLOSE = 0x7d

/**
 * Takes the lists of row numbers out of an answer before the rest is parsed as JSON: read from the bytes they cost 10 ns
 * a row, as keys of an object twenty times that. The n-th list belongs to the n-th result that has a distribution.
 */
export function splitRowNumbers(bytes: Buffer): { json: string; lists: Uint32Array[] } {
  const lists: Uint32Array[] = []
  let json = ''
  let rest = 0
  for (let at = bytes.indexOf(BEGIN); at >= 0; at = bytes.indexOf(BEGIN, rest)) {
    const start = at + BEGIN.length
    const end = bytes.indexOf(CLOSE, start)
    if (end < 0) break
    json += bytes.toString('utf8', rest, start)
    lists.push(numbersIn(bytes, start, end))
    rest = end
  }
  return { json: json + bytes.toString('utf8', rest), lists }
}

/** `"12":1,"40":1` → 12, 40. */
function numbersIn(bytes: Buffer, start: number, end: number): Uint32Array {
  // An entry is six bytes or more, counting the comma.
  const numbers = new Uint32Array(Math.ceil((end - start) / 6) + 1)
  let count = 0
  for (let i = start; i < end; i++) {
    if (bytes[i] !== QUOTE) continue
    let number = 0
    for (i++; bytes[i] !== QUOTE && i < end; i++) number = number * 10 + (bytes[i] as number) - 48
    numbers[count++] = number
    // past the closing quotation mark, the colon and the count
    i += 2
  }
  return numbers.subarray(0, count)
}
