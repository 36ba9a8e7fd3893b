import type { PracticeResponse } from '../../api-types.ts'
import { words } from '../../messages/explore/index.ts'
import { labelOf } from '../../messages/index.ts'
import styles from '../explore.module.css'

/** What the lexicon says of the practice: meaning, kind, theme, other names, and what is not it. */
export function Facts({ page }: { page: PracticeResponse }) {
  const m = words.value
  const { definition, kind, theme, local, aliases, note, falseFriends } = page.practice
  return (
    <>
      {definition && (
        <p class={styles.lead} lang="zh-CN">
          {definition}
        </p>
      )}
      <dl class={styles.facts}>
        <div>
          <dt>{m.practices.kind}</dt>
          <dd>
            <a href={`/practices?kind=${encodeURIComponent(kind)}`}>{m.practices.kinds[kind] ?? kind}</a>
            {local && ` · ${m.practice.local}`}
          </dd>
        </div>
        <div>
          <dt>{m.practices.theme}</dt>
          <dd>
            <a href={`/practices?theme=${encodeURIComponent(theme)}`}>{labelOf('theme', theme)}</a>
          </dd>
        </div>
        {aliases.length > 0 && (
          <div>
            <dt>{m.practice.aliases}</dt>
            <dd lang="zh-CN">{aliases.join('、')}</dd>
          </div>
        )}
        {note && (
          <div>
            <dt>{m.practice.note}</dt>
            <dd lang="zh-CN">{note}</dd>
          </div>
        )}
        {falseFriends.length > 0 && (
          <div>
            <dt>{m.practice.falseFriends}</dt>
            <dd lang="zh-CN">{falseFriends.join(' ')}</dd>
          </div>
        )}
      </dl>
    </>
  )
}
