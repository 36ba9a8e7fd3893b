import './tokens.css'
import './base.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { prefersDark } from './components/media.ts'
import { forgetScroll, watchScroll } from './components/scroll.ts'
import { messages } from './messages/index.ts'
import { meta } from './stores/search.ts'
import { keepSettings, settings } from './stores/settings.ts'
import { dataVersion } from './stores/version.ts'

const storage = (): Storage | undefined => {
  try {
    return localStorage
  } catch {
    return undefined
  }
}

const kept = storage()
if (kept) keepSettings(kept)
watchScroll()
addEventListener('click', forgetScroll, { capture: true })
addEventListener('submit', forgetScroll, { capture: true })

effect(() => {
  const root = document.documentElement
  const dark = settings.theme.value === 'dark' || (settings.theme.value === 'system' && prefersDark.value)
  root.dataset.theme = dark ? 'dark' : 'light'
  root.dataset.size = settings.size.value
  root.lang = messages.value.lang
})

// A broken escape in the path would stop the router before it can say "no such page".
try {
  decodeURIComponent(location.pathname)
} catch {
  history.replaceState(null, '', '/404')
}

effect(() => {
  const now = meta.state.peek()
  if (now.status === 'ready' && dataVersion.value !== now.value.dataVersion) meta.load('')
})

meta.load('')
// A moment's patience for the answer that decides banner, labels and footer, so that they do not push the page about.
const PATIENCE_MS = 300
const settled = new Promise<void>((done) => {
  const stop = effect(() => {
    if (meta.state.value.status === 'loading') return
    queueMicrotask(() => stop())
    done()
  })
})
const root = document.getElementById('app')
if (root) {
  Promise.race([settled, new Promise((done) => setTimeout(done, PATIENCE_MS))]).then(() => render(<App />, root))
}
