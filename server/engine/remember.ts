/** Works something out once, as long as the cache keeps it. */
export function remember<V>(
  cache: { get: (key: string) => V | undefined; set: (key: string, value: V) => unknown },
  key: string,
  make: () => V,
): V {
  const known = cache.get(key)
  if (known !== undefined) return known
  const made = make()
  cache.set(key, made)
  return made
}
