/** A set of row numbers, one bit each. All sets of one engine have the same length. */
export type Bitset = Uint32Array

/** An empty set that can hold rows below `size`. */
export const emptySet = (size: number): Bitset => new Uint32Array((size + 31) >>> 5)

export const addRow = (set: Bitset, row: number): void => {
  const word = row >>> 5
  if (word < set.length) set[word] = (set[word] as number) | (1 << (row & 31))
}

export const hasRow = (set: Bitset, row: number): boolean => (((set[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1

// Plain loops: `map` with a function a word takes several times as long.

export function intersect(a: Bitset, b: Bitset): Bitset {
  const set = new Uint32Array(a.length)
  for (let i = 0; i < set.length; i++) set[i] = (a[i] as number) & (b[i] as number)
  return set
}

export function union(a: Bitset, b: Bitset): Bitset {
  const set = new Uint32Array(a.length)
  for (let i = 0; i < set.length; i++) set[i] = (a[i] as number) | (b[i] as number)
  return set
}

export function difference(a: Bitset, b: Bitset): Bitset {
  const set = new Uint32Array(a.length)
  for (let i = 0; i < set.length; i++) set[i] = (a[i] as number) & ~(b[i] as number)
  return set
}

/** Number of rows in the set (Hacker's Delight, 5-1). */
export function countRows(set: Bitset): number {
  let count = 0
  for (let word of set) {
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
  }
  return count
}

/** Calls `visit` for each row, in ascending order. */
export function eachRow(set: Bitset, visit: (row: number) => void): void {
  for (let i = 0; i < set.length; i++) {
    let word = set[i] as number
    while (word !== 0) {
      const low = word & -word
      visit((i << 5) + 31 - Math.clz32(low))
      word ^= low
    }
  }
}

/** Rows of a set as a list. */
export function rowsOf(set: Bitset): Uint32Array {
  const rows = new Uint32Array(countRows(set))
  let i = 0
  eachRow(set, (row) => {
    rows[i++] = row
  })
  return rows
}
