import type { ComponentChildren } from 'preact'
import { messages } from '../messages/index.ts'
import { announced } from '../stores/announce.ts'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import { settings } from '../stores/settings.ts'
import { dataVersion } from '../stores/version.ts'
import { Header } from './Header.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import styles from './layout.module.css'
import { Notice } from './Notice.tsx'

/** What every page has around it. */
export function Layout({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class={styles.skip} href="#main">
        {messages.value.skip}
      </a>
      <Header />
      <SamplesBanner />
      <main id="main" class={styles.main} tabIndex={-1}>
        {children}
      </main>
      <Footer />
      <p class="hidden-text" role="status" aria-live="polite">
        {announced.value}
      </p>
      <Notice />
      <KeysDialog />
    </>
  )
}

/** Whether the page was served over the sample reports, before anything is asked. */
const toldOfSamples = document.querySelector('meta[name=samples]') !== null

function SamplesBanner() {
  const m = messages.value.banner
  const samples = shown(meta.state.value)?.samples ?? toldOfSamples
  if (!samples || settings.bannerClosed.value) return null
  return (
    <aside class={`${styles.banner} no-print`} aria-label={messages.value.footer.samples}>
      <p>
        {m.text} <a href="/help#own">{m.how}</a>
      </p>
      <button
        type="button"
        onClick={() => {
          settings.bannerClosed.value = true
        }}
      >
        {m.close}
      </button>
    </aside>
  )
}

function Footer() {
  const m = messages.value.footer
  const about = shown(meta.state.value)
  return (
    <footer class={styles.footer}>
      <p>
        {dataVersion.value && (
          <>
            {m.version} <code>{dataVersion.value}</code>
          </>
        )}
        {about?.indexedAt && ` · ${m.indexed(about.indexedAt.slice(0, 10))}`}
        {about && ` · ${m.corpus(about.reports, about.townships)}`}
        {about?.samples && ` · ${m.samples}`}
      </p>
      <p class="no-print">
        <a href="/method">{m.method}</a>
        {about?.admin && (
          <>
            {' · '}
            <a href="/import">{m.import}</a>
          </>
        )}
      </p>
    </footer>
  )
}
