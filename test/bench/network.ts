/** Watches what this process asks over the network: how long it waited for others, and since when it has been quiet. */
export function watchNetwork(): { waited: () => number; quiet: (ms: number) => Promise<void> } {
  const plain = globalThis.fetch
  let open = 0
  let since = 0
  let sum = 0
  let last = performance.now()
  globalThis.fetch = async (...request) => {
    if (open++ === 0) since = performance.now()
    try {
      const answer = await plain(...request)
      const bytes = await answer.arrayBuffer()
      return new Response(answer.status === 204 ? null : bytes, { status: answer.status, headers: answer.headers })
    } finally {
      last = performance.now()
      if (--open === 0) sum += last - since
    }
  }
  return {
    waited: () => sum + (open > 0 ? performance.now() - since : 0),
    quiet: async (ms) => {
      while (open > 0 || performance.now() - last < ms) await new Promise((resolve) => setTimeout(resolve, 100))
    },
  }
}
