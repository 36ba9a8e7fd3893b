import { messages } from '../messages/index.ts'
import { notify } from '../stores/announce.ts'

/** Copies a text and says so. Intranet pages without https lack the clipboard interface: then the old command, then a text to copy by hand. */
export const copyText = async (text: string, done: string): Promise<void> => {
  if ((await viaClipboard(text)) || viaCommand(text)) notify(done)
  else notify(messages.value.hit.copyFailed, text)
}

const viaClipboard = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

const viaCommand = (text: string): boolean => {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'hidden-text'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
