import { watch } from 'chokidar'

/**
 * Calls `changed` whenever files below the paths have come, gone or changed, once for what happens together; never two
 * at a time: what happens meanwhile makes one more call afterwards.
 * @returns a function that stops, after the call under way has ended
 */
export function watchPaths(
  paths: readonly string[],
  changed: () => Promise<void>,
  { quietMs = 1000 }: { quietMs?: number } = {},
): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let again = false

  function run(): void {
    timer = undefined
    if (running) {
      again = true
      return
    }
    again = false
    running = changed().finally(() => {
      running = undefined
      if (again) run()
    })
  }

  const watcher = watch([...paths], {
    ignoreInitial: true,
    // a file that is still being copied is read when it has stopped growing
    awaitWriteFinish: { stabilityThreshold: quietMs, pollInterval: 200 },
  })
  watcher.on('all', () => {
    timer ??= setTimeout(run, quietMs / 2)
  })
  return async () => {
    clearTimeout(timer)
    again = false
    await watcher.close()
    await running
  }
}
