import { useState } from 'preact/hooks'
import { ApiError } from '../../api.ts'
import type { Kept } from '../../import-api.ts'
import { importing } from '../../messages/import/index.ts'
import { announce, notify } from '../../stores/announce.ts'
import { desk } from '../../stores/import.ts'
import explore from '../explore.module.css'
import { CorrectionForm } from './CorrectionForm.tsx'
import { errorText } from './error-text.ts'
import styles from './import.module.css'
import { KeptReport } from './KeptReport.tsx'

/** Rows drawn before more are asked for. */
const STEP = 50

/** What came in through this page and is stored: each can be corrected again, or removed with its report. */
export function KeptFiles() {
  const m = importing.value.kept
  const files = desk.kept.value
  const [limit, setLimit] = useState(STEP)
  return (
    <>
      <h2>{m.title}</h2>
      {files.length === 0 && <p class={explore.quiet}>{m.none}</p>}
      <ul class={styles.list}>
        {files.slice(0, limit).map((kept) => (
          <KeptFile key={kept.file} kept={kept} />
        ))}
      </ul>
      {files.length > limit && (
        <button type="button" class={explore.button} onClick={() => setLimit(limit + 4 * STEP)}>
          {m.more(files.length - limit)}
        </button>
      )}
    </>
  )
}

function KeptFile({ kept }: { kept: Kept }) {
  const m = importing.value
  const { file, report, status, correction } = kept
  return (
    <li class={styles.card} data-kept={file}>
      <h3>
        <span lang="zh-CN">{file}</span>{' '}
        <span class={`${styles.stand} ${styles[status] ?? ''}`}>{m.states[status]}</span>
      </h3>
      <KeptReport {...kept} />
      <details class={styles.details}>
        <summary>{m.correct.open}</summary>
        <CorrectionForm
          key={JSON.stringify(correction)}
          correction={correction}
          known={{ township: report?.township.name, year: report?.year, title: report?.title }}
          submit={m.correct.save}
          apply={(next) => desk.amend(file, next)}
        />
      </details>
      <Remove file={file} />
    </li>
  )
}

/** Removing takes a second press: it changes the corpus for everybody. */
function Remove({ file }: { file: string }) {
  const m = importing.value.kept
  const [step, setStep] = useState<'idle' | 'sure' | 'working'>('idle')
  const remove = async (): Promise<void> => {
    setStep('working')
    try {
      await desk.remove(file)
      announce(m.removed(file), 0)
      setTimeout(() => document.querySelector<HTMLElement>('[data-kept] summary, main h1')?.focus())
    } catch (error) {
      notify(errorText(error instanceof ApiError ? error : new ApiError(0, 'page', '')))
      setStep('idle')
    }
  }
  return (
    <p class={styles.actions}>
      <button
        type="button"
        class={`${explore.button} ${step === 'idle' ? '' : styles.danger}`}
        aria-label={`${step === 'sure' ? m.confirm : m.remove}${m.of(file)}`}
        onClick={() => (step === 'idle' ? setStep('sure') : step === 'sure' && remove())}
      >
        {step === 'idle' ? m.remove : step === 'sure' ? m.confirm : m.removing}
      </button>
      {step === 'sure' && (
        <button type="button" class={explore.button} onClick={() => setStep('idle')}>
          {m.cancel}
        </button>
      )}
    </p>
  )
}
