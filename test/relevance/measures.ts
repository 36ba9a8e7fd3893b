/** Grades of the passages of one result, best rank first; what nobody judged is 0. */
export type Grades = readonly number[]

/** Discounted cumulative gain of the first ten against the best possible (Järvelin & Kekäläinen 2002), gains 2^grade − 1. */
export function ndcg10(ranked: Grades, all: Grades): number {
  const best = dcg([...all].sort((a, b) => b - a))
  return best === 0 ? 0 : dcg(ranked) / best
}

const dcg = (grades: Grades): number =>
  grades.slice(0, 10).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0)

/** One over the rank of the first passage graded at least 2; 0 where there is none in the first ten. */
export function reciprocalRank(ranked: Grades): number {
  const rank = ranked.slice(0, 10).findIndex((grade) => grade >= 2)
  return rank < 0 ? 0 : 1 / (rank + 1)
}
