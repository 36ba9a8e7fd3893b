import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { PER_PAGE, readAddress, type SearchState } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { Chips } from '../components/Chips.tsx'
import { FilterRail, FilterSheet } from '../components/FilterRail.tsx'
import { Groups } from '../components/Groups.tsx'
import { Hit } from '../components/Hit.tsx'
import { useHitKeys } from '../components/hit-keys.ts'
import { Intro } from '../components/Intro.tsx'
import { Kwic } from '../components/Kwic.tsx'
import { Pager } from '../components/Pager.tsx'
import { useTitle } from '../components/page.ts'
import { QueryEcho } from '../components/QueryEcho.tsx'
import { ResultBar } from '../components/ResultBar.tsx'
import { ResultLine } from '../components/ResultLine.tsx'
import { SearchBox } from '../components/SearchBox.tsx'
import { Failure, Skeleton, Zero } from '../components/States.tsx'
import { restoreScroll } from '../components/scroll.ts'
import { messages } from '../messages/index.ts'
import { announce } from '../stores/announce.ts'
import { shown } from '../stores/resource.ts'
import { loadSearch, loadVerify, search } from '../stores/search.ts'
import styles from './search-page.module.css'

/** The question, the number that answers it, and the text it rests on. */
export function SearchPage() {
  const { url } = useLocation()
  const query = new URL(url, location.origin).search
  const state = useMemo(() => readAddress(query), [query])
  useTitle(state.q.trim() || (state.asked ? messages.value.result.title : ''))
  return (
    <>
      {state.asked && <h1 class="hidden-text">{messages.value.result.title}</h1>}
      {!state.asked && <h1 class={styles.title}>{messages.value.intro.title}</h1>}
      <SearchBox state={state} />
      {state.asked ? <Results state={state} /> : <Intro />}
    </>
  )
}

function Results({ state }: { state: SearchState }) {
  const m = messages.value
  const loaded = search.state.value
  const reply = shown(loaded)
  const top = useRef<HTMLDivElement>(null)
  useEffect(() => loadSearch(state), [state])
  useEffect(() => loadVerify(state, loaded), [state, loaded])
  useHitKeys(reply?.hits)

  // A new answer starts at its top; Back returns to where one was.
  useLayoutEffect(() => {
    if (loaded.status !== 'ready') return
    const { total } = loaded.value
    announce(
      total.passages === 0 ? m.result.announceNone : m.result.announce(total.passages, total.reports, total.townships),
    )
    if (!restoreScroll() && (top.current?.getBoundingClientRect().top ?? 0) < 0) top.current?.scrollIntoView()
  }, [loaded])

  return (
    <div ref={top} class={styles.results} aria-busy={loaded.status === 'loading'}>
      <div class={state.q.trim() ? styles.answer : styles.browse}>
        {reply && <QueryEcho state={state} query={reply.query} />}
        {reply && <ResultLine state={state} reply={reply} />}
      </div>
      <div class={styles.columns}>
        <FilterRail state={state} facets={reply?.facets} />
        <section class={styles.list} aria-label={m.result.title}>
          <h2 class="hidden-text">{m.views[state.view]}</h2>
          <ResultBar state={state}>
            <FilterSheet state={state} facets={reply?.facets} />
          </ResultBar>
          <Chips state={state} reply={reply} />
          {loaded.status === 'error' && (
            <Failure error={loaded.error} retrying={loaded.retrying} retry={search.retry} />
          )}
          {!reply && state.view === 'list' && loaded.status !== 'error' && <Skeleton />}
          {reply && reply.total.passages === 0 && loaded.status === 'ready' ? (
            <Zero state={state} reply={reply} />
          ) : (
            <View state={state} reply={reply} dimmed={loaded.status !== 'ready'} />
          )}
        </section>
      </div>
    </div>
  )
}

function View({ state, reply, dimmed }: { state: SearchState; reply?: SearchResponse; dimmed: boolean }) {
  if (state.view === 'kwic') return <Kwic state={state} />
  if (state.view !== 'list') return <Groups state={state} by={state.view} />
  if (!reply) return null
  return (
    <div class={dimmed ? styles.dimmed : undefined}>
      {reply.hits.map((hit) => (
        <Hit key={hit.id} hit={hit} state={state} />
      ))}
      <Pager state={state} total={reply.total.passages} perPage={reply.perPage || PER_PAGE} />
    </div>
  )
}
