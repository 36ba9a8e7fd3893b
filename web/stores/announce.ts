import { signal } from '@preact/signals'

/** What the live region says; apart from the visible line, so that it may wait. */
export const announced = signal('')
/** A short visible note (copied, failed), with the text that could not be copied. */
export const notice = signal<{ message: string; text?: string } | undefined>(undefined)

let waiting: ReturnType<typeof setTimeout> | undefined
let leaving: ReturnType<typeof setTimeout> | undefined

/** Says something politely once the page has been quiet for `delay` ms; a later message replaces an earlier one. */
export const announce = (message: string, delay = 700): void => {
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    announced.value = message
  }, delay)
}

/** Shows a note and says it; one with a text to copy by hand stays until it is closed. */
export const notify = (message: string, text?: string): void => {
  notice.value = { message, text }
  announce(message, 0)
  clearTimeout(leaving)
  if (text === undefined) {
    leaving = setTimeout(() => {
      notice.value = undefined
    }, 4000)
  }
}
