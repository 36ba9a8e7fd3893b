import { settings } from '../stores/settings.ts'

/** True while an input method is composing: Enter and letters then belong to it, not to the page. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** A single-key command: not while typing, composing, with a modifier, in a dialog, or switched off. */
export const isCommand = (event: KeyboardEvent): boolean => {
  if (!settings.keys.value || event.defaultPrevented || isComposing(event)) return false
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const at = event.target
  if (!(at instanceof Element)) return true
  return !at.closest('input, textarea, select, dialog, [contenteditable="true"]')
}
