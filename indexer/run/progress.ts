import { SingleBar } from 'cli-progress'

export type Progress = { update: (done: number, total: number) => void; stop: () => void }

/** A bar with rate and time left on a terminal, nothing elsewhere. */
export function createProgress(stream: NodeJS.WriteStream): Progress {
  if (!stream.isTTY) return { update: () => {}, stop: () => {} }
  const format = '{bar} {value}/{total} 份  剩余 {eta} 秒'
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 30, etaBuffer: 100 })
  let started = false
  return {
    update(done, total) {
      // a run that is over at once needs no bar
      if (!started && total < 3) return
      if (!started) bar.start(total, done)
      else bar.update(done)
      started = true
    },
    stop() {
      if (started) bar.stop()
    },
  }
}
