import { createHash } from 'node:crypto'

/** `a, b/` → the addresses without blanks, repeats and closing slashes. */
export function serverUrls(list: string): string[] {
  return [
    ...new Set(
      list
        .split(',')
        .map((url) => url.trim().replace(/\/+$/, ''))
        .filter(Boolean),
    ),
  ]
}

/**
 * The server that holds a report: rendezvous hashing (Thaler and Ravishankar 1998). Each server gets a number from its
 * address and the report's id, and the highest wins; so a server that joins takes its share from the others and moves
 * nothing between them, and the order of the list does not matter.
 */
export function serverOf(report: string, servers: readonly string[]): string {
  let best = servers[0] ?? ''
  let highest = -1
  for (const server of servers) {
    const weight = createHash('md5').update(`${server}\n${report}`).digest().readUIntBE(0, 6)
    if (weight > highest || (weight === highest && server < best)) {
      highest = weight
      best = server
    }
  }
  return best
}
