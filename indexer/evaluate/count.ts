/** Agreement of what was found with what was labelled. */
export type Tally = { right: number; found: number; labelled: number; misses: string[] }

export const emptyTally = (): Tally => ({ right: 0, found: 0, labelled: 0, misses: [] })

/** Counts equal strings as pairs; the rest goes to `misses` (−: labelled and not found, ＋: found and not labelled). */
export function countPairs(tally: Tally, where: string, found: readonly string[], labelled: readonly string[]): void {
  const left = [...found]
  for (const label of labelled) {
    const at = left.indexOf(label)
    if (at < 0) tally.misses.push(`${where} − ${label}`)
    else {
      left.splice(at, 1)
      tally.right += 1
    }
  }
  for (const extra of left) tally.misses.push(`${where} ＋ ${extra}`)
  tally.found += found.length
  tally.labelled += labelled.length
}

/** Counts one question with one answer. */
export function countAnswer(tally: Tally, where: string, found: string, accepted: readonly string[]): void {
  tally.found += 1
  tally.labelled += 1
  if (accepted.includes(found)) tally.right += 1
  else tally.misses.push(`${where} 应为 ${accepted.join(' 或 ') || '（空）'}，得到 ${found || '（空）'}`)
}

export const precision = ({ right, found }: Tally): number => (found === 0 ? 0 : right / found)
export const recall = ({ right, labelled }: Tally): number => (labelled === 0 ? 0 : right / labelled)

/** Harmonic mean of precision and recall over all decisions (micro). */
export const f1 = ({ right, found, labelled }: Tally): number =>
  found + labelled === 0 ? 0 : (2 * right) / (found + labelled)
