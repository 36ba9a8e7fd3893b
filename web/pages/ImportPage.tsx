import { useEffect } from 'preact/hooks'
import explore from '../components/explore.module.css'
import { DropZone } from '../components/import/DropZone.tsx'
import { FileCard } from '../components/import/FileCard.tsx'
import styles from '../components/import/import.module.css'
import { KeptFiles } from '../components/import/KeptFiles.tsx'
import { TokenForm } from '../components/import/TokenForm.tsx'
import { useTitle } from '../components/page.ts'
import { importing } from '../messages/import/index.ts'
import { announce, notify } from '../stores/announce.ts'
import { desk, isReady, standOf } from '../stores/import.ts'
import { shown } from '../stores/resource.ts'
import { meta } from '../stores/search.ts'
import { NotFoundPage } from './NotFoundPage.tsx'

/** Brings reports in, where the server has an admin token; elsewhere there is no such page. */
export function ImportPage() {
  const about = shown(meta.state.value)
  if (!about) return null
  return about.admin ? <Import /> : <NotFoundPage />
}

function Import() {
  const m = importing.value
  const open = desk.door.value === 'open'
  useTitle(m.title)
  return (
    <div class={explore.page}>
      <h1>{m.title}</h1>
      <p class={explore.lead}>{m.lead}</p>
      {open ? (
        <>
          <DropZone />
          <Files />
          <KeptFiles />
          <p class={styles.leave}>
            <button type="button" class={explore.button} onClick={desk.leave}>
              {m.token.leave}
            </button>
          </p>
        </>
      ) : (
        <TokenForm />
      )}
    </div>
  )
}

function Files() {
  const m = importing.value
  const rows = desk.rows.value
  const stands = rows.map(standOf)
  const count = (...of: string[]): number => stands.filter((stand) => of.includes(stand)).length
  const [under, ready, doubtful, refused] = [
    count('queued', 'sending'),
    count('ready', 'doubtful'),
    count('doubtful'),
    count('no-report', 'refused', 'failed'),
  ]
  const summary = under > 0 ? m.progress(rows.length - under, rows.length) : m.summary(ready, doubtful, refused)
  useEffect(() => {
    if (rows.length > 0) announce(summary)
  }, [summary, rows.length])
  if (rows.length === 0) return null
  const store = async (keys: readonly string[]): Promise<void> => {
    const stored = await desk.store(keys)
    notify(stored > 0 ? m.stored(stored) : m.notStored)
  }
  const fit = rows.filter(isReady).map(({ key }) => key)
  return (
    <>
      <h2>{m.list}</h2>
      <p class={styles.summary}>
        <span>{summary}</span>
        {fit.length > 1 && (
          <button type="button" class={`${explore.button} ${styles.main}`} onClick={() => store(fit)}>
            {m.storeAll(fit.length)}
          </button>
        )}
        {count('ok', 'duplicate', 'skipped', 'refused') > 0 && (
          <button type="button" class={explore.button} onClick={desk.clear}>
            {m.clear}
          </button>
        )}
      </p>
      <ol class={styles.list} data-import-list>
        {rows.map((row) => (
          <FileCard key={row.key} row={row} store={store} />
        ))}
      </ol>
    </>
  )
}
