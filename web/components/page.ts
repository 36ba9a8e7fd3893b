import { useEffect } from 'preact/hooks'
import { messages } from '../messages/index.ts'

/** Sets the title of the document: the page first, the product behind it. */
export const useTitle = (title: string): void => {
  const full = title ? `${title} · ${messages.value.name}` : `${messages.value.name} · ${messages.value.slogan}`
  useEffect(() => {
    document.title = full
  }, [full])
}

let changed = false

/** After a change of page the focus goes to its heading, so that a screen reader starts there. */
export const pageChanged = (): void => {
  changed = true
  focusHeading()
}

/** For a page whose heading comes later: takes the focus then, unless the reader has moved it meanwhile. */
export const pageReady = (): void => {
  const at = document.activeElement
  if (changed && (at === null || at === document.body || at.tagName === 'MAIN')) focusHeading()
}

const focusHeading = (): void => {
  const heading = document.querySelector<HTMLElement>('main h1')
  if (heading && !heading.hasAttribute('tabindex')) heading.tabIndex = -1
  ;(heading ?? document.querySelector<HTMLElement>('main'))?.focus({ preventScroll: true })
}
