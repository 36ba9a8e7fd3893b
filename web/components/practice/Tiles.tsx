import type { PracticeResponse, Stance, TownshipRow } from '../../api-types.ts'
import { passagesAddress } from '../../links.ts'
import { words } from '../../messages/explore/index.ts'
import styles from '../explore.module.css'
import { StanceMark } from '../StanceMark.tsx'

/** Counties drawn at most; a place chosen in the tree shows its own. */
const COUNTIES = 40

/** One tile a township, county by county: its colour, sign and word say what its last report with the practice says. */
export function Tiles({ page }: { page: PracticeResponse }) {
  const m = words.value.practice
  const counties = new Map<string, TownshipRow[]>()
  for (const row of page.townships) {
    const county = row.place.at(-1) ?? ''
    counties.set(county, [...(counties.get(county) ?? []), row])
  }
  const covered = new Map(page.places.map((place) => [place.value, place]))
  return (
    <>
      {[...counties].slice(0, COUNTIES).map(([county, rows]) => {
        const place = covered.get(rows[0]?.code?.slice(0, 6) ?? '')
        const silent = (place?.of?.townships ?? 0) - (place?.townships ?? 0)
        return (
          <section key={county} class={styles.county} aria-label={m.tiles(county)}>
            <h3 lang="zh-CN">{county}</h3>
            <ul class={styles.tiles}>
              {rows.map((row) => (
                <Tile key={row.code ?? row.name} row={row} practice={page.practice.id} />
              ))}
              {silent > 0 && <li class={styles.small}>{m.silent(silent)}</li>}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Tile({ row, practice }: { row: TownshipRow; practice: string }) {
  const last = row.years.findLast((year) => year.stance)
  const stance: Stance = last?.stance ?? 'mentioned'
  const reports = row.years.filter((year) => year.stance).map((year) => year.report)
  return (
    <li>
      <a class={styles.tile} data-stance={stance} href={passagesAddress({ practice, report: reports })}>
        <span lang="zh-CN">{row.name}</span> <StanceMark stance={stance} /> {last?.year}
      </a>
    </li>
  )
}
