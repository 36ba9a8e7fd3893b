import { useRoute } from 'preact-iso'
import type { PracticeResponse } from '../api-types.ts'
import styles from '../components/explore.module.css'
import { Loading } from '../components/Loading.tsx'
import { useTitle } from '../components/page.ts'
import { Answer } from '../components/practice/Answer.tsx'
import { Cases } from '../components/practice/Cases.tsx'
import { CompareChoice } from '../components/practice/CompareChoice.tsx'
import { Facts } from '../components/practice/Facts.tsx'
import { Neighbours, Numbers, Wordings } from '../components/practice/Near.tsx'
import { Places } from '../components/practice/Places.tsx'
import { SideBySide } from '../components/practice/SideBySide.tsx'
import { Tiles } from '../components/practice/Tiles.tsx'
import { Townships } from '../components/practice/Townships.tsx'
import { Years } from '../components/practice/Years.tsx'
import { useQuery } from '../components/query.ts'
import { words } from '../messages/explore/index.ts'
import { practice } from '../stores/explore.ts'

/** Who does it, since when, how much: one practice over the whole corpus, or over one place of it. */
export function PracticePage() {
  const { params: route } = useRoute()
  const { params } = useQuery()
  const place = params.get('place') ?? undefined
  const id = route.id ?? ''
  const key = `${encodeURIComponent(id)}${place ? `?place=${encodeURIComponent(place)}` : ''}`
  return (
    <Loading resource={practice} of={key} missing={words.value.practices.missing}>
      {(page) => <Practice page={page} place={place} others={(params.get('with') ?? '').split(',').filter(Boolean)} />}
    </Loading>
  )
}

function Practice({ page, place, others }: { page: PracticeResponse; place?: string; others: string[] }) {
  const m = words.value.practice
  const { to } = useQuery()
  useTitle(page.practice.name)
  const placeName = page.places.find((one) => one.value === place)?.label ?? place
  const parts = [
    ['years', m.years],
    ['townships', m.townships],
    ['cases', m.cases],
    ['places', m.places],
    ['neighbours', m.neighbours],
    ['numbers', m.numbers],
    ['wordings', m.wordings],
  ] as const
  const heading = (id: (typeof parts)[number][0]) => <h2 id={id}>{m[id]}</h2>
  return (
    <div class={styles.page}>
      <h1 lang="zh-CN">{page.practice.name}</h1>
      {place && (
        <p class={styles.inline}>
          <span>{m.limited(placeName ?? '')}</span>
          <a href={to({ place: undefined })}>{m.unlimited}</a>
        </p>
      )}
      {others.length === 0 && <Answer page={page} place={place} />}
      <p class={styles.small}>{m.firstNote}</p>
      <CompareChoice page={page} others={others} />
      {others.length > 0 ? (
        <SideBySide page={page} others={others} place={place} />
      ) : (
        <>
          <nav class={`${styles.contents} no-print`} aria-label={m.contents}>
            {parts.map(([id, name]) => (
              <a key={id} href={`#${id}`}>
                {name}
              </a>
            ))}
          </nav>
          <Facts page={page} />
          {heading('years')}
          <Years page={page} place={place} />
          {heading('townships')}
          <Townships page={page} />
          {heading('cases')}
          <Cases page={page} />
          {heading('places')}
          <div class={styles.columns}>
            <Places page={page} />
            <div>
              <Tiles page={page} />
            </div>
          </div>
          <div class={styles.columns}>
            <section>
              {heading('neighbours')}
              <Neighbours page={page} />
            </section>
            <section>
              {heading('numbers')}
              <Numbers page={page} />
            </section>
            <section>
              {heading('wordings')}
              <Wordings page={page} />
            </section>
          </div>
        </>
      )}
    </div>
  )
}
