import { useMemo } from 'preact/hooks'
import { readAddress } from '../../address.ts'
import { api } from '../../api.ts'
import type { PracticeResponse } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import { labelOf } from '../../messages/index.ts'
import { createResource } from '../../stores/resource.ts'
import styles from '../explore.module.css'
import { Loading } from '../Loading.tsx'
import { YearChart } from '../YearChart.tsx'
import { Answer } from './Answer.tsx'
import { Facts } from './Facts.tsx'
import { MergedTable } from './MergedTable.tsx'
import { groupsOf } from './Years.tsx'

/** The pages of several practices, asked for together; keyed by their paths, one a line. */
const several = createResource(async (keys: string, signal) => {
  const pages = await Promise.all(keys.split('\n').map((key) => api.practice(key, signal)))
  return { dataVersion: pages[0]?.dataVersion ?? '', pages }
})

/** Two or three practices beside each other: answer, years on one scale, and which townships do which since when. */
export function SideBySide({ page, others, place }: { page: PracticeResponse; others: string[]; place?: string }) {
  const query = place ? `?place=${encodeURIComponent(place)}` : ''
  const keys = others.slice(0, 2).map((id) => `${encodeURIComponent(id)}${query}`)
  return (
    <Loading resource={several} of={keys.join('\n')} missing={words.value.practices.missing} apart>
      {({ pages }) => <Columns pages={[page, ...pages]} place={place} />}
    </Loading>
  )
}

function Columns({ pages, place }: { pages: PracticeResponse[]; place?: string }) {
  const m = words.value.practice
  return (
    <>
      <div class={styles.columns}>
        {pages.map((page) => (
          <Column key={page.practice.id} page={page} place={place} />
        ))}
      </div>
      <h2>{m.townships}</h2>
      <MergedTable pages={pages} />
    </>
  )
}

function Column({ page, place }: { page: PracticeResponse; place?: string }) {
  const { id, name } = page.practice
  const state = useMemo(
    () => readAddress(passagesAddress({ practice: id, stance: 'done', place }).slice(1)),
    [id, place],
  )
  return (
    <section aria-label={name}>
      <h2 lang="zh-CN">
        <a href={`/practices/${id}`} title={words.value.practice.open}>
          {name}
        </a>
      </h2>
      <Answer page={page} place={place} />
      <YearChart
        state={state}
        groups={groupsOf(page, 'done')}
        title={words.value.practice.yearsOf(labelOf('stance', 'done'))}
      />
      <Facts page={page} />
    </section>
  )
}
