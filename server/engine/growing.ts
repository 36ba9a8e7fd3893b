type NumberArray<T> = { new (length: number): T & { set: (values: ArrayLike<number>) => void } }

/** A list of numbers whose length is known at the end. */
export function growing() {
  let values = new Uint32Array(1024)
  let length = 0
  const push = (value: number): void => {
    if (length === values.length) {
      const wider = new Uint32Array(2 * length)
      wider.set(values)
      values = wider
    }
    values[length++] = value
  }
  return {
    push,
    length: () => length,
    fillTo: (wanted: number, value: number): void => {
      while (length < wanted) push(value)
    },
    of: <T>(type: NumberArray<T>, size = length): T => {
      const packed = new type(size)
      packed.set(values.subarray(0, length))
      return packed
    },
  }
}
