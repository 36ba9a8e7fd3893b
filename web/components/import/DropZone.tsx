import { useRef, useState } from 'preact/hooks'
import { importing } from '../../messages/import/index.ts'
import { desk } from '../../stores/import.ts'
import explore from '../explore.module.css'
import { chosenFiles, droppedFiles, type NamedFile } from './dropped-files.ts'
import styles from './import.module.css'

/** Where files and folders are dropped, or chosen by button. */
export function DropZone() {
  const m = importing.value.drop
  const { bytes, files } = desk.limits.value
  const [over, setOver] = useState(false)
  return (
    <section
      class={`${styles.drop} ${over ? styles.over : ''}`}
      aria-label={m.label}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={async (event) => {
        event.preventDefault()
        setOver(false)
        if (event.dataTransfer) take(await droppedFiles(event.dataTransfer))
      }}
    >
      <div class={styles.choose}>
        <span>{m.here}</span>
        <Choose label={m.files} />
        <Choose label={m.folder} folder />
      </div>
      <p class={explore.small}>{m.limits(bytes / 2 ** 20, files)}</p>
    </section>
  )
}

const take = (files: readonly NamedFile[]): void => desk.add(files)

function Choose({ label, folder }: { label: string; folder?: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <button type="button" class={explore.button} onClick={() => input.current?.click()}>
        {label}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        {...(folder && { webkitdirectory: true })}
        aria-label={label}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          take(chosenFiles(event.currentTarget.files))
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
