import { change, type SearchState, writeAddress } from '../address.ts'
import type { SearchResponse } from '../api-types.ts'
import { messages } from '../messages/index.ts'
import styles from './results.module.css'

type Term = SearchResponse['query']['terms'][number]

/** How the question was understood, with the added wordings (one click takes them off) and what could not be used. */
export function QueryEcho({ state, query }: { state: SearchState; query: SearchResponse['query'] }) {
  const m = messages.value.echo
  const terms = query.terms
  const withAliases = terms.some((t) => t.aliases.length > 0)
  if (terms.length === 0 && query.ignored.length === 0) return null
  return (
    <div class={styles.echo}>
      {terms.length > 0 && (
        <p>
          {m.label}
          {query.mode === 'exact' && <span class={styles.quiet}>{m.exact} </span>}
          {hasStructure(query.canonical) ? <code lang="zh-CN">{query.canonical}</code> : <Terms terms={terms} />}
          {hasStructure(query.canonical) && withAliases && <Aliases terms={terms} />}
          {withAliases && state.aliases && (
            <>
              {' '}
              <a class={styles.action} href={writeAddress(change(state, { aliases: false }))}>
                × {m.dropAliases}
              </a>
            </>
          )}
        </p>
      )}
      {!state.aliases && query.mode === 'smart' && (
        <p>
          {m.aliasesOff} <a href={writeAddress(change(state, { aliases: true }))}>{m.addAliases}</a>
        </p>
      )}
      {query.ignored.length > 0 && (
        <p class={styles.warn}>
          {m.ignored}
          {query.ignored.map((part) => (
            <span key={part.text} lang="zh-CN">
              “{part.text}” {part.why}{' '}
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

function Terms({ terms }: { terms: Term[] }) {
  const m = messages.value.echo
  return (
    <>
      {terms.map((term, i) => (
        <span key={`${term.kind}:${term.text}`}>
          {i > 0 && <span class={styles.quiet}> {term.kind === 'excluded' ? '' : m.and} </span>}
          {term.kind === 'excluded' && <span class={styles.quiet}>{m.without} </span>}
          <b lang="zh-CN">{term.kind === 'literal' ? `“${term.text}”` : term.text}</b>
          {term.kind === 'same-sentence' && <span class={styles.quiet}>（{m.sameSentence}）</span>}
          {term.aliases.length > 0 && <Aliases terms={[term]} />}
          {term.practice !== undefined && (
            <a class={styles.action} href={`/practices/${encodeURIComponent(term.practice)}`}>
              {m.practice}
              <span class="hidden-text" lang="zh-CN">
                {' '}
                {term.text}
              </span>
            </a>
          )}
        </span>
      ))}
    </>
  )
}

/** The first few other wordings; all of them in the title. */
function Aliases({ terms }: { terms: Term[] }) {
  const all = terms.flatMap((t) => t.aliases)
  return (
    <span class={styles.quiet} lang="zh-CN" title={all.join('、')}>
      （{messages.value.echo.also}{' '}
      {all
        .slice(0, 4)
        .map((a) => `“${a}”`)
        .join('')}
      {all.length > 4 ? '…' : ''}）
    </span>
  )
}

/** A query with alternatives or brackets is shown as it was understood, not as a list of words. */
const hasStructure = (canonical: string): boolean => /[|(]/.test(canonical)
