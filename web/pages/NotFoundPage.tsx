import { readAddress } from '../address.ts'
import { useTitle } from '../components/page.ts'
import { SearchBox } from '../components/SearchBox.tsx'
import { messages } from '../messages/index.ts'
import styles from './help-page.module.css'

/** For every address that leads nowhere: says so and offers the search. */
export function NotFoundPage({ title }: { title?: string }) {
  const m = messages.value.notFound
  const heading = title ?? m.title
  useTitle(heading)
  return (
    <div class={styles.page}>
      <h1>{heading}</h1>
      <p>{m.text}</p>
      <SearchBox state={readAddress('')} />
      <p>
        <a href="/">{m.home}</a>
      </p>
    </div>
  )
}
