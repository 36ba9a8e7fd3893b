/** Something that is made from a file and closed when it is not needed any more. */
export type Opened<T> = { value: T; close: () => void }

export type Live<T> = {
  current: () => T
  /** looks whether the file is another one; to be called now and then */
  refresh: () => void
  close: () => void
}

/**
 * Follows a file that may be replaced as a whole (restored from a backup, built anew): then what was made from it is
 * made again, and the old is closed after `graceMs`, when its last answers are out. A file that is missing or cannot be
 * used leaves the old in place.
 */
export function createLive<T>(options: {
  /** tells one file from another; undefined while there is none */
  stamp: () => string | undefined
  open: () => Opened<T>
  failed: (error: unknown) => void
  graceMs?: number
}): Live<T> {
  const { stamp, open, failed, graceMs = 30_000 } = options
  let known = stamp()
  let now = open()
  let closed = false
  const old = new Set<Opened<T>>()

  function retire(one: Opened<T>): void {
    old.add(one)
    setTimeout(() => {
      if (old.delete(one)) one.close()
    }, graceMs).unref()
  }

  return {
    current: () => now.value,
    refresh() {
      const found = stamp()
      if (closed || found === undefined || found === known) return
      // one failure a file is enough
      known = found
      try {
        const next = open()
        retire(now)
        now = next
      } catch (error) {
        failed(error)
      }
    },
    close() {
      closed = true
      for (const one of [...old, now]) one.close()
      old.clear()
    },
  }
}
