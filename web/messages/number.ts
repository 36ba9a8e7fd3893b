/** Digits in groups of three, the same in both languages. */
export const num = (n: number): string => n.toLocaleString('en-US')
