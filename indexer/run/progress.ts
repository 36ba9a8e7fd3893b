import { SingleBar } from 'cli-progress'

export type Progress = { update: (done: number, total: number) => void; stop: () => void }

/** A bar with rate and time left on a terminal; elsewhere a plain line every ten seconds. */
export function createProgress(stream: NodeJS.WriteStream, now: () => number = () => performance.now()): Progress {
  return stream.isTTY ? createBar(stream, now) : createLines(stream, now)
}

const lineMs = 10_000

function createLines(stream: NodeJS.WritableStream, now: () => number): Progress {
  const begin = now()
  let last = begin
  return {
    update(done, total) {
      const time = now()
      if (done === 0 || time - last < lineMs) return
      last = time
      const rate = done / ((time - begin) / 1000)
      const left = Math.ceil((total - done) / rate)
      stream.write(`已处理 ${done}/${total} 份，每秒 ${rate.toFixed(1)} 份，约剩 ${left} 秒\n`)
    },
    stop: () => {},
  }
}

function createBar(stream: NodeJS.WriteStream, now: () => number): Progress {
  const format = '{bar} {value}/{total} 份  每秒 {rate} 份  剩余 {eta} 秒'
  const begin = now()
  const rate = (done: number): string => (done / Math.max(0.001, (now() - begin) / 1000)).toFixed(1)
  const bar = new SingleBar({ stream, format, clearOnComplete: true, barsize: 30, etaBuffer: 100 })
  let started = false
  return {
    update(done, total) {
      // a run that is over at once needs no bar
      if (!started && total < 3) return
      if (!started) bar.start(total, done, { rate: rate(done) })
      else bar.update(done, { rate: rate(done) })
      started = true
    },
    stop() {
      if (started) bar.stop()
    },
  }
}
