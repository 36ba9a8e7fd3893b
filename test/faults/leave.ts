import { get } from 'node:http'
import { setTimeout } from 'node:timers/promises'

/** Asks and goes away before the answer is there, as a reader does who types on. */
export async function askAndLeave(url: string, afterMs: number): Promise<void> {
  const request = get(url, (response) => response.on('error', () => {}).resume())
  request.on('error', () => {})
  await setTimeout(afterMs)
  request.destroy()
}
