// Loads our TypeScript and then lets go of the loader: tsx would go on to rewrite the PDF library when that is first
// needed, which takes three seconds and 350 MB.
import { register } from 'tsx/esm/api'

const stop = register()
await import('./process.ts')
await stop()
process.send({ ready: true })
