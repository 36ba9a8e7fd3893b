import { useEffect } from 'preact/hooks'
import type { PracticeResponse } from '../../api-types.ts'
import { words } from '../../messages/explore/index.ts'
import { practices } from '../../stores/explore.ts'
import { shown } from '../../stores/resource.ts'
import styles from '../explore.module.css'
import { useQuery } from '../query.ts'

/** Adds up to two other practices beside this one, and takes them away again. */
export function CompareChoice({ page, others }: { page: PracticeResponse; others: string[] }) {
  const m = words.value.practice
  const { to, go } = useQuery()
  useEffect(() => practices.load(''), [])
  const all = shown(practices.state.value)?.practices ?? []
  const near = new Set(page.neighbours.map((one) => one.id))
  const choice = all
    .filter((one) => one.total.passages > 0 && one.id !== page.practice.id && !others.includes(one.id))
    .sort((a, b) => Number(near.has(b.id)) - Number(near.has(a.id)) || a.name.localeCompare(b.name, 'zh-CN'))
  const without = (id: string): string => to({ with: others.filter((one) => one !== id).join(',') })
  return (
    <div class={`${styles.bar} no-print`}>
      {others.map((id) => {
        const name = all.find((one) => one.id === id)?.name ?? id
        return (
          <a key={id} class={styles.button} href={without(id)} aria-label={m.drop(name)}>
            <span lang="zh-CN">{name}</span> <span aria-hidden="true">×</span>
          </a>
        )
      })}
      {others.length < 2 && (
        <label>
          {m.compareWith}
          <select
            class={styles.wide}
            value=""
            onChange={(event) => go({ with: [...others, event.currentTarget.value].join(',') })}
          >
            <option value="">…</option>
            {choice.map((one) => (
              <option key={one.id} value={one.id} lang="zh-CN">
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
