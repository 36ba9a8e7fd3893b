import { useMemo, useState } from 'preact/hooks'
import { readAddress } from '../../address.ts'
import type { PracticeResponse } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import styles from '../explore.module.css'
import { Hit } from '../Hit.tsx'

/** Passages shown before more are asked for. */
const FIRST = 4

/** Passages worth quoting, each with the reasons for which it was chosen. */
export function Cases({ page }: { page: PracticeResponse }) {
  const m = words.value.practice
  const [all, setAll] = useState(false)
  const state = useMemo(() => readAddress(passagesAddress({ practice: page.practice.id }).slice(1)), [page])
  if (page.examples.length === 0) return <p class={styles.quiet}>{m.noCases}</p>
  return (
    <>
      <p class={styles.small}>{m.caseNote}</p>
      {page.examples.slice(0, all ? undefined : FIRST).map((example) => (
        <div key={example.id}>
          <p class={styles.reasons}>
            {m.reasons}
            {example.reasons.map(({ code, of }) => m.reason[code](of ?? '')).join(' · ')}
          </p>
          <Hit hit={example} state={state} />
        </div>
      ))}
      {page.examples.length > FIRST && !all && (
        <button type="button" class={styles.button} onClick={() => setAll(true)}>
          {m.moreCases(page.examples.length - FIRST)}
        </button>
      )}
    </>
  )
}
