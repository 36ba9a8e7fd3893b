import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../api.ts'
import type { Correction, PlaceChoice } from '../../import-api.ts'
import { importing } from '../../messages/import/index.ts'
import { announce } from '../../stores/announce.ts'
import { desk } from '../../stores/import.ts'
import explore from '../explore.module.css'
import { errorText } from './error-text.ts'
import styles from './import.module.css'

interface Props {
  /** what has been stated so far */
  correction: Correction
  /** what was recognised: shown where nothing is stated */
  known: { township?: string; year?: number; title?: string }
  /** whether the rules take it for no township's report */
  noReport?: boolean
  submit: string
  apply: (correction: Correction) => Promise<void>
}

/** Township, place, year and title by hand; an empty field leaves what was recognised. */
export function CorrectionForm({ correction, known, noReport, submit, apply }: Props) {
  const m = importing.value.correct
  const [township, setTownship] = useState(correction.township ?? '')
  const [code, setCode] = useState(correction.code ?? '')
  const [year, setYear] = useState(correction.year?.toString() ?? '')
  const [title, setTitle] = useState(correction.title ?? '')
  const [accept, setAccept] = useState(correction.accept ?? false)
  const [working, setWorking] = useState(false)
  const [wrong, setWrong] = useState('')
  const places = usePlaces(township.trim() || known.township || '')
  const send = async (): Promise<void> => {
    setWorking(true)
    setWrong('')
    const stated: Correction = {
      ...(township.trim() && { township: township.trim() }),
      ...(code && { code }),
      ...(year.trim() && { year: Number(year) }),
      ...(title.trim() && { title: title.trim() }),
      ...(accept && { accept: true as const }),
    }
    try {
      await apply(stated)
      announce(m.applied, 0)
    } catch (error) {
      setWrong(errorText(error instanceof ApiError ? error : new ApiError(0, 'page', '')))
    }
    setWorking(false)
  }
  return (
    <form
      class={styles.correct}
      onSubmit={(event) => {
        event.preventDefault()
        if (!working) send()
      }}
    >
      <div class={styles.fields}>
        <label>
          {m.township}
          <input
            value={township}
            placeholder={known.township}
            maxLength={20}
            onInput={(event) => {
              setTownship(event.currentTarget.value)
              setCode('')
            }}
          />
        </label>
        <label>
          {m.code}
          <select value={code} onChange={(event) => setCode(event.currentTarget.value)}>
            <option value="">{m.auto}</option>
            {withStated(places, correction.code).map((place) => (
              <option key={place.code} value={place.code}>
                {place.label}
                {place.former && m.former}
              </option>
            ))}
          </select>
        </label>
        <label>
          {m.year}
          <input
            inputMode="numeric"
            pattern="20[0-9][0-9]"
            value={year}
            placeholder={known.year?.toString()}
            onInput={(event) => setYear(event.currentTarget.value)}
          />
        </label>
        <label class={styles.wide}>
          {m.title}
          <input
            value={title}
            placeholder={known.title}
            maxLength={200}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </label>
      </div>
      {(noReport || correction.accept) && (
        <label class={styles.accept}>
          <input type="checkbox" checked={accept} onChange={(event) => setAccept(event.currentTarget.checked)} />
          {m.accept}
        </label>
      )}
      <p class={explore.small}>{m.blank}</p>
      <button type="submit" class={explore.button}>
        {working ? m.working : submit}
      </button>
      <p role="alert" class={styles.wrong}>
        {wrong}
      </p>
    </form>
  )
}

/** Every place of that name, asked for when the typing has paused. */
const usePlaces = (name: string): readonly PlaceChoice[] => {
  const [places, setPlaces] = useState<readonly PlaceChoice[]>([])
  useEffect(() => {
    setPlaces([])
    if (name.length < 2) return
    const controller = new AbortController()
    const timer = setTimeout(() => {
      desk.places(name, controller.signal).then(setPlaces, () => {})
    }, 300)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [name])
  return places
}

/** A code that was stated stays to be seen, whatever the name leads to. */
const withStated = (places: readonly PlaceChoice[], code: string | undefined): readonly PlaceChoice[] =>
  code === undefined || places.some((place) => place.code === code)
    ? places
    : [{ code, name: code, label: code, former: false }, ...places]
