import { useRef, useState } from 'preact/hooks'
import type { ExportContext } from '../../basket/cite.ts'
import type { BasketFormat } from '../../basket/export.ts'
import { readBasketFile } from '../../basket/file.ts'
import type { BasketItem } from '../../basket/item.ts'
import { merged } from '../../basket/list.ts'
import { study } from '../../messages/study/index.ts'
import { notify } from '../../stores/announce.ts'
import { basket } from '../../stores/basket.ts'
import { dataVersion } from '../../stores/version.ts'
import { saveFile } from '../../table-file.ts'
import explore from '../explore.module.css'

const FORMATS: readonly BasketFormat[] = ['docx', 'md', 'csv', 'gbt', 'bib', 'ris', 'csl', 'basket']

/** Where and when the export is made. */
export const exportContext = (): ExportContext => ({
  origin: location.origin,
  today: new Date().toLocaleDateString('sv'),
  dataVersion: dataVersion.value,
})

/** Saves the basket in a chosen format, and joins one that was saved. */
export function BasketFiles({ items }: { items: readonly BasketItem[] }) {
  const m = study.value.basket
  const [format, setFormat] = useState<BasketFormat>('docx')
  const [busy, setBusy] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      const { exportBasket } = await import('../../basket/export.ts')
      const { name, content, type } = await exportBasket(format, items, exportContext())
      saveFile(name, content, type)
    } catch {
      notify(m.exportFailed)
    }
    setBusy(false)
  }
  return (
    <div class={`${explore.bar} no-print`}>
      {items.length > 0 && (
        <>
          <label>
            {m.exportAs}
            <select
              value={format}
              onChange={(event) => setFormat(FORMATS.find((one) => one === event.currentTarget.value) ?? 'docx')}
            >
              {FORMATS.map((one) => (
                <option key={one} value={one}>
                  {m.formats[one]}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class={explore.button} aria-disabled={busy} onClick={() => busy || save()}>
            {busy ? m.exporting : m.exportAs}
          </button>
        </>
      )}
      <button type="button" class={explore.button} onClick={() => file.current?.click()}>
        {m.importFile}
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        aria-label={m.importFile}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? []
          if (chosen) chosen.text().then(join)
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

const join = (text: string): void => {
  const m = study.value.basket
  const read = readBasketFile(text)
  if (!read) {
    notify(m.notBasket)
    return
  }
  const before = new Set(basket.items.value.map((item) => item.id))
  const theirs = new Set(read.items.map((item) => item.id))
  basket.apply((now) => merged(now, read.items))
  const added = [...theirs].filter((id) => !before.has(id)).length
  notify(m.imported(added, theirs.size - added, read.broken))
}
