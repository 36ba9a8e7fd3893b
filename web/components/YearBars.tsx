import { words } from '../messages/explore/index.ts'
import { num } from '../messages/number.ts'
import styles from './year-bars.module.css'

interface Props {
  title: string
  /** unit, and what the bars are part of */
  note: string
  columns: readonly { year: number; bars: readonly { value: number; href: string }[] }[]
  /** what every bar is a part of, where there is such a thing */
  of?: number
}

/** A few years as upright bars, several of one year side by side; the table that stands beside says the same. */
export function YearBars({ title, note, columns, of }: Props) {
  const top = of ?? niceTop(Math.max(0, ...columns.flatMap(({ bars }) => bars.map(({ value }) => value))))
  return (
    <figure class={styles.chart}>
      <figcaption>
        <h3>{title}</h3>
        <p>{note}</p>
      </figcaption>
      <div class={styles.plot}>
        <div class={styles.axis} aria-hidden="true">
          <span>{num(top)}</span>
          <span>0</span>
        </div>
        <ul>
          {columns.map(({ year, bars }) => (
            <li key={year}>
              <span class={styles.well} aria-hidden="true">
                {bars.map(({ value, href }) => (
                  <span key={`${href}${value}`} style={{ height: `${(100 * value) / top}%` }} />
                ))}
              </span>
              <span class={styles.values}>
                {bars.length === 0 && <span class={styles.none}>{words.value.cell.unseen}</span>}
                {bars.map(({ value, href }) => (
                  <a key={`${href}${value}`} href={href}>
                    {num(value)}
                  </a>
                ))}
              </span>
              <span>{year}</span>
            </li>
          ))}
        </ul>
      </div>
    </figure>
  )
}

/** 1, 2 or 5 times a power of ten, not below the highest bar. */
const niceTop = (most: number): number => {
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return [1, 2, 5].map((step) => step * power).find((top) => top >= most) ?? 10 * power
}
