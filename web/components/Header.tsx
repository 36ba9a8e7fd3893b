import { useEffect } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { messages } from '../messages/index.ts'
import { basket } from '../stores/basket.ts'
import { SIZES, settings, THEMES } from '../stores/settings.ts'
import { openKeys } from './KeysDialog.tsx'
import styles from './layout.module.css'
import { notePage } from './scroll.ts'

/** Pages the navigation offers: only such as exist. */
const PAGES = [
  { path: '/', name: 'search' },
  { path: '/practices', name: 'practices' },
  { path: '/places', name: 'places' },
  { path: '/indicators', name: 'indicators' },
  { path: '/compare', name: 'compare' },
  { path: '/coverage', name: 'coverage' },
  { path: '/help', name: 'help' },
] as const

/** Name, navigation and the reader's own settings. */
export function Header() {
  const m = messages.value
  const { path, url } = useLocation()
  useEffect(notePage, [url])
  return (
    <header class={`${styles.header} no-print`}>
      <a class={styles.brand} href="/" lang={m.lang}>
        {m.name}
      </a>
      <nav aria-label={m.nav.label}>
        <ul class={styles.nav}>
          {PAGES.map((page) => (
            <li key={page.path}>
              <a href={page.path} aria-current={isHere(path, page.path) ? 'page' : undefined}>
                {m.nav[page.name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <BasketLink here={path === '/basket'} />
      <Settings />
    </header>
  )
}

/** Below a page of the navigation one is still in its part. */
const isHere = (path: string, page: string): boolean => path === page || (page !== '/' && path.startsWith(`${page}/`))

function BasketLink({ here }: { here: boolean }) {
  const m = messages.value.basket
  const n = basket.items.value.length
  return (
    <a class={styles.basket} href="/basket" aria-current={here ? 'page' : undefined}>
      {n > 0 ? m.link(n) : m.name}
    </a>
  )
}

function Settings() {
  const m = messages.value.settings
  return (
    <div class={styles.settings}>
      <select
        aria-label={m.size}
        title={m.size}
        value={settings.size.value}
        onChange={(event) => {
          settings.size.value = SIZES.find((s) => s === event.currentTarget.value) ?? 'm'
        }}
      >
        {SIZES.map((size) => (
          <option key={size} value={size}>
            {m.size} {m.sizes[size]}
          </option>
        ))}
      </select>
      <select
        aria-label={m.theme}
        title={m.theme}
        value={settings.theme.value}
        onChange={(event) => {
          settings.theme.value = THEMES.find((t) => t === event.currentTarget.value) ?? 'system'
        }}
      >
        {THEMES.map((theme) => (
          <option key={theme} value={theme}>
            {m.themes[theme]}
          </option>
        ))}
      </select>
      <button
        type="button"
        lang={m.otherLang}
        onClick={() => {
          settings.language.value = settings.language.value === 'en' ? 'zh' : 'en'
        }}
      >
        {m.other}
      </button>
      <button type="button" class={styles.keysButton} onClick={openKeys}>
        {m.keys}
      </button>
    </div>
  )
}
