import { Worker } from 'node:worker_threads'
import { register } from 'tsx/esm/api'

// who started this process may be killed while a hostile file keeps it busy: nobody else would end it then
const watch = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 1000)`
new Worker(watch, { eval: true, stdout: true, stderr: true, execArgv: [] }).unref()

// Loads our TypeScript and then lets go of the loader: tsx would go on to rewrite the PDF library when that is first
// needed, which takes three seconds and 350 MB.
const stop = register()
await import('./process.ts')
await stop()
process.send({ ready: true })
