/**
 * Scroll position by address, kept for this tab, so that Back returns to where one was even though the content is
 * drawn by script. The browser's own restoring is off: it comes before the content does.
 */
const KEY = 'qianmo:scroll'
let saved: Record<string, number> = {}
let pending: number | undefined
/** the page shown, without its fragment */
let shownPage = ''

/** Starts recording; call once. */
export const watchScroll = (): void => {
  history.scrollRestoration = 'manual'
  try {
    saved = JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as Record<string, number>
  } catch {
    saved = {}
  }
  pending = saved[here()]
  addEventListener('popstate', () => {
    // A link to a fragment of this page also fires this event; it scrolls by itself.
    if (page() === shownPage) return
    pending = saved[here()] ?? 0
    // A page that never gets ready (an error, a plain text) must not stop the recording.
    setTimeout(restoreScroll, 3000)
  })
  addEventListener('scroll', record, { passive: true })
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(saved))
    } catch {
      // Without storage only a reload loses the place.
    }
  })
}

/** Scrolls to where the reader was, when the page was reached by Back, Forward or reload; false when there is nothing to restore. */
export const restoreScroll = (): boolean => {
  if (pending === undefined) return false
  scrollTo(0, pending)
  pending = undefined
  return true
}

/** A link was followed: the new page starts at its own place. */
export const forgetScroll = (): void => {
  pending = undefined
}

/** Notes which page is shown; call whenever the router has changed it. */
export const notePage = (): void => {
  shownPage = page()
}

const page = (): string => location.pathname + location.search

const here = (): string => page() + location.hash

const record = (): void => {
  if (pending === undefined) saved[here()] = Math.round(scrollY)
}
