import type { Problem } from '../../server/schema.ts'
import type { Identity, ReadFile } from '../stages.ts'
import { isoDay } from './dates.ts'
import type { Front } from './front.ts'
import { docNumberOf } from './front.ts'
import { compact, trim } from './lines.ts'
import type { ParseRules } from './rules.ts'
import type { FoundName } from './township.ts'
import { fileWords, otherPlaceIn, shortenByText, townshipIn, townshipOfPapers, townshipOfProse } from './township.ts'
import { yearOf } from './year.ts'

/** The parts of a report that say whose it is and of when. */
export type IdentitySources = {
  file: ReadFile
  front: Front
  /** texts by role, in order */
  head: { role: string; text: string }[]
  tail: { role: string; text: string }[]
  body: string[]
  headings: string[]
  meta: Record<string, string>
}

export type FoundIdentity = {
  identity: Identity
  found?: FoundName
  issuers: string[]
  problems: Omit<Problem, 'path'>[]
}

/** Reads title, township, year, issuer, document number, addressee and date; what is not known stays away. */
export function identityOf(sources: IdentitySources, rules: ParseRules): FoundIdentity {
  const { head, meta, front, file, body } = sources
  const title = front.title ?? titleOfMeta(meta, rules)
  const place = placeOf(sources, title, rules)
  const issuers = issuersOf(sources, place?.found)
  const date = dateOf(sources)
  const { year, problems } = yearOf(
    {
      title,
      opening: body.slice(0, 6),
      fileName: fileWords(file.path),
      headings: sources.headings,
      signed: date,
    },
    rules,
  )
  const docNumber =
    head.map((line) => docNumberOf(line.text)).find((each) => each !== undefined) ?? docNumberOf(meta.发文字号 ?? '')
  const issuer = issuers.length > 0 ? issuers.join('、') : issuerOf(title, meta, place?.found, rules)
  const addressee = addresseeOf(head, body)
  const half = rules.identity.halfYear.test(compact(title ?? ''))
  const identity: Identity = {
    ...(title ? { title } : {}),
    ...(place ? { township: { name: place.found.name, level: place.found.level, evidence: place.evidence } } : {}),
    ...(year ? { year } : {}),
    ...(title || year ? { period: half ? 'half-year' : 'annual' } : {}),
    ...(issuer ? { issuer } : {}),
    ...(docNumber ? { docNumber } : {}),
    ...(addressee ? { addressee } : {}),
    ...(date ? { date } : {}),
  }
  if (!title) problems.unshift({ stage: 'parse', code: 'no-title', message: '没有找到题名' })
  if (!place) problems.push({ stage: 'parse', code: 'no-township', message: '没有找到乡镇街道的名称' })
  return { identity, ...(place ? { found: place.found } : {}), issuers, problems }
}

function titleOfMeta(meta: Record<string, string>, rules: ParseRules): string | undefined {
  const name = meta[rules.furniture.titleKey]
  return name && rules.identity.topic.test(compact(name)) ? name : undefined
}

type Place = { found: FoundName; evidence: string[] }

function placeOf(
  { file, tail, head, body, meta }: IdentitySources,
  title: string | undefined,
  rules: ParseRules,
): Place | undefined {
  const whole = body.join('\n')
  const sources: [string, string][] = [
    ['题名', title ?? ''],
    ...head.filter((line) => line.role === 'issuer').map((line): [string, string] => ['发文机关', line.text]),
    ...tail.filter((line) => line.role === 'signature').map((line): [string, string] => ['落款', line.text]),
    ['网页元数据', meta.发布机构 ?? ''],
    ['文件名', fileWords(file.path)],
  ]
  for (const find of [townshipIn, otherPlaceIn]) {
    for (const [where, text] of sources) {
      const found = find(text, rules)
      if (found) {
        const short = shortenByText(found, whole)
        return { found: short, evidence: [`${where}：${trim(text)}`] }
      }
    }
    if (find === townshipIn) {
      const found = townshipOfProse(body.slice(0, 4), whole, rules) ?? townshipOfPapers(body.slice(0, 60), rules)
      if (found) return { found, evidence: [`正文开头自称“${found.name}”`] }
    }
  }
  return undefined
}

/** Bodies that sign the report, else those above its title; one line may hold two. A site's name above the title is none. */
function issuersOf({ head, tail }: IdentitySources, found: FoundName | undefined): string[] {
  const signed = tail.filter((line) => line.role === 'signature').flatMap((line) => bodiesOf(line.text))
  if (signed.length > 0) return [...new Set(signed)]
  const above = head
    .filter((line) => line.role === 'issuer' && !/签发人/.test(line.text))
    .flatMap((line) => bodiesOf(line.text))
  const own = above.filter((body) => found !== undefined && body.includes(found.name))
  return [...new Set(found ? own : above)]
}

function bodiesOf(text: string): string[] {
  return text
    .replace(/[（(](?:盖章|公章|章|印章)[)）]/g, '')
    .replace(/(?:20\d\d\s?年|二[〇○零]).{4,14}日\s*$/, '')
    .split(/[\s\u3000\u00a0、]+/)
    .map((part) => part.replace(/文件$/, ''))
    .reduce<string[]>((bodies, part) => {
      const last = bodies.at(-1)
      if (part === '') return bodies
      // letters of a name set apart by blanks (人 民 政 府) belong together
      if (last !== undefined && (part.length <= 2 || last.length <= 2) && !/(?:政府|党委|办事处|委员会)$/.test(last)) {
        bodies[bodies.length - 1] = last + part
      } else bodies.push(part)
      return bodies
    }, [])
}

/** The body that a title begins with (××镇人民政府关于…), else the publisher that the page names, if it is the township's. */
function issuerOf(
  title: string | undefined,
  meta: Record<string, string>,
  found: FoundName | undefined,
  rules: ParseRules,
): string | undefined {
  const before = /^(.{2,40}?)(?:关于|20\d\d年|二[〇○零])/.exec(title ?? '')?.[1]
  if (before && rules.identity.organEnd.test(compact(before))) return bodiesOf(before).join('、')
  const published = meta.发布机构
  if (
    published &&
    found &&
    compact(published).includes(found.name) &&
    rules.identity.organEnd.test(compact(published))
  ) {
    return trim(published)
  }
  return undefined
}

function addresseeOf(head: IdentitySources['head'], body: string[]): string | undefined {
  const line = head.find((each) => each.role === 'addressee')
  if (line) return trim(line.text).replace(/[：:]$/, '')
  const glued =
    /^((?:中共)?[^，。：:]{0,20}(?:县委|区委|市委|人民政府|县政府|区政府|市政府|委员会|司法局|办公室))[：:]/.exec(
      body[0] ?? '',
    )
  return glued?.[1]
}

/** Date of the signature; a date in brackets under the title; the 成文日期 of the page's table. */
function dateOf({ head, tail, meta }: IdentitySources): string | undefined {
  for (const line of tail) {
    if (line.role !== 'date' && line.role !== 'signature') continue
    const day = isoDay(line.text)
    if (day) return day
  }
  const issued = head.some((line) => line.role === 'issuer')
  for (const line of head) {
    if (line.role === 'date' && (/^[（(]/.test(trim(line.text)) || (issued && /日$/.test(trim(line.text))))) {
      const day = isoDay(line.text)
      if (day) return day
    }
  }
  return meta.成文日期 ? isoDay(meta.成文日期) : undefined
}
